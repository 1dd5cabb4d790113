using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

/// <summary>What a holder's owner does at the end of retention, in the holder's time.</summary>
internal static class Retaining
{
    private static readonly int Months = RetentionRules.Of(RetentionKind.Disclosures).Months;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The owner runs the job.</summary>
    public static Task<RetentionReport> RetainAsync(this TestHolder holder, bool isDryRun = false, RetentionPeriods? periods = null, TimeProvider? time = null) =>
        holder.AsOwnerAsync((database, token) => new RetentionJob(database, time ?? holder.Time).RunAsync(periods ?? new RetentionPeriods(), isDryRun, token));

    public static Task<bool> HoldAsync(this TestHolder holder, Guid id) =>
        holder.AsOwnerAsync((database, token) => new RetentionHolds(database, holder.Time).PlaceAsync(id, token));

    public static Task<bool> LiftAsync(this TestHolder holder, Guid id) =>
        holder.AsOwnerAsync((database, token) => new RetentionHolds(database, holder.Time).LiftAsync(id, token));

    public static Task<T> AsOwnerAsync<T>(this TestHolder holder, Func<DbContext, CancellationToken, Task<T>> act) =>
        OwnerStorage.RunAsync<HolderContext, T>(TestStorage.AsOwner(holder.Place), act, Cancellation);

    /// <summary>Who the journal says it was: on a server with the role that it let in; SQLite has none.</summary>
    public static string Owner(this TestHolder holder) => TestStorage.AsOwner(holder.Place) is StoragePlace.Postgres server
        ? $"by owner {server.User}, account {Environment.UserName}"
        : $"by owner, account {Environment.UserName}";

    /// <summary>Moves the machine's time to so many days after the last on which what is written today is kept.</summary>
    public static void MoveBeyond(this TestHolder holder, int days)
    {
        var now = holder.Time.GetUtcNow();
        var day = RetentionRule.LastDay(HelsinkiTime.DateOf(now), Months).AddDays(days);
        holder.Time.Advance(HelsinkiTime.StartOf(day).AddMinutes(5) - now);
    }

    /// <summary>How many entries and statements were erased, or held.</summary>
    public static string Text(RetentionReport report) =>
        string.Join("; ", report.Counts.Select(count => $"{count.Kind} {count.Erased} {count.Held} {count.Damaged.Count}"));
}
