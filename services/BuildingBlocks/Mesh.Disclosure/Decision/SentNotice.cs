using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The holder's own notice about a subject: the link that never travels with the notice.</summary>
/// <param name="NoticeId">The notice.</param>
/// <param name="SubjectId">About whom.</param>
/// <param name="Recipient">To whom it was sent.</param>
/// <param name="CaseId">The holder's case it is about; null when there is none.</param>
public sealed record SentNotice(Guid NoticeId, Guid SubjectId, Participation Recipient, Guid? CaseId);
