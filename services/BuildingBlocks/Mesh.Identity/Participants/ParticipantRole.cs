namespace Mesh.Identity;

/// <summary>What an organisation does in the mesh. One organisation may hold several roles; between them a disclosure is still a disclosure.</summary>
public enum ParticipantRole
{
    /// <summary>Labour authority (työvoimaviranomainen): TE office until 2024, a municipality in the pilots and since 1.1.2025.</summary>
    LabourAuthority = 1,

    /// <summary>Social care of a wellbeing services county (hyvinvointialue).</summary>
    SocialCare = 2,

    /// <summary>Social insurance (Kela).</summary>
    SocialInsurance = 3,

    /// <summary>Municipality (kunta) with its own employment services.</summary>
    Municipality = 4,
}
