namespace Mesh.Statutes;

/// <summary>Whom somebody in the employment steering group comes from.</summary>
public enum SteeringSeat
{
    /// <summary>Municipality.</summary>
    Municipality = 1,

    /// <summary>Wellbeing services region.</summary>
    WellbeingServicesRegion,

    /// <summary>The manager of the multisectoral joint service.</summary>
    JointServiceHead,

    /// <summary>Somebody else: schools, entrepreneurs, others.</summary>
    Other,
}

/// <summary>TEAM-1: who leads the employment steering group (työllisyysjohtoryhmä) and how often it meets. No people's data.</summary>
public static class SteeringGroup
{
    /// <summary>The chair is not the municipality's.</summary>
    public const string ChairNotMunicipality = "CHAIR_NOT_MUNICIPALITY";

    /// <summary>The vice-chair is not the region's.</summary>
    public const string ViceChairNotRegion = "VICE_CHAIR_NOT_REGION";

    /// <summary>The secretary is not the joint service's manager.</summary>
    public const string SecretaryNotJointService = "SECRETARY_NOT_JOINT_SERVICE";

    /// <summary>No meeting within the interval.</summary>
    public const string MeetingLate = "MEETING_LATE";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "TEAM-1",
        "The municipality chairs the employment steering group, the wellbeing services region is its vice-chair, the manager of the joint service its secretary, and it meets within the interval.",
        CitedTexts.ReportSlide("1. Rakenteet"));

    /// <summary>Longest time between two meetings.</summary>
    public static readonly DatedFigure<int> IntervalMonths = new(
        "TEAM-1 interval", "months",
        new DatedValue<int>(Era.E2.From, 2, CitedTexts.ReportSlide("1. Rakenteet", "\"Every second month\" is counted by GEN-TIME-1."), CitedTexts.CheckedOn));

    /// <summary>When the next meeting is due, by the interval of a day: the last one may have been held before the first formalised day.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day asked about is before 2023.</exception>
    public static DateOnly NextMeeting(DateOnly lastHeldOn, DateOnly asOf) => CivilTime.AddMonths(lastHeldOn, IntervalMonths.On(asOf).Value);

    /// <summary>Whether a group is as the report describes it.</summary>
    /// <param name="chair">The chair's seat; known none = nobody, which is wrong.</param>
    /// <param name="viceChair">The vice-chair's.</param>
    /// <param name="secretary">The secretary's.</param>
    /// <param name="lastHeldOn">Day of the last meeting; known none = none was held.</param>
    /// <param name="asOf">The day asked about.</param>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome Decide(
        Fact<SteeringSeat> chair, Fact<SteeringSeat> viceChair, Fact<SteeringSeat> secretary, Fact<DateOnly> lastHeldOn, DateOnly asOf) =>
        CooperationOutcome.All(
            Rule,
            asOf,
            (Is(chair, SteeringSeat.Municipality), ChairNotMunicipality, "CHAIR"),
            (Is(viceChair, SteeringSeat.WellbeingServicesRegion), ViceChairNotRegion, "VICE_CHAIR"),
            (Is(secretary, SteeringSeat.JointServiceHead), SecretaryNotJointService, "SECRETARY"),
            (CooperationOutcome.Yes(lastHeldOn.Map(day => day <= asOf && asOf <= NextMeeting(day, asOf))), MeetingLate, "LAST_HELD_ON"));

    private static Outcome Is(Fact<SteeringSeat> seat, SteeringSeat expected) => CooperationOutcome.Yes(seat.Map(s => s == expected));
}
