namespace Mesh.Statutes;

/// <summary>Which kind of authority launches what a rule opens. Which organisation that is, the directory says (GEN-ROLE-1).</summary>
public enum DecidingAuthority
{
    /// <summary>LABOUR_AUTHORITY: TE office, from 2025 the employment authority; in a pilot, the municipality.</summary>
    LabourAuthority = 1,

    /// <summary>SOCIAL_CARE: the wellbeing services region.</summary>
    SocialCare = 2,
}
