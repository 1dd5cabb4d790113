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

    /// <summary>What it says for the person it is about; null when these bytes are no personal part.</summary>
    internal LedgerPerson? Read() => LedgerFields.TryRead(Person) is
        [Form, _, _, { } role, _, var consent, var revision, _, _, var refusal, _, _, _, { } flow, _, var caseId]
            ? new LedgerPerson(role, consent, revision, refusal, flow, caseId)
            : null;

    /// <summary>Nothing of it: it is about a person.</summary>
    public override string ToString() => nameof(LedgerOpening);

    private static string? Id(Guid? id) => id?.ToString("D");
}

/// <summary>What of an entry's personal part is shown to the person; as it is written there.</summary>
/// <param name="ActorRole">In which role somebody asked.</param>
/// <param name="ConsentId">The consent it rests on; null for none.</param>
/// <param name="ConsentRevision">Its revision; null for none.</param>
/// <param name="RefusalPassed">The refusal that was passed by; null for none.</param>
/// <param name="FlowId">The flow across organisations.</param>
/// <param name="CaseId">The case; null for none.</param>
internal sealed record LedgerPerson(string ActorRole, string? ConsentId, string? ConsentRevision, string? RefusalPassed, string FlowId, string? CaseId);
