using Grpc.Core;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>What came of a look at another's ledger.</summary>
internal enum WitnessOutcome
{
    /// <summary>Its checkpoint was verified, and it has the cosignature.</summary>
    Cosigned = 1,

    /// <summary>It could not be reached, or did not take the cosignature; the next look is soon.</summary>
    Unreachable,

    /// <summary>What it showed is wrong, and nothing was cosigned.</summary>
    Alarmed,

    /// <summary>Another replica saw more of it meanwhile.</summary>
    Overtaken,
}

/// <summary>
/// Looks at another participation's ledger: fetches its checkpoint, verifies that it grew from the last one seen here, remembers it,
/// cosigns, and returns the cosignature. A checkpoint is remembered before it is cosigned: never two histories by this witness.
/// </summary>
internal sealed class LedgerWitness(
    ILedgerClients clients, ILedgerKeys keys, UnprovenCheckpoints unproven, LedgerAlarms alarms, Transactions transactions, DbContext database, TimeProvider time)
{
    /// <summary>Looks once.</summary>
    public async Task<WitnessOutcome> VisitAsync(Participation ledger, CancellationToken cancellation)
    {
        await alarms.BeginAsync(ledger, cancellation);
        var client = clients.LedgerOf(ledger);
        try
        {
            return await LookAsync(ledger, client, cancellation);
        }
        catch (RpcException) when (!cancellation.IsCancellationRequested)
        {
            return WitnessOutcome.Unreachable;
        }
    }

    // One whose key the directory does not have yet is not watched, which shows as an absence; it has signed nothing wrong.
    private async Task<WitnessOutcome> LookAsync(Participation ledger, LedgerService.LedgerServiceClient client, CancellationToken cancellation)
    {
        if (keys.KeysOf(ledger).Count == 0)
        {
            return WitnessOutcome.Unreachable;
        }

        // Both before the ledger is asked: what it shows then is no older than either.
        var (seen, kept) = (await NewestAsync(ledger, cancellation), unproven.Find(ledger));
        var shown = (await client.GetCheckpointAsync(new GetCheckpointRequest(), cancellationToken: cancellation)).Note;
        var note = SignedNote.TryRead(shown);
        if (note is null || SignedCheckpoint.TryVerify(note, ledger, keys, time.GetUtcNow()) is not { } checkpoint)
        {
            return await AlarmAsync(ledger, LedgerAlarmKind.Signature, new(seen?.Note, shown, null), cancellation);
        }

        foreach (var before in new[] { seen is null ? null : SignedNote.TryRead(seen.Note), kept }.OfType<SignedNote>())
        {
            try
            {
                if (await CompareAsync(before, checkpoint, client, cancellation) is var (kind, proof))
                {
                    return await AlarmAsync(ledger, kind, new(before.ToString(), shown, proof), cancellation);
                }
            }
            catch (RpcException) when (!cancellation.IsCancellationRequested)
            {
                return await UnansweredAsync(ledger, before, unproven.Keep(ledger, note), cancellation);
            }
        }

        unproven.Forget(ledger);
        if (!await RememberAsync(ledger, seen?.TreeSize, checkpoint, note, cancellation))
        {
            return WitnessOutcome.Overtaken;
        }

        await client.AddCosignatureAsync(
            new AddCosignatureRequest { TreeSize = checkpoint.Size, Cosignature = keys.Own.Cosign(note.Text, time.GetUtcNow()).Line.TrimEnd('\n') },
            cancellationToken: cancellation);
        return WitnessOutcome.Cosigned;
    }

    // Null when the one shown grew from the one seen.
    private static async Task<(LedgerAlarmKind Kind, IReadOnlyList<byte[]>? Proof)?> CompareAsync(
        SignedNote seen, Checkpoint shown, LedgerService.LedgerServiceClient client, CancellationToken cancellation)
    {
        // Verified when it was remembered.
        var before = Checkpoint.TryRead(seen.Text)!;
        if (shown.Size < before.Size)
        {
            return (LedgerAlarmKind.Shrink, null);
        }

        var proof = shown.Size == before.Size ? [] : await ProofAsync(before.Size, shown.Size, client, cancellation);
        return MerkleProof.IsConsistent(before.Size, shown.Size, before.Root, shown.Root, proof ?? []) ? null : (LedgerAlarmKind.Fork, proof);
    }

    // A ledger that is there and gives no proof has none to give.
    private static async Task<IReadOnlyList<byte[]>?> ProofAsync(
        long first, long second, LedgerService.LedgerServiceClient client, CancellationToken cancellation)
    {
        try
        {
            var response = await client.GetConsistencyProofAsync(
                new GetConsistencyProofRequest { FirstTreeSize = first, SecondTreeSize = second }, cancellationToken: cancellation);
            return [.. response.Hashes.Select(hash => hash.ToByteArray())];
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.DataLoss)
        {
            return null;
        }
    }

    // That it shows a checkpoint and no proof may be the network's doing once; for as long as an absence may last it is the ledger's.
    private async Task<WitnessOutcome> UnansweredAsync(Participation ledger, SignedNote seen, SignedNote shown, CancellationToken cancellation)
    {
        var name = ledger.ToString();
        var watch = await database.Set<LedgerWatchRow>().AsNoTracking().SingleAsync(row => row.Ledger == name, cancellation);
        return time.GetUtcNow() - watch.GoodAt > LedgerAbsences.Limit
            ? await AlarmAsync(ledger, LedgerAlarmKind.Unproven, new(seen.ToString(), shown.ToString(), null), cancellation)
            : WitnessOutcome.Unreachable;
    }

    private Task<bool> RememberAsync(Participation ledger, long? seenSize, Checkpoint checkpoint, SignedNote note, CancellationToken cancellation) =>
        transactions.RunAsync(
            async token =>
            {
                // Of two replicas that both think they are the active one, one remembers; the other must not cosign what it compared with less.
                if ((await NewestAsync(ledger, token))?.TreeSize != seenSize)
                {
                    return false;
                }

                if (checkpoint.Size != seenSize)
                {
                    database.Add(new WitnessedCheckpointRow
                    {
                        Ledger = ledger.ToString(),
                        TreeSize = checkpoint.Size,
                        Note = note.ToString(),
                        SeenAt = time.GetUtcNow(),
                    });
                }

                await alarms.WasGoodAsync(ledger, time.GetUtcNow(), token);
                return true;
            },
            cancellation);

    private Task<WitnessedCheckpointRow?> NewestAsync(Participation ledger, CancellationToken cancellation)
    {
        var name = ledger.ToString();
        return database.Set<WitnessedCheckpointRow>().AsNoTracking()
            .Where(row => row.Ledger == name).OrderByDescending(row => row.TreeSize).FirstOrDefaultAsync(cancellation);
    }

    private async Task<WitnessOutcome> AlarmAsync(Participation ledger, LedgerAlarmKind kind, AlarmEvidence evidence, CancellationToken cancellation)
    {
        await alarms.RaiseAsync(ledger, kind, evidence, cancellation);
        return WitnessOutcome.Alarmed;
    }
}
