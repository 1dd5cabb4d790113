using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>
/// What every revision of a client's consent or refusal says beside its terms: about whom, how it was given, by whom registered, on
/// whose mandate, when. Append-only, complete in itself, linked to the one before by its hash.
/// </summary>
public abstract record ClientActRevision : IOfSubject
{
    /// <summary>From 1, without gaps.</summary>
    public required int Revision { get; init; }

    /// <summary>Whose act, by random id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>One signed form may be registered at several holders; then they share its id. Null when there is no such form.</summary>
    public Guid? FormId { get; init; }

    /// <summary>How it was given.</summary>
    public required HowGiven HowGiven { get; init; }

    /// <summary>Language of what the client read or heard, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Version of the text the client read.</summary>
    public required string TextVersion { get; init; }

    /// <summary>SHA-256 of the evidence: the signed form, the recording, or the text agreed to.</summary>
    public required byte[] FormSha256 { get; init; }

    /// <summary>Where the evidence is kept, for example an archive's id; empty when the act itself is the evidence.</summary>
    public string EvidenceReference { get; init; } = "";

    /// <summary>By what right somebody acted for the client; unspecified when the client did in person.</summary>
    public MandateKind MandateKind { get; init; }

    /// <summary>Who acted for the client, by an opaque reference; empty for nobody.</summary>
    public string MandatePerson { get; init; } = "";

    /// <summary>Code of the source that shows the mandate; empty for none.</summary>
    public string MandateSource { get; init; } = "";

    /// <summary>Reference of the mandate in that source; empty for none.</summary>
    public string MandateReference { get; init; } = "";

    /// <summary>Who acted: PROFESSIONAL who registered, or the CLIENT.</summary>
    public required string ActedAs { get; init; }

    /// <summary>Pairwise id of that person at this participation.</summary>
    public required string ActorId { get; init; }

    /// <summary>Assurance of that person's authentication, as a URI.</summary>
    public required string ActorAssurance { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Hash of the revision before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousSha256 { get; init; }

    /// <summary>Hash of this revision, <see cref="RevisionHash"/>; empty until it is sealed.</summary>
    public byte[] Sha256 { get; init; } = [];

    /// <summary>Which kind of act, so that a consent's revision never has the hash of a refusal's.</summary>
    internal abstract string Kind { get; }

    /// <summary>Whose history the revision is part of.</summary>
    internal abstract Guid HistoryId { get; }

    /// <summary>The other side, where a participation is named.</summary>
    internal abstract Participation? Counterpart { get; }

    /// <summary>Writes what this kind of act says, every part of it, for its hash.</summary>
    internal abstract void WriteTerms(BinaryWriter writer);
}
