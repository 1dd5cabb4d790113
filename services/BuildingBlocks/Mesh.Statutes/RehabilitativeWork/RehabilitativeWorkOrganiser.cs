namespace Mesh.Statutes;

/// <summary>
/// KTT-ORG-1: who organises rehabilitative work activity. The municipality did to 31.12.2022; from 1.1.2023, where the formalised law
/// begins, the wellbeing services region does, and answers for it in every mode of provision (KTT-ACC-1).
/// </summary>
public static class RehabilitativeWorkOrganiser
{
    /// <summary>Id of the rule.</summary>
    public const string RuleId = "KTT-ORG-1";

    /// <summary>The organiser over time.</summary>
    public static readonly DatedFigure<DecidingAuthority> Organiser = new(
        "KTT-ORG-1 organiser", "authority",
        new DatedValue<DecidingAuthority>(
            Era.E2.From,
            DecidingAuthority.SocialCare,
            new("591/2022", "189/2001 § 6", Certainty.Verified, Note: "The number of the amending act was read, its wording was not."),
            CitedTexts.CheckedOn));

    /// <summary>The organiser of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023, when municipalities organised.</exception>
    public static DecidingAuthority On(DateOnly day) => Organiser.On(day).Value;
}
