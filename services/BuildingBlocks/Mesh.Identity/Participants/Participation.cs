namespace Mesh.Identity;

/// <summary>
/// An organisation in one of its roles: the unit that owns an endpoint, a database, a queue, a signing key and a certificate.
/// </summary>
public readonly record struct Participation(OrganisationId Organisation, ParticipantRole Role)
{
    private const string UrnStart = "urn:mesh:org:";
    private const string UrnRole = ":role:";

    /// <summary>SAN URI of the certificate, token audience and CloudEvents source: urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE.</summary>
    public string Urn => $"{UrnStart}{Organisation}{UrnRole}{Role.WireCode()}";

    /// <summary>For file names: 0246246-0-social-insurance.</summary>
    public string Slug => $"{Organisation}-{SlugOf(Role)}";

    /// <summary>Metadata mesh-participant and path of REST: 0246246-0/SOCIAL_INSURANCE.</summary>
    public override string ToString() => $"{Organisation}/{Role.WireCode()}";

    /// <summary>Reads the form of <see cref="ToString"/>; exact.</summary>
    public static bool TryParse(string? text, out Participation participation)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        participation = default;
        return slash >= 0 && TryOf(text![..slash], text[(slash + 1)..], out participation);
    }

    /// <summary>Reads the form of <see cref="Urn"/>; exact, with nothing after the role.</summary>
    public static bool TryParseUrn(string? urn, out Participation participation)
    {
        participation = default;
        if (urn is null || !urn.StartsWith(UrnStart, StringComparison.Ordinal))
        {
            return false;
        }

        var role = urn.IndexOf(UrnRole, UrnStart.Length, StringComparison.Ordinal);
        return role >= 0 && TryOf(urn[UrnStart.Length..role], urn[(role + UrnRole.Length)..], out participation);
    }

    private static bool TryOf(string organisationText, string roleCode, out Participation participation)
    {
        var isValid = OrganisationId.TryParse(organisationText, out var organisation)
            & ParticipantRoleCodes.TryParse(roleCode, out var role);
        participation = isValid ? new(organisation, role) : default;
        return isValid;
    }

    private static string SlugOf(ParticipantRole role) => role switch
    {
        ParticipantRole.LabourAuthority => "labour-authority",
        ParticipantRole.SocialCare => "social-care",
        ParticipantRole.SocialInsurance => "social-insurance",
        ParticipantRole.Municipality => "municipality",
        _ => throw new ArgumentOutOfRangeException(nameof(role), "The role has no file name."),
    };
}
