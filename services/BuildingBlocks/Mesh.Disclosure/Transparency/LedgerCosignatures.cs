using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Takes the witnesses' cosignatures of this participation's checkpoints.</summary>
internal sealed class LedgerCosignatures(DbContext database, Transactions transactions, ILedgerVerifiers verifiers, Self self, TimeProvider time)
{
    // A cosignature says what was the largest tree at its time; an old one says nothing of now. Clocks differ by less than a minute.
    private static readonly TimeSpan OldestTaken = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Stores a cosignature; null, or why not.</summary>
    /// <param name="witness">Who returns it.</param>
    /// <param name="treeSize">Of which checkpoint.</param>
    /// <param name="line">The signature line, without its newline.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RefusalReason?> AddAsync(Participation witness, long treeSize, string line, CancellationToken cancellation)
    {
        if (await database.Set<LedgerCheckpointRow>().AsNoTracking().FirstOrDefaultAsync(row => row.TreeSize == treeSize, cancellation) is not { } checkpoint)
        {
            return LedgerRefusals.TreeSizeUnknown;
        }

        if (NoteSignature.TryRead(line) is not { } signature
            || SignedNote.TryRead(checkpoint.Note) is not { } note
            || Witnesses.Read(note.Text, signature, self.Participation, verifiers) is not { } cosignature
            || cosignature.Witness != witness
            || !IsFresh(cosignature.At))
        {
            return LedgerRefusals.CosignatureNotValid;
        }

        await transactions.RunAsync(token => KeepAsync(treeSize, signature.Line, cosignature, token), cancellation);
        return null;
    }

    private async Task KeepAsync(long treeSize, string line, Cosignature cosignature, CancellationToken cancellation)
    {
        var witness = cosignature.Witness.ToString();
        if (!await database.Set<LedgerCosignatureRow>().AnyAsync(row => row.TreeSize == treeSize && row.Witness == witness, cancellation))
        {
            database.Add(new LedgerCosignatureRow { TreeSize = treeSize, Witness = witness, Line = line });
        }

        var newest = await database.Set<LedgerCosignerRow>().FirstOrDefaultAsync(row => row.Witness == witness, cancellation);
        if (newest is null)
        {
            database.Add(new LedgerCosignerRow { Witness = witness, TreeSize = treeSize, CosignedAt = cosignature.At, Line = line });
        }
        else if (newest.CosignedAt <= cosignature.At)
        {
            (newest.TreeSize, newest.CosignedAt, newest.Line) = (treeSize, cosignature.At, line);
        }
    }

    private bool IsFresh(DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        return at >= now - OldestTaken && at <= now + ClocksDiffer;
    }
}
