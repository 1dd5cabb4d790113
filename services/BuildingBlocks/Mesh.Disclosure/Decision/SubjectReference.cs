using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>How a requester names the subject: exactly one of three ways (domain model, section 4).</summary>
public abstract record SubjectReference
{
    private SubjectReference()
    {
    }

    /// <summary>By personal identity code.</summary>
    public sealed record ByCode(PersonalIdentityCode Code) : SubjectReference;

    /// <summary>By a case of the holder.</summary>
    public sealed record ByCase(Guid CaseId) : SubjectReference;

    /// <summary>By a notice that the holder sent.</summary>
    public sealed record ByNotice(Guid NoticeId) : SubjectReference;
}
