using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.WorkQueues;

/// <summary>
/// Keeps the queue after every save, in the transaction of the save. Hung on saving and not called by the acts, so that no act can
/// forget it.
/// </summary>
internal sealed class WorkFollower(IServiceProvider services) : SaveChangesInterceptor
{
    private readonly HashSet<(IWorkSource Source, Guid Thing)> _touched = [];

    // Found at the first save: sources read the database whose options this stands in.
    private List<IWorkSource>? _sources;
    private bool _isKeeping;

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (!_isKeeping)
        {
            Note(eventData.Context!);
        }

        return new(result);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (_isKeeping || _touched.Count == 0)
        {
            return result;
        }

        _isKeeping = true;
        try
        {
            foreach (var (source, thing) in _touched)
            {
                await KeepAsync(eventData.Context!, source, thing, cancellationToken);
            }

            await eventData.Context!.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            _touched.Clear();
            _isKeeping = false;
        }

        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => _touched.Clear();

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        _touched.Clear();
        return Task.CompletedTask;
    }

    private void Note(DbContext database)
    {
        _sources ??= [.. services.GetServices<IWorkSource>()];
        foreach (var entry in database.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            foreach (var source in _sources)
            {
                if (source.Touched(entry.Entity) is { } thing)
                {
                    _touched.Add((source, thing));
                }
            }
        }
    }

    private async Task KeepAsync(DbContext database, IWorkSource source, Guid thing, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<MeshClock>().Now;
        var kept = await database.Set<WorkItemRow>().Where(row => row.Source == source.Name && row.Thing == thing).ToListAsync(cancellation);
        foreach (var work in await source.OfAsync(thing, cancellation))
        {
            var item = kept.Find(row => row.Code == work.Code && row.Reference == work.Reference);
            if (item is null)
            {
                database.Add(New(source, thing, work, now));
            }
            else
            {
                // Its reason has changed, even when what is shown of it has not: another has signed, a new version is there.
                kept.Remove(item);
                Write(item, work);
                item.ChangedAt = now;
            }
        }

        database.RemoveRange(kept);
    }

    private WorkItemRow New(IWorkSource source, Guid thing, Work work, DateTimeOffset now)
    {
        var item = new WorkItemRow
        {
            ItemId = Guid.CreateVersion7(services.GetRequiredService<TimeProvider>().GetUtcNow()),
            Source = source.Name,
            Thing = thing,
            Code = work.Code,
            Reference = work.Reference,
            Kind = work.Kind,
            Counterpart = work.Counterpart,
            Method = work.Method,
            FlowId = work.FlowId,
            Since = now,
            ChangedAt = now,
        };
        Write(item, work);
        return item;
    }

    private static void Write(WorkItemRow item, Work work)
    {
        item.SubjectId = work.SubjectId;
        item.ClientId = work.ClientId;
        item.CaseId = work.CaseId;
        item.Counterpart = work.Counterpart;
        item.DueOn = work.DueOn;
        item.OverdueAfter = work.LastLawfulDate ?? work.DueOn;
        item.IsTermOfLaw = work.LastLawfulDate is not null;
        item.ShownFrom = work.ShownFrom;
        item.IsUnclaimed = work.IsUnclaimed;
        item.PersonId = work.PersonId;
        item.Method = work.Method;
        item.FlowId = work.FlowId;
    }
}
