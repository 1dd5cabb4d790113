using System.Collections.Concurrent;
using Grpc.Core;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>What came of a look at what receipts promised.</summary>
/// <param name="Shown">The checkpoint that the holder showed; null when it showed none.</param>
/// <param name="TreeSize">Its size; null when its key did not sign it.</param>
/// <param name="Missed">Receipts whose entries the holder does not prove to be in it.</param>
/// <param name="Unanswered">Receipts of which the holder said nothing, though it showed the checkpoint: neither proven nor missed.</param>
internal sealed record PromiseLook(string? Shown, long? TreeSize, IReadOnlyCollection<Receipt> Missed, IReadOnlyCollection<Receipt> Unanswered);

/// <summary>
/// Whether what receipts promised was kept: that their entries are in the holder's tree by now. Another holder has to prove it in a
/// checkpoint that it signed; this participation looks at its own leaves.
/// </summary>
internal sealed class ReceiptPromises(ILedgerClients clients, ILedgerVerifiers verifiers, DbContext database)
{
    private const int AtOnce = 8;
    private const int Chunk = 200;

    /// <summary>Looks up what receipts of another holder promised.</summary>
    /// <exception cref="RpcException">The holder could not be asked.</exception>
    public async Task<PromiseLook> LookAsync(Participation holder, IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        if (receipts.Count == 0)
        {
            return new(null, null, [], []);
        }

        // With no checkpoint that its key signed, nothing is proven by it.
        var ledger = clients.LedgerOf(holder);
        var shown = await OrRefusedAsync(ledger.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: cancellation));
        if (shown is null || SignedCheckpoint.TryVerify(SignedNote.TryRead(shown.Note), holder, verifiers) is not { } checkpoint)
        {
            return new(shown?.Note, null, receipts, []);
        }

        var (missed, unanswered) = (new ConcurrentBag<Receipt>(), new ConcurrentBag<Receipt>());
        await Parallel.ForEachAsync(receipts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (receipt, token) =>
        {
            var request = new GetReceiptProofRequest { EntryId = receipt.EntryId.ToString("D"), TreeSize = checkpoint.Size };
            try
            {
                var proof = await OrRefusedAsync(ledger.GetReceiptProofAsync(request, cancellationToken: token));
                if (proof is null || !ReceiptInclusion.IsIncluded(
                    receipt, checkpoint, proof.LeafSha256.Span, proof.LeafIndex, [.. proof.Hashes.Select(hash => hash.ToByteArray())]))
                {
                    missed.Add(receipt);
                }
            }
            catch (RpcException) when (!token.IsCancellationRequested)
            {
                // Of this one alone: what is proven of the others must not wait for it.
                unanswered.Add(receipt);
            }
        });
        return new(shown.Note, checkpoint.Size, missed, unanswered);
    }

    /// <summary>Receipts of this participation whose entries are not sealed as they were promised.</summary>
    public async Task<IReadOnlyCollection<Receipt>> MissedHereAsync(IReadOnlyList<Receipt> receipts, CancellationToken cancellation)
    {
        var size = await database.Set<LedgerCheckpointRow>().MaxAsync(row => (long?)row.TreeSize, cancellation) ?? 0;
        var missed = new List<Receipt>();
        foreach (var some in receipts.Chunk(Chunk))
        {
            var ids = some.Select(receipt => receipt.EntryId).ToList();
            var leaves = await database.Set<LedgerLeafRow>().AsNoTracking()
                .Where(row => ids.Contains(row.EntryId) && row.LeafIndex < size).ToDictionaryAsync(row => row.EntryId, cancellation);
            missed.AddRange(some.Where(receipt => !leaves.TryGetValue(receipt.EntryId, out var leaf)
                || LedgerLeaf.TryRead(leaf.Leaf) is not { } sealedLeaf || !receipt.EntrySha256.Span.SequenceEqual(sealedLeaf.EntrySha256)));
        }

        return missed;
    }

    // A ledger that is there and gives no proof has none to give.
    private static async Task<T?> OrRefusedAsync<T>(AsyncUnaryCall<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.DataLoss)
        {
            return null;
        }
    }
}
