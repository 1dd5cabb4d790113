using Mesh.Identity;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>The one audience of a token: a participation of the directory, or the gateway.</summary>
internal sealed record TokenTarget(string Audience, Participation? Participation)
{
    internal static readonly TokenTarget Gateway = new(CertificateNames.Gateway, null);

    /// <summary>Within which a person's sub is stable: the organisation, whatever its role.</summary>
    internal string Sector => Participation is { } participation ? participation.Organisation.ToString() : Audience;

    /// <summary>The target of an audience, or null when nobody of the directory has it.</summary>
    internal static TokenTarget? Find(string? audience, ParticipantDirectory directory) =>
        audience == CertificateNames.Gateway
            ? Gateway
            : Identity.Participation.TryParseUrn(audience, out var participation) && directory.Find(participation) is not null
                ? new(audience!, participation)
                : null;
}
