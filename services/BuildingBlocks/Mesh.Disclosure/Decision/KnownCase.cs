using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A case of the holder.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="SubjectId">Whose case, as <see cref="Subjects"/> numbers people.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Open">Whether it is open. Closing it advances the subject's gate in the same transaction.</param>
/// <param name="Parties">The other participations that take part.</param>
public sealed record KnownCase(
    Guid CaseId, Guid SubjectId, CaseKind Kind, bool Open, IReadOnlyList<Participation> Parties);
