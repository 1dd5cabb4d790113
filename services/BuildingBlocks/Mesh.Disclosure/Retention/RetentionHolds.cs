using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Places and lifts holds, as the database's owner, journaled without what is held. Who asked for one, and in which case, is in the organisation's own files.</summary>
public sealed class RetentionHolds(DbContext database, TimeProvider time)
{
    private readonly Transactions _transactions = new(database);

    /// <summary>Holds a subject, an entry, a statement, a consent or a refusal; false when it is held already.</summary>
    public Task<bool> PlaceAsync(Guid heldId, CancellationToken cancellation) => ActAsync(
        held =>
        {
            if (held is not null)
            {
                return false;
            }

            var now = time.GetUtcNow();
            database.Add(new RetentionHoldRow { HoldId = Guid.CreateVersion7(now), HeldId = heldId, PlacedAt = now });
            return true;
        },
        heldId,
        "Retention hold",
        cancellation);

    /// <summary>Lifts a hold; false when there is none.</summary>
    public Task<bool> LiftAsync(Guid heldId, CancellationToken cancellation) => ActAsync(
        held =>
        {
            if (held is null)
            {
                return false;
            }

            held.LiftedAt = time.GetUtcNow();
            return true;
        },
        heldId,
        "Retention hold lifted",
        cancellation);

    private Task<bool> ActAsync(Func<RetentionHoldRow?, bool> act, Guid heldId, string name, CancellationToken cancellation) => _transactions.RunStatementsAsync(
        async token =>
        {
            // A batch that is being erased ends first, and the next finds the hold: none is placed on what goes at the same moment.
            await database.LockLedgerAsync(token);
            var changed = false;
            var journal = await OwnerJournal.OpenAsync(database, time, token);
            await database.ActAsOwnerAsync(
                [RetentionTables.Holds],
                async () =>
                {
                    changed = act(await database.Set<RetentionHoldRow>().FirstOrDefaultAsync(row => row.HeldId == heldId && row.LiftedAt == null, token));
                    if (changed)
                    {
                        journal.Add(time.GetUtcNow(), name);
                    }

                    await database.SaveChangesAsync(token);
                },
                token);
            return changed;
        },
        cancellation);
}
