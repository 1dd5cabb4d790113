namespace Mesh.Statutes;

/// <summary>How an area has organised its joint service. No facts about persons. A fact left out is unknown.</summary>
public sealed record AreaOrganisation
{
    /// <summary>The labour authority negotiated with the social-care party before it set the steering group.</summary>
    public Fact<bool> NegotiatedWithSocialCare { get; init; }

    /// <summary>It negotiated with the municipalities.</summary>
    public Fact<bool> NegotiatedWithMunicipalities { get; init; }

    /// <summary>It negotiated with Kela.</summary>
    public Fact<bool> NegotiatedWithSocialInsurance { get; init; }

    /// <summary>Joint offices in the area.</summary>
    public Fact<int> JointOffices { get; init; }

    /// <summary>Staff that each party has assigned; a party that is left out is unknown.</summary>
    public IReadOnlyDictionary<JointServiceParty, Fact<int>> Staff { get; init; } = new Dictionary<JointServiceParty, Fact<int>>();
}

/// <summary>
/// TYP-ORG-1: the labour authority sets the steering group after negotiating with social care, municipalities and Kela; each area has at
/// least one joint office; each party assigns enough staff. "Enough" is no number: that there is any is looked at, the rest is for people.
/// </summary>
public static class OrganisingRule
{
    /// <summary>Not negotiated with the social-care party.</summary>
    public const string SocialCareNotHeard = "NOT_NEGOTIATED_WITH_SOCIAL_CARE";

    /// <summary>Not negotiated with the municipalities.</summary>
    public const string MunicipalitiesNotHeard = "NOT_NEGOTIATED_WITH_MUNICIPALITIES";

    /// <summary>Not negotiated with Kela.</summary>
    public const string SocialInsuranceNotHeard = "NOT_NEGOTIATED_WITH_SOCIAL_INSURANCE";

    /// <summary>Too few joint offices.</summary>
    public const string NoJointOffice = "NO_JOINT_OFFICE";

    /// <summary>The labour authority has assigned nobody.</summary>
    public const string NoStaffOfLabourAuthority = "NO_STAFF_OF_LABOUR_AUTHORITY";

    /// <summary>The social-care party has assigned nobody.</summary>
    public const string NoStaffOfSocialCare = "NO_STAFF_OF_SOCIAL_CARE";

    /// <summary>Kela has assigned nobody.</summary>
    public const string NoStaffOfSocialInsurance = "NO_STAFF_OF_SOCIAL_INSURANCE";

    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "TYP-ORG-1",
        "The labour authority sets steering groups after negotiating with social care, municipalities and Kela; each area has joint offices, and each party assigns enough staff.",
        JointServiceAct.Section("§ 7", "In the wording that was read, municipalities named leaders; that the labour authority sets the group is the report's."),
        JointServiceAct.Versions(JointServiceAct.Section("§ 7")));

    /// <summary>Fewest joint offices of an area.</summary>
    public static readonly DatedFigure<int> FewestOffices = new(
        "TYP-ORG-1 joint offices", "offices in each area", new DatedValue<int>(Era.E2.From, 1, JointServiceAct.Section("§ 7"), CitedTexts.CheckedOn));

    /// <summary>Decides.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static OrganisingOutcome Decide(AreaOrganisation area, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(area);
        var citation = Rule.CiteOn(asOf);
        var fewest = FewestOffices.On(asOf).Value;
        (Fact<bool> Holds, string Fault)[] demands =
        [
            (area.NegotiatedWithSocialCare, SocialCareNotHeard),
            (area.NegotiatedWithMunicipalities, MunicipalitiesNotHeard),
            (area.NegotiatedWithSocialInsurance, SocialInsuranceNotHeard),
            (area.JointOffices.Map(offices => offices >= fewest), NoJointOffice),
            (HasStaff(JointServiceParty.LabourAuthority), NoStaffOfLabourAuthority),
            (HasStaff(JointServiceParty.SocialCare), NoStaffOfSocialCare),
            (HasStaff(JointServiceParty.SocialInsurance), NoStaffOfSocialInsurance),
        ];
        return new(
            asOf,
            [.. demands.Where(d => d.Holds.State == FactState.KnownNone || d.Holds is { IsKnown: true, Value: false }).Select(d => d.Fault)],
            [.. demands.Where(d => d.Holds.State == FactState.Unknown).Select(d => d.Fault)],
            citation);

        Fact<bool> HasStaff(JointServiceParty party) => area.Staff.GetValueOrDefault(party).Map(staff => staff > 0);
    }
}

/// <summary>Whether an area's joint service is organised as the act demands.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Faults">Codes of what is known to be wrong.</param>
/// <param name="MissingFacts">The codes of which nobody said whether they hold.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record OrganisingOutcome(DateOnly AsOf, IReadOnlyList<string> Faults, IReadOnlyList<string> MissingFacts, Citation Citation)
{
    /// <summary>Met when nothing is wrong and everything is known.</summary>
    public Outcome Organised => Faults.Count > 0 ? Outcome.NotMet : MissingFacts.Count > 0 ? Outcome.Unknown : Outcome.Met;

    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}
