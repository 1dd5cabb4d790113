using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>What the holder knows at the moment of an attempt; read after the subject's gate revision, never before.</summary>
/// <param name="Holder">Who holds the data.</param>
/// <param name="Now">The moment, in the mesh's time.</param>
/// <param name="SubjectId">Who the subject is here; null when the reference leads to nobody the holder knows.</param>
/// <param name="Cases">The subject's open cases, and the cases that the attempt points at, open or closed.</param>
/// <param name="Notices">The holder's notices that the attempt points at.</param>
/// <param name="Consents">Every consent of the subject registered here, in its latest revision.</param>
/// <param name="Refusals">Every refusal of the subject registered here, in its latest revision.</param>
/// <param name="ContactBan">The subject's contact ban; null when none is in force.</param>
/// <param name="RequesterServes">Municipalities that the requester serves today by the directory; <see cref="ServedArea.WholeCountry"/> for all.</param>
public sealed record HolderFacts(
    Participation Holder,
    DateTimeOffset Now,
    Guid? SubjectId,
    IReadOnlyList<KnownCase> Cases,
    IReadOnlyList<SentNotice> Notices,
    IReadOnlyList<ConsentState> Consents,
    IReadOnlyList<RefusalState> Refusals,
    ContactBan? ContactBan,
    IReadOnlyList<string> RequesterServes)
{
    /// <summary>The moment by the machine's clock, by which tokens live; that of the mesh where nobody says otherwise.</summary>
    public DateTimeOffset MachineTime { get; init; } = Now;

    /// <summary>What professionals of the holder have said to requests about the subject that waited.</summary>
    public IReadOnlyList<ApprovalState> Approvals { get; init; } = [];
}
