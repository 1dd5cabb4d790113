using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.ActivationPlans;

/// <summary>
/// F09: tells the region, once for each, that a review was not held by its last lawful day. Looks when the service starts, each
/// minute, and when a demonstration's clock has moved.
/// </summary>
public sealed partial class ReviewSweep(IServiceScopeFactory scopes, MeshClock clock, TimeProvider time, ILogger<ReviewSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _moved = new(0);

    /// <summary>Tells of every review overdue today that has not been told.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var caseId in await OverdueAsync(cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
                token => TellAsync(scope.ServiceProvider, caseId, token), cancellation);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clock is DemonstrationClock demonstration)
        {
            demonstration.Moved += (_, _) => _moved.Release();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                Failed(log, fault);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_moved.WaitAsync(wait.Token), Task.Delay(Interval, time, wait.Token));
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private async Task<List<Guid>> OverdueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var active = await scope.ServiceProvider.GetRequiredService<DbContext>().Set<PlanCaseRow>().AsNoTracking()
            .Where(plan => plan.State == PlanState.Active)
            .ToListAsync(cancellation);
        return [.. active.Where(IsUntoldOverdue).Select(plan => plan.CaseId)];
    }

    private async Task TellAsync(IServiceProvider services, Guid caseId, CancellationToken cancellation)
    {
        var plan = await services.GetRequiredService<DbContext>().Set<PlanCaseRow>().SingleAsync(row => row.CaseId == caseId, cancellation);
        if (plan.State == PlanState.Active && IsUntoldOverdue(plan))
        {
            services.GetRequiredService<FlowContext>().Continue(plan.FlowId);
            services.GetRequiredService<PlanNotices>().TellOverdue(plan);
            plan.OverdueTold = LastLawful(plan);
        }
    }

    private bool IsUntoldOverdue(PlanCaseRow plan) =>
        LastLawful(plan) is { } last && last < clock.Today && plan.OverdueTold != last;

    private static DateOnly? LastLawful(PlanCaseRow plan) => (plan.LastReviewOn ?? plan.EffectiveOn) is { } anchor
        ? Statutes.ReviewSchedule.After(anchor).LastLawfulDate
        : null;

    [LoggerMessage(1, LogLevel.Error, "The sweep of overdue reviews failed; it is tried again")]
    private static partial void Failed(ILogger log, Exception fault);
}
