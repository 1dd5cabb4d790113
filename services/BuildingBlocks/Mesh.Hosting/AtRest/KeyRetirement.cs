using System.Globalization;
using Mesh.Hosting.Journal;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.AtRest;

/// <summary>What a key is now.</summary>
public enum KeyState
{
    /// <summary>It writes.</summary>
    Current,

    /// <summary>It reads, and is to write once every replica has it.</summary>
    Next,

    /// <summary>Another writes in its place; what it wrote is read by it.</summary>
    Replaced,
}

/// <summary>A key of a database, as its operator sees it: never its bytes.</summary>
/// <param name="Kid">Its id.</param>
/// <param name="Name">Its id with a digest.</param>
/// <param name="State">What it is.</param>
/// <param name="ReplacedAt">When another began to write in its place.</param>
/// <param name="Uses">Where its values are.</param>
public sealed record KeyStatus(string Kid, string Name, KeyState State, DateTimeOffset? ReplacedAt, IReadOnlyList<KeyUse> Uses);

/// <summary>A key cannot be retired.</summary>
/// <param name="reason">Why, for machines.</param>
/// <param name="message">Why, for people.</param>
public sealed class KeyNeededException(string reason, string message) : Exception(message)
{
    /// <summary>Why, for machines.</summary>
    public string Reason { get; } = reason;
}

/// <summary>Takes a key out of the file when nothing needs it any more: no row, and none of what is told again within a year.</summary>
/// <param name="database">The database, as its owner.</param>
/// <param name="path">The file of keys.</param>
/// <param name="time">Machine time.</param>
public sealed class KeyRetirement(DbContext database, string path, TimeProvider time)
{
    private const string Act = "Key retirement";

    /// <summary>How long a key stays after it was replaced: as long as a sighting, whose index cannot be made anew.</summary>
    public const int MonthsKept = 12;

    /// <summary>Every key, the current one first, with where its values are.</summary>
    /// <exception cref="KeyFileException">The file cannot be used, or is not this database's.</exception>
    public async Task<IReadOnlyList<KeyStatus>> ListAsync(CancellationToken cancellation)
    {
        var set = await ReadAsync(cancellation);
        var keys = new List<KeyStatus>();
        foreach (var key in set.All)
        {
            keys.Add(new(key.Kid, key.Name, StateOf(set, key), key.ReplacedAt, await UsesAsync(set, key.Kid, cancellation)));
        }

        return keys;
    }

    /// <summary>Retires a key, and gives the run under which that is in the journal. Services take it up by themselves.</summary>
    /// <exception cref="KeyNeededException">It is still needed; nothing was changed.</exception>
    /// <exception cref="KeyFileException">The file cannot be used, is not this database's, or somebody else changes it.</exception>
    public async Task<Guid> RetireAsync(string kid, CancellationToken cancellation)
    {
        using var only = KeyFile.Lock(path);
        var set = await ReadAsync(cancellation);
        if (set.Find(kid) is not { } key)
        {
            throw new KeyNeededException("KEY_UNKNOWN", $"There is no key {kid} in {path}.");
        }

        var journal = await OwnerJournal.OpenAsync(database, time, cancellation);
        return await journal.RunAsync(
            Act,
            key.Kid,
            async () =>
            {
                await RetireAsync(set, key, cancellation);
                return journal.RunId;
            },
            _ => (OwnerJournal.Done, key.Kid),
            KeyFaults.ReasonOf,
            cancellation);
    }

    private async Task RetireAsync(AtRestKeySet set, AtRestKey key, CancellationToken cancellation)
    {
        var kid = key.Kid;
        if (StateOf(set, key) is var state and not KeyState.Replaced)
        {
            throw new KeyNeededException("KEY_IN_USE", $"{kid} {(state == KeyState.Current ? "is the key that writes" : "is about to be the key that writes")}; mesh keys rotate puts another in its place.");
        }

        if ((await UsesAsync(set, kid, cancellation)).Where(use => use.Holds).ToList() is { Count: > 0 } uses)
        {
            throw new KeyNeededException(
                "KEY_IN_USE",
                $"{kid} is needed for {string.Join(", ", uses.Select(use => string.Create(CultureInfo.InvariantCulture, $"{use.Table}.{use.Column} ({use.Values})")))}. "
                + "mesh keys rotate encrypts anew what can be; what was sighted goes by itself.");
        }

        var until = HelsinkiTime.DateOf(key.ReplacedAt!.Value).AddMonths(MonthsKept);
        if (HelsinkiTime.DateOf(time.GetUtcNow()) <= until)
        {
            throw new KeyNeededException(
                "KEY_TOO_YOUNG", string.Create(CultureInfo.InvariantCulture, $"{kid} was replaced less than {MonthsKept} months ago; it stays through {until:yyyy-MM-dd}."));
        }

        set.Without(kid).Write(path, replace: true);
    }

    private async Task<AtRestKeySet> ReadAsync(CancellationToken cancellation)
    {
        var set = AtRestKeySet.Read(path);
        await new AtRestKeyBook(database, time).RequireAsync(set, path, cancellation);
        return set;
    }

    private Task<IReadOnlyList<KeyUse>> UsesAsync(AtRestKeySet set, string kid, CancellationToken cancellation) =>
        new Reencryption(database, new AtRestKeys(set.Current.Kid, set.All)).UsesAsync(kid, cancellation);

    private static KeyState StateOf(AtRestKeySet set, AtRestKey key) =>
        key == set.Current ? KeyState.Current : key.ReplacedAt is null ? KeyState.Next : KeyState.Replaced;
}
