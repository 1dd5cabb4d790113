using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>How a client's act was given, and what shows it.</summary>
/// <param name="HowGiven">How.</param>
/// <param name="Language">Language of what the client read or heard, BCP 47.</param>
/// <param name="TextVersion">Version of the text.</param>
/// <param name="EvidenceSha256">Digest of the signed form, the recording, or the text agreed to.</param>
public sealed record Giving(HowGiven HowGiven, string Language, string TextVersion, byte[] EvidenceSha256)
{
    /// <summary>The signed form, when it may be registered at several holders.</summary>
    public Guid? FormId { get; init; }

    /// <summary>Where the evidence is kept; empty when the act itself is the evidence.</summary>
    public string EvidenceReference { get; init; } = "";

    /// <summary>By what right somebody acted for the client; null when the client did in person.</summary>
    public Mandate? Mandate { get; init; }
}

/// <summary>By what right somebody acts for the client, who is the subject.</summary>
/// <param name="Kind">Guardian or authorised person.</param>
/// <param name="Person">Who acts, by an opaque reference.</param>
/// <param name="Source">Code of the source that shows it.</param>
/// <param name="Reference">Reference in that source.</param>
public sealed record Mandate(MandateKind Kind, string Person, string Source, string Reference);
