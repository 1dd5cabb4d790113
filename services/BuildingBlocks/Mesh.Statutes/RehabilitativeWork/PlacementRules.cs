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

    /// <summary>In the source's practice no money moves ("raha ei liiku"): a price is for a lawyer.</summary>
    public const string PriceAboveZero = "PRICE_ABOVE_ZERO";

    /// <summary>Whether the form is a company is for a lawyer (A9).</summary>
    public const string LegalFormDoubtful = "LEGAL_FORM_DOUBTFUL";

    private static readonly Citation NotFromCompany = new(CitedTexts.RehabilitativeWorkActivityAct, "§ 6.2", Certainty.Verified);
    private static readonly Citation Contracts = new(
        CitedTexts.RehabilitativeWorkActivityAct, "§ 6", Certainty.FromMemory, Note: "Horizontal cooperation and contracts: from memory and the source documents' practice.");

    private static readonly LegalForm[] Companies = [LegalForm.LimitedCompany, LegalForm.Partnership, LegalForm.SoleTrader];
    private static readonly LegalForm[] Doubtful = [LegalForm.Cooperative, LegalForm.Other];

    /// <summary>Decides by the law of the placement's first day.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static PlacementOutcome Decide(PlacementFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<PlacementFault> faults = [.. ProviderFaults(facts), .. ContractFaults(facts), .. DurationFaults(facts, facts.Limits ?? PlacementLimits.Default.On(asOf).Value)];
        List<string> reasons = [.. ReviewReasons(facts)];
        return new(
            asOf,
            faults.Count > 0 ? PlacementVerdict.Refused : reasons.Count > 0 ? PlacementVerdict.LegalReview : PlacementVerdict.Accepted,
            faults,
            reasons);
    }

    // Guidance is not looked at: a company may give it (KTT-PROV-2).
    private static IEnumerable<PlacementFault> ProviderFaults(PlacementFacts facts)
    {
        if (Companies.Contains(facts.WorkProvider))
        {
            yield return new("KTT-PROV-1", WorkFromCompany, "WORK_PROVIDER", NotFromCompany);
        }

        if (facts.WorkSubcontractors.Any(Companies.Contains))
        {
            yield return new("KTT-PROV-1", SubcontractedToCompany, "WORK_SUBCONTRACTORS", NotFromCompany);
        }
    }

    private static IEnumerable<PlacementFault> ContractFaults(PlacementFacts facts)
    {
        if (facts is { Mode: ProvisionMode.Horizontal, ProcurementConditionsConfirmed: false })
        {
            yield return new("KTT-PROV-3", ProcurementConditionsMissing, "PROCUREMENT_CONDITIONS_CONFIRMED", Contracts);
        }

        if (facts.ContractFrom > facts.FirstDay || facts.ContractThrough < facts.LastDay)
        {
            yield return new("KTT-PROV-3", ContractDoesNotCover, "CONTRACT", Contracts);
        }
    }

    private static IEnumerable<PlacementFault> DurationFaults(PlacementFacts facts, PlacementLimits limits)
    {
        // Both days are included, so the period ends where the day after the last day begins.
        var end = facts.LastDay.AddDays(1);
        if (facts.LastDay < facts.FirstDay)
        {
            yield return Duration(EndsBeforeStart, "LAST_DAY");
        }
        else if (end < CivilTime.AddMonths(facts.FirstDay, limits.ShortestMonths))
        {
            yield return Duration(PeriodTooShort, "LAST_DAY");
        }
        else if (end > CivilTime.AddMonths(facts.FirstDay, limits.LongestMonths))
        {
            yield return Duration(PeriodTooLong, "LAST_DAY");
        }

        if (facts.DaysPerWeek < limits.FewestDaysPerWeek || facts.DaysPerWeek > limits.MostDaysPerWeek)
        {
            yield return Duration(DaysOutOfRange, "DAYS_PER_WEEK");
        }

        if (facts.HoursPerDay < limits.FewestHoursPerDay || facts.HoursPerDay > limits.MostHoursPerDay)
        {
            yield return Duration(HoursOutOfRange, "HOURS_PER_DAY");
        }

        if ((long)facts.DaysPerWeek * facts.HoursPerDay > limits.MostHoursPerWeek)
        {
            yield return Duration(WeekTooLong, "HOURS_PER_DAY");
        }
    }

    private static PlacementFault Duration(string code, string field) => new("KTT-DUR", code, field, PlacementLimits.Citation);

    private static IEnumerable<string> ReviewReasons(PlacementFacts facts)
    {
        if (facts.PriceCents > 0)
        {
            yield return PriceAboveZero;
        }

        if (Doubtful.Contains(facts.WorkProvider) || facts.WorkSubcontractors.Any(Doubtful.Contains))
        {
            yield return LegalFormDoubtful;
        }
    }
}
