namespace Mesh.Statutes;

/// <summary>The parties of the joint service: each alone may assess the need, and all three end it.</summary>
public enum JointServiceParty
{
    /// <summary>LABOUR_AUTHORITY: TE office, in a pilot the municipality, from 2025 the employment authority.</summary>
    LabourAuthority = 1,

    /// <summary>SOCIAL_CARE: the wellbeing services region.</summary>
    SocialCare = 2,

    /// <summary>SOCIAL_INSURANCE: Kela.</summary>
    SocialInsurance = 3,
}
