using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>A cosignature that is right.</summary>
/// <param name="Witness">Whose.</param>
/// <param name="At">When, by the witness's clock.</param>
public sealed record Cosignature(Participation Witness, DateTimeOffset At);

/// <summary>
/// Who cosigned a checkpoint. Witnessed is one that at least two other organisations cosigned: two roles of one organisation are one, and
/// the log's own organisation is none.
/// </summary>
public static class Witnesses
{
    /// <summary>Other organisations that must have cosigned.</summary>
    public const int Needed = 2;

    /// <summary>The right cosignatures of other participations.</summary>
    public static IReadOnlyList<Cosignature> Of(SignedNote note, Participation log, ILedgerVerifiers verifiers)
    {
        ArgumentNullException.ThrowIfNull(note);
        return [.. note.Signatures.Select(signature => Read(note.Text, signature, log, verifiers)).OfType<Cosignature>()];
    }

    /// <summary>The cosignature; null when it is not another participation's, or not right.</summary>
    public static Cosignature? Read(string text, NoteSignature signature, Participation log, ILedgerVerifiers verifiers)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(verifiers);
        return Participation.TryParseUrn(signature.Name, out var witness) && witness != log
            && verifiers.KeysOf(witness).Select(key => key.CosignedAt(text, signature)).FirstOrDefault(at => at is not null) is { } at
                ? new Cosignature(witness, at)
                : null;
    }

    /// <summary>Whether a known key's cosignature is there and wrong.</summary>
    public static bool IsForged(string text, NoteSignature signature, Participation log, ILedgerVerifiers verifiers)
    {
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(verifiers);
        return Participation.TryParseUrn(signature.Name, out var witness) && witness != log
            && verifiers.KeysOf(witness).Any(key => key.CosignatureKeyId == signature.KeyId)
            && Read(text, signature, log, verifiers) is null;
    }

    /// <summary>How many other organisations these are.</summary>
    public static int Organisations(IEnumerable<Cosignature> cosignatures, Participation log) => cosignatures
        .Select(cosignature => cosignature.Witness.Organisation)
        .Where(organisation => organisation != log.Organisation)
        .Distinct()
        .Count();

    /// <summary>
    /// Since when the needed number of other organisations has looked: the newest moment at or after which each of as many cosigned. Null
    /// when fewer ever did.
    /// </summary>
    public static DateTimeOffset? WitnessedAt(IEnumerable<Cosignature> cosignatures, Participation log)
    {
        var newest = cosignatures
            .Where(cosignature => cosignature.Witness.Organisation != log.Organisation)
            .GroupBy(cosignature => cosignature.Witness.Organisation)
            .Select(organisation => organisation.Max(cosignature => cosignature.At))
            .OrderDescending()
            .ToList();
        return newest.Count >= Needed ? newest[Needed - 1] : null;
    }
}
