using Mesh.Identity;
using Mesh.IdentityProvider.People;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>The one audience of a token: a participation of the directory, or the gateway.</summary>
internal sealed record TokenTarget(string Audience, Participation? Participation)
{
    internal static readonly TokenTarget Gateway = new(CertificateNames.Gateway, null);

    /// <summary>Within which a person's sub is stable: the organisation, whatever its role.</summary>
    internal string Sector => Participation is { } participation ? participation.Organisation.ToString() : Audience;

    /// <summary>A professional acts for one participation; the gateway passes that token on as it is and composes nothing for professionals.</summary>
    internal bool IsOpenTo(DemoPerson person) => person.Kind != PersonKind.Professional || Participation == person.Participation;

    /// <summary>The target of an audience, or null when nobody of the directory has it.</summary>
    internal static TokenTarget? Find(string? audience, ParticipantDirectory directory) =>
        audience == CertificateNames.Gateway
            ? Gateway
            : Identity.Participation.TryParseUrn(audience, out var participation) && directory.Find(participation) is not null
                ? new(audience!, participation)
                : null;
}
