using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Disclosure;

/// <summary>
/// What a leaf only commits to: whom an entry is about, who asked in person, which request, case and consent. With it the commitment can
/// be checked; once the salt and the personal part are erased, nobody can find out from the leaf what they were, and every proof still holds.
/// </summary>
/// <param name="Salt">32 random bytes, made when the entry was sealed.</param>
/// <param name="Person">The personal part, as <see cref="PersonOf"/> writes it.</param>
public sealed record LedgerOpening(byte[] Salt, byte[] Person)
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltBytes = 32;

    private const string Form = "mesh-ledger-person/1";

    /// <summary>SHA-256(salt || personal part).</summary>
    public byte[] Commitment => SHA256.HashData([.. Salt, .. Person]);

    /// <summary>The personal part of an entry: fields with lengths, in this order.</summary>
    public static byte[] PersonOf(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return LedgerFields.Write(
            Form,
            Id(entry.SubjectId),
            entry.ActorId,
            WireNames.Of(entry.ActorRole),
            entry.ActorAssurance,
            Id(entry.ConsentId),
            entry.ConsentRevision?.ToString(CultureInfo.InvariantCulture),
            Id(entry.ProofReference),
            entry.GateRevision.ToString(CultureInfo.InvariantCulture),
            Id(entry.RefusalPassed),
            Convert.ToHexStringLower(entry.StatementSha256),
            entry.AnswerSha256 is { } answer ? Convert.ToHexStringLower(answer) : null,
            Id(entry.RequestId),
            Id(entry.FlowId),
            entry.TraceId,
            Id(entry.CaseId));
    }

    /// <summary>Whom the entry is about; null when these bytes are no personal part.</summary>
    public Guid? SubjectId =>
        LedgerFields.TryRead(Person) is [Form, { } subject, ..] && Guid.TryParseExact(subject, "D", out var id) ? id : null;

    /// <summary>Nothing of it: it is about a person.</summary>
    public override string ToString() => nameof(LedgerOpening);

    private static string? Id(Guid? id) => id?.ToString("D");
}
