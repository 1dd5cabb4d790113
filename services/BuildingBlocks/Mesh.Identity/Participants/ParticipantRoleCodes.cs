namespace Mesh.Identity;

/// <summary>The codes of the roles on the wire, in certificates and in the directory.</summary>
public static class ParticipantRoleCodes
{
    /// <summary>The code, e.g. LABOUR_AUTHORITY.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the roles.</exception>
    public static string WireCode(this ParticipantRole role) => role switch
    {
        ParticipantRole.LabourAuthority => "LABOUR_AUTHORITY",
        ParticipantRole.SocialCare => "SOCIAL_CARE",
        ParticipantRole.SocialInsurance => "SOCIAL_INSURANCE",
        ParticipantRole.Municipality => "MUNICIPALITY",
        _ => throw new ArgumentOutOfRangeException(nameof(role), "The role has no code."),
    };

    /// <summary>The role of a code; exact, upper case.</summary>
    public static bool TryParse(string? code, out ParticipantRole role)
    {
        role = code switch
        {
            "LABOUR_AUTHORITY" => ParticipantRole.LabourAuthority,
            "SOCIAL_CARE" => ParticipantRole.SocialCare,
            "SOCIAL_INSURANCE" => ParticipantRole.SocialInsurance,
            "MUNICIPALITY" => ParticipantRole.Municipality,
            _ => default,
        };
        return role != default;
    }
}
