using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues;

/// <summary>Which work of a professional's queue is meant.</summary>
/// <param name="Kinds">Any of these; all when empty.</param>
/// <param name="Timing">How it stands to its dates.</param>
/// <param name="Holder">Whose.</param>
/// <param name="CaseId">About which case; any when null.</param>
internal sealed record WorkFilter(IReadOnlyCollection<WorkKind> Kinds, WorkTiming Timing, WorkHolder Holder, Guid? CaseId);

/// <summary>The queue as one professional sees it.</summary>
internal sealed class WorkQueue(DbContext database, IWorkClients clients, MeshClock clock)
{
    /// <summary>What the professional sees today: own work, and what nobody has claimed.</summary>
    public IQueryable<WorkItemRow> SeenBy(Caller caller)
    {
        var today = clock.Today;
        var person = caller.PersonId;
        var items = database.Set<WorkItemRow>().AsNoTracking().Where(item => item.ShownFrom == null || item.ShownFrom <= today);
        return clients.SubjectsOf(caller) is { } own
            ? items.Where(item => item.IsUnclaimed || item.PersonId == person
                || (item.PersonId == null && item.SubjectId != null && own.Contains(item.SubjectId.Value)))
            : items.Where(item => item.IsUnclaimed || item.PersonId == null || item.PersonId == person);
    }

    /// <summary>The same, filtered.</summary>
    public IQueryable<WorkItemRow> SeenBy(Caller caller, WorkFilter filter)
    {
        var items = SeenBy(caller);
        items = filter.Kinds.Count == 0 ? items : items.Where(item => filter.Kinds.Contains(item.Kind));
        items = filter.CaseId is null ? items : items.Where(item => item.CaseId == filter.CaseId);
        items = filter.Holder switch
        {
            WorkHolder.Mine => items.Where(item => !item.IsUnclaimed),
            WorkHolder.Unclaimed => items.Where(item => item.IsUnclaimed),
            _ => items,
        };
        var today = clock.Today;
        return filter.Timing switch
        {
            WorkTiming.Upcoming => items.Where(item => item.DueOn > today),
            WorkTiming.Due => items.Where(item => item.DueOn <= today && item.OverdueAfter >= today),
            WorkTiming.Overdue => items.Where(item => item.OverdueAfter < today),
            _ => items,
        };
    }

    /// <summary>How an item stands to its dates today.</summary>
    public WorkTiming TimingOf(WorkItemRow item) =>
        item.DueOn is not { } due ? WorkTiming.Unspecified
        : item.OverdueAfter < clock.Today ? WorkTiming.Overdue
        : due <= clock.Today ? WorkTiming.Due
        : WorkTiming.Upcoming;

    /// <summary>How much there is, by kind.</summary>
    public async Task<IReadOnlyList<WorkCount>> CountAsync(Caller caller, WorkFilter filter, CancellationToken cancellation)
    {
        var today = clock.Today;
        var counts = await SeenBy(caller, filter)
            .GroupBy(item => item.Kind)
            .Select(kind => new
            {
                Kind = kind.Key,
                Total = kind.Count(),
                Due = kind.Count(item => item.DueOn <= today && item.OverdueAfter >= today),
                Overdue = kind.Count(item => item.OverdueAfter < today),
                Unclaimed = kind.Count(item => item.IsUnclaimed),
            })
            .ToListAsync(cancellation);
        return
        [
            .. counts.OrderBy(count => count.Kind).Select(count => new WorkCount
            {
                Kind = count.Kind,
                Total = count.Total,
                Due = count.Due,
                Overdue = count.Overdue,
                Unclaimed = count.Unclaimed,
            }),
        ];
    }
}
