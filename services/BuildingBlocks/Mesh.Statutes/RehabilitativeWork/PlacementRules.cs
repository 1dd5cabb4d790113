namespace Mesh.Statutes;

/// <summary>KTT-PROV-1…3, KTT-ORG-2 and KTT-DUR: whether a placement in rehabilitative work activity may be agreed.</summary>
public static class PlacementRules
{
    /// <summary>The provider of the work activity is a company.</summary>
    public const string WorkFromCompany = "WORK_FROM_COMPANY";

    /// <summary>A subcontractor of the work activity is a company.</summary>
    public const string SubcontractedToCompany = "SUBCONTRACTED_TO_COMPANY";

    /// <summary>Horizontal cooperation without its conditions confirmed.</summary>
    public const string ProcurementConditionsMissing = "PROCUREMENT_CONDITIONS_MISSING";

    /// <summary>The contract is not valid on every day of the placement.</summary>
    public const string ContractDoesNotCover = "CONTRACT_DOES_NOT_COVER";

    /// <summary>The last day is before the first.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>Shorter than the shortest period.</summary>
    public const string PeriodTooShort = "PERIOD_TOO_SHORT";

    /// <summary>Longer than the longest period.</summary>
    public const string PeriodTooLong = "PERIOD_TOO_LONG";

    /// <summary>Too few or too many days a week.</summary>
    public const string DaysOutOfRange = "DAYS_OUT_OF_RANGE";

    /// <summary>Too few or too many hours a day.</summary>
    public const string HoursOutOfRange = "HOURS_OUT_OF_RANGE";

    /// <summary>Too many hours a week.</summary>
    public const string WeekTooLong = "WEEK_TOO_LONG";

    /// <summary>In horizontal cooperation no money moves by the source's practice ("raha ei liiku"): a price is for a lawyer.</summary>
    public const string PriceAboveZero = "PRICE_ABOVE_ZERO";

    /// <summary>Whether the form is a company is for a lawyer (A9).</summary>
    public const string LegalFormDoubtful = "LEGAL_FORM_DOUBTFUL";

    private static readonly Citation NotFromCompany = CitedTexts.OriginalSection(
        "§ 6.2", "Classed by legal form (A9); that a company may give support and guidance (702/2020) is from memory.");

    private static readonly Citation Contracts = CitedTexts.ReportSlide(
        "Kuntouttavan työtoiminnan järjestäminen", "The sections of the act (§§ 6 and 13 b) are from memory.");

    /// <summary>KTT-PROV-1 described.</summary>
    public static readonly RuleDescription CompanyBan = Since(
        "KTT-PROV-1", "Work activity is not acquired from a company, neither directly nor anywhere in the chain of subcontractors.", NotFromCompany);

    /// <summary>KTT-PROV-2 described.</summary>
    public static readonly RuleDescription CompanyMayGuide = Since(
        "KTT-PROV-2",
        "Support and guidance may come from a company.",
        CitedTexts.ReportSlide("Kuntouttavan työtoiminnan järjestäminen", "The amending act 702/2020 is from memory on this."));

    /// <summary>KTT-PROV-3 described.</summary>
    public static readonly RuleDescription ContractCovers = Since(
        "KTT-PROV-3",
        "The contract is valid on every day of the placement; horizontal cooperation needs its procurement conditions confirmed, and a price in it is for a lawyer.",
        Contracts);

    private static readonly LegalForm[] Companies = [LegalForm.LimitedCompany, LegalForm.Partnership, LegalForm.SoleTrader];
    private static readonly LegalForm[] Doubtful = [LegalForm.Cooperative, LegalForm.Other];

    /// <summary>Decides by the law of a date, which the caller chooses: the day of agreeing, or the first day of the placement.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mode or a legal form is none of its enum: refused, never taken for an allowed one.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static PlacementOutcome Decide(PlacementFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        RefuseUndefined(facts);
        var era = Era.On(asOf);
        PlacementFault[] faults =
        [
            .. ProviderFaults(facts, era.Cite(NotFromCompany)),
            .. ModeFaults(facts, asOf),
            .. ContractFaults(facts, era.Cite(Contracts)),
            .. facts.Limits is { } own
                ? DurationFaults(facts, own, PlacementLimits.OwnCitation)
                : DurationFaults(facts, PlacementLimits.Default.On(asOf).Value, era.Cite(PlacementLimits.Citation)),
        ];
        var reasons = ReviewReasons(facts);
        return new(
            asOf,
            faults.Length > 0 ? PlacementVerdict.Refused : reasons.Length > 0 ? PlacementVerdict.LegalReview : PlacementVerdict.Accepted,
            faults,
            reasons);
    }

    // Guidance is not looked at: a company may give it (KTT-PROV-2).
    private static PlacementFault[] ProviderFaults(PlacementFacts facts, Citation citation)
    {
        return
        [
            .. When(Companies.Contains(facts.WorkProvider), WorkFromCompany, "WORK_PROVIDER"),
            .. When(facts.WorkSubcontractors.Any(Companies.Contains), SubcontractedToCompany, "WORK_SUBCONTRACTORS"),
        ];

        PlacementFault[] When(bool broken, string code, string field) => broken ? [new("KTT-PROV-1", code, field, citation)] : [];
    }

    private static PlacementFault[] ModeFaults(PlacementFacts facts, DateOnly asOf) =>
        Companies.Contains(facts.WorkProvider) || Doubtful.Contains(facts.WorkProvider)
        || ProvisionModeRule.Allows(facts.Mode, facts.WorkProvider, facts.Organiser)
            ? []
            : [new(ProvisionModeRule.Rule.Id, ProvisionModeRule.FormNotOfMode, "MODE", ProvisionModeRule.Rule.CiteOn(asOf))];

    private static PlacementFault[] ContractFaults(PlacementFacts facts, Citation citation)
    {
        var unconfirmed = facts is { Mode: ProvisionMode.Horizontal, ProcurementConditionsConfirmed: false };
        var uncovered = facts.ContractFrom > facts.FirstDay || facts.ContractThrough < facts.LastDay;
        return
        [
            .. When(unconfirmed, ProcurementConditionsMissing, "PROCUREMENT_CONDITIONS_CONFIRMED"),
            .. When(uncovered, ContractDoesNotCover, "CONTRACT"),
        ];

        PlacementFault[] When(bool broken, string code, string field) => broken ? [new("KTT-PROV-3", code, field, citation)] : [];
    }

    private static PlacementFault[] DurationFaults(PlacementFacts facts, PlacementLimits limits, Citation citation)
    {
        // Both days are included, so the period ends where the day after the last day begins. In day numbers, so that a date at the end
        // of the calendar is refused like any other and not by an overflow.
        var end = facts.LastDay.DayNumber + 1;
        var endsBeforeStart = facts.LastDay < facts.FirstDay;
        return
        [
            .. When(endsBeforeStart, EndsBeforeStart, "LAST_DAY"),
            .. When(!endsBeforeStart && end < EndOfPeriod(facts.FirstDay, limits.ShortestMonths), PeriodTooShort, "LAST_DAY"),
            .. When(end > EndOfPeriod(facts.FirstDay, limits.LongestMonths), PeriodTooLong, "LAST_DAY"),
            .. When(facts.DaysPerWeek < limits.FewestDaysPerWeek || facts.DaysPerWeek > limits.MostDaysPerWeek, DaysOutOfRange, "DAYS_PER_WEEK"),
            .. When(facts.HoursPerDay < limits.FewestHoursPerDay || facts.HoursPerDay > limits.MostHoursPerDay, HoursOutOfRange, "HOURS_PER_DAY"),
            .. When((long)facts.DaysPerWeek * facts.HoursPerDay > limits.MostHoursPerWeek, WeekTooLong, "HOURS_PER_DAY"),
        ];

        PlacementFault[] When(bool broken, string code, string field) => broken ? [new("KTT-DUR", code, field, citation)] : [];
    }

    // Day after the last day of a period of months that begins on a day (GEN-TIME-1): three months from 1 February end on 30 April.
    // A period that would run past the calendar's last day never ends.
    private static int EndOfPeriod(DateOnly firstDay, int months) =>
        firstDay <= CivilTime.AddMonths(DateOnly.MaxValue, -months) ? CivilTime.AddMonths(firstDay, months).DayNumber : int.MaxValue;

    private static void RefuseUndefined(PlacementFacts facts)
    {
        IEnumerable<LegalForm> forms = [facts.Organiser, facts.WorkProvider, .. facts.WorkSubcontractors, facts.GuidanceProvider ?? facts.WorkProvider];
        if (!Enum.IsDefined(facts.Mode) || !forms.All(Enum.IsDefined))
        {
            throw new ArgumentOutOfRangeException(nameof(facts), "The mode of provision or a legal form is not one that the law tells apart.");
        }
    }

    private static string[] ReviewReasons(PlacementFacts facts) =>
    [
        .. facts is { Mode: ProvisionMode.Horizontal, PriceCents: > 0 } ? [PriceAboveZero] : Array.Empty<string>(),
        .. facts.WorkSubcontractors.Prepend(facts.WorkProvider).Any(Doubtful.Contains) ? [LegalFormDoubtful] : Array.Empty<string>(),
    ];

    private static RuleDescription Since(string id, string statement, Citation citation) => new(id, statement, citation, RuleVersion.SinceE2(citation));
}
