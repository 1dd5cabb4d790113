using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.WorkQueues;

/// <summary>Brings the items of what a scope's save has touched to what their sources say of it now.</summary>
internal sealed class WorkKeeper(DbContext database, IEnumerable<IWorkSource> sources, MeshClock clock, TimeProvider time)
{
    private readonly HashSet<(IWorkSource Source, Guid Thing)> _touched = [];

    private bool _isKeeping;

    /// <summary>Notes what is about to be saved.</summary>
    public void Note()
    {
        if (_isKeeping)
        {
            return;
        }

        foreach (var entry in database.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            foreach (var source in sources)
            {
                if (source.Touched(entry.Entity) is { } thing)
                {
                    _touched.Add((source, thing));
                }
            }
        }
    }

    /// <summary>Keeps the items of what was noted, now that it is saved.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        if (_isKeeping || _touched.Count == 0)
        {
            return;
        }

        _isKeeping = true;
        try
        {
            foreach (var (source, thing) in _touched)
            {
                await KeepAsync(source, thing, cancellation);
            }

            await database.SaveChangesAsync(cancellation);
        }
        finally
        {
            _touched.Clear();
            _isKeeping = false;
        }
    }

    /// <summary>Forgets what was noted: it was not saved.</summary>
    public void Forget() => _touched.Clear();

    private async Task KeepAsync(IWorkSource source, Guid thing, CancellationToken cancellation)
    {
        var now = clock.Now;
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
            ItemId = Guid.CreateVersion7(time.GetUtcNow()),
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
