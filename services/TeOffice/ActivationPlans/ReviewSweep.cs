using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// F09: tells the region and the client, once for each, that a review was not held by its last lawful day; and reminds the client, once
/// for each, of one that is near (F33). Looks when the service starts, each minute, and when a demonstration's clock has moved.
/// </summary>
public sealed partial class ReviewSweep(
    IServiceScopeFactory scopes, ActiveReplica replica, MeshClock clock, TimeProvider time, ILogger<ReviewSweep> log) : BackgroundService
{
    /// <summary>How many days before its due date the client is reminded of a review. Practice, not law.</summary>
    public const int ReminderDays = 14;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _moved = new(0);

    /// <summary>Tells of every review near or overdue today that has not been told.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var caseId in await UntoldAsync(cancellation))
        {
            // One case in trouble holds back no other.
            await TryAsync(() => TellAsync(caseId, cancellation), cancellation);
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        var demonstration = clock as DemonstrationClock;
        EventHandler look = (_, _) => _moved.Release();
        if (demonstration is not null)
        {
            demonstration.Moved += look;
        }

        try
        {
            while (true)
            {
                await TryAsync(() => SweepAsync(stoppingToken), stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        finally
        {
            // The clock of a demonstration outlives a host that is stopped and started anew.
            if (demonstration is not null)
            {
                demonstration.Moved -= look;
            }
        }
    }

    private async Task TryAsync(Func<Task> act, CancellationToken stopping)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            Failed(log, fault);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_moved.WaitAsync(wait.Token), Task.Delay(Interval, time, wait.Token));
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private async Task<List<Guid>> UntoldAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var active = await scope.ServiceProvider.GetRequiredService<DbContext>().Set<PlanCaseRow>().AsNoTracking()
            .Where(plan => plan.State == PlanState.Active)
            .Select(plan => new { plan.CaseId, Anchor = plan.LastReviewOn ?? plan.EffectiveOn, plan.OverdueTold, plan.DueTold })
            .ToListAsync(cancellation);
        return
        [
            .. active
                .Where(plan => Missed(plan.Anchor, plan.OverdueTold) is not null || Near(plan.Anchor, plan.DueTold) is not null)
                .Select(plan => plan.CaseId),
        ];
    }

    private async Task TellAsync(Guid caseId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            token => TellAsync(scope.ServiceProvider, caseId, token), cancellation);
    }

    private async Task TellAsync(IServiceProvider services, Guid caseId, CancellationToken cancellation)
    {
        var plan = await services.GetRequiredService<DbContext>().Set<PlanCaseRow>().SingleAsync(row => row.CaseId == caseId, cancellation);
        if (plan.State != PlanState.Active)
        {
            return;
        }

        services.GetRequiredService<FlowContext>().Continue(plan.FlowId);
        var anchor = plan.LastReviewOn ?? plan.EffectiveOn;
        if (Near(anchor, plan.DueTold) is { } near)
        {
            services.GetRequiredService<PlanMessages>().TellReviewDue(plan);
            plan.DueTold = near;
        }

        if (Missed(anchor, plan.OverdueTold) is { } missed)
        {
            services.GetRequiredService<PlanNotices>().TellOverdue(plan);
            plan.OverdueTold = missed;
        }
    }

    // The last lawful day that has passed without being told; null when there is none.
    private DateOnly? Missed(DateOnly? anchor, DateOnly? told) =>
        anchor is { } from && Statutes.ReviewSchedule.After(from) is var review && review.IsOverdue(clock.Today) && told != review.LastLawfulDate
            ? review.LastLawfulDate
            : null;

    // The due date that is near and of which the client has not been reminded; null when there is none. Past it a reminder helps nobody.
    private DateOnly? Near(DateOnly? anchor, DateOnly? told) =>
        anchor is { } from && Statutes.ReviewSchedule.After(from).DueDate is var due
        && due.AddDays(-ReminderDays) <= clock.Today && clock.Today <= due && told != due
            ? due
            : null;

    [LoggerMessage(1, LogLevel.Error, "The sweep of overdue reviews failed; it is tried again")]
    private static partial void Failed(ILogger log, Exception fault);
}
