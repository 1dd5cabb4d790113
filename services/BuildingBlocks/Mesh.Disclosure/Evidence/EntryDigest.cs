using System.Security.Cryptography;
using System.Text;

namespace Mesh.Disclosure;

/// <summary>SHA-256 over everything that a ledger entry says: what a receipt binds, before the entry is sealed into the tree.</summary>
public static class EntryDigest
{
    private const int UsualBytes = 1024;

    /// <summary>The digest, 32 bytes.</summary>
    public static byte[] Of(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var bytes = new MemoryStream(UsualBytes);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(entry.EntryId.ToString("D"));
        writer.Write(entry.SubjectId.ToString("D"));
        writer.Write(entry.Requester);
        writer.Write(entry.ActorId);
        writer.Write(WireNames.Of(entry.ActorRole));
        writer.Write(entry.ActorAssurance);
        writer.Write(WireNames.Of(entry.Purpose));
        writer.Write(entry.CategoriesAsked);
        writer.Write(entry.CategoriesGiven);
        writer.Write(entry.CategoriesWithheld);
        writer.Write(WireNames.Of(entry.Outcome));
        writer.Write(entry.PreciseReason);
        writer.Write(entry.ShownReason);
        Write(writer, entry.BasisKind is { } basis ? WireNames.Of(basis) : null);
        Write(writer, entry.Flow);
        Write(writer, entry.Citation);
        Write(writer, entry.ConsentId?.ToString("D"));
        writer.Write(entry.ConsentRevision ?? 0);
        Write(writer, entry.ProofKind is { } proof ? WireNames.Of(proof) : null);
        Write(writer, entry.ProofReference?.ToString("D"));
        writer.Write(entry.ProofAttested);
        Write(writer, entry.RefusalPassed?.ToString("D"));
        writer.Write(entry.GateRevision);
        Write(writer, entry.StatementSha256);
        Write(writer, entry.AnswerSha256 ?? []);
        writer.Write(entry.RequestId.ToString("D"));
        writer.Write(entry.FlowId.ToString("D"));
        writer.Write(entry.TraceId);
        Write(writer, entry.CaseId?.ToString("D"));
        writer.Write(entry.Time.UtcTicks);
        writer.Write(entry.RecordedAt.UtcTicks);
        writer.Flush();
        return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    // Nothing and an empty text are two things.
    private static void Write(BinaryWriter writer, string? value)
    {
        writer.Write(value is not null);
        writer.Write(value ?? "");
    }

    private static void Write(BinaryWriter writer, byte[] value)
    {
        writer.Write(value.Length);
        writer.Write(value);
    }
}
