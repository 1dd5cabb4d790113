namespace Mesh.Statutes;

/// <summary>What may become of an application for pay subsidy.</summary>
public enum PaySubsidyVerdict
{
    /// <summary>A fact that would settle it is unknown.</summary>
    Unknown = 0,

    /// <summary>It cannot be granted.</summary>
    NotMet = 1,

    /// <summary>The labour authority may grant it; it has discretion.</summary>
    MayBeGranted = 2,

    /// <summary>The sources do not settle it: a person decides by the enacted text.</summary>
    ManualDecision = 3,

    /// <summary>NOT_SUPPORTED_ERA: decided before the reform, by rules that are not formalised (PAL-0).</summary>
    NotSupportedEra = 4,
}

/// <summary>PAL-0…4, PAL-CAP and PAL-G over one application. Deciding grants nothing.</summary>
public static class PaySubsidyRules
{
    /// <summary>Reason of PAL-0.</summary>
    public const string NotSupportedEra = "NOT_SUPPORTED_ERA";

    /// <summary>Reason: there is no ground.</summary>
    public const string NoGround = "NO_GROUND";

    /// <summary>Reason of PAL-CAP: the job has started before the decision.</summary>
    public const string JobStarted = "JOB_STARTED_BEFORE_DECISION";

    /// <summary>Reason of PAL-4: the same employer again, of which the sources say nothing.</summary>
    public const string SameEmployer = "SAME_EMPLOYER";

    /// <summary>Reason of PAL-G: a municipal employer, which has lost most pay subsidy.</summary>
    public const string MunicipalEmployer = "MUNICIPAL_EMPLOYER";

    /// <summary>PAL-4.</summary>
    public static readonly RuleDescription AgainRule = new(
        "PAL-4",
        "Pay subsidy for the same person to a new workplace may be granted at once.",
        CitedTexts.ReportSlide("Palkkatuki", "The same employer again is not stated: a person decides."),
        PaySubsidyReform.Versions);

    /// <summary>PAL-G.</summary>
    public static readonly RuleDescription MunicipalRule = new(
        "PAL-G",
        "From 2025 municipal employers have lost most pay subsidy; what is left was not read, so a person decides.",
        new(EmploymentServicesAct.MunicipalEmployersProposal, "municipal employers", Certainty.Source, Note: "A summary of the proposal was read, not the enacted text."),
        [new(Era.E3, true, EmploymentServicesAct.Successor), new(Era.E4, true, EmploymentServicesAct.SuccessorInE4)]);

    /// <summary>Decides, by the law of the day of the decision. A day before the reform is answered, not thrown (PAL-0).</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="decidedOn">Day of the decision.</param>
    /// <param name="longUnemployment">The caller's own threshold of PAL-3; null = the assumed one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ground is none of its enum.</exception>
    public static PaySubsidyOutcome Decide(PaySubsidyFacts facts, DateOnly decidedOn, Threshold? longUnemployment = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!PaySubsidyReform.Supports(decidedOn))
        {
            return new(decidedOn, PaySubsidyVerdict.NotSupportedEra, [NotSupportedEra], [], null, [], [PaySubsidyReform.Rule.Citation]);
        }

        var municipalCounts = decidedOn >= MunicipalRule.Versions[0].From;
        var duration = SubsidyDuration.Decide(facts.ContinuouslyUnemployedSince, decidedOn, longUnemployment);
        var isMunicipal = facts.Employer is { IsKnown: true, Value: SubsidisedEmployer.Municipal };
        string[] refusing =
        [
            .. facts.Ground.State == FactState.KnownNone ? [NoGround] : Array.Empty<string>(),
            .. facts.JobStartsOn.IsKnown && facts.JobStartsOn.Value < decidedOn ? [JobStarted] : Array.Empty<string>(),
        ];
        string[] manual =
        [
            .. facts.EarlierWithSameEmployer is { IsKnown: true, Value: true } ? [SameEmployer] : Array.Empty<string>(),
            .. municipalCounts && isMunicipal ? [MunicipalEmployer] : Array.Empty<string>(),
        ];
        string[] missing =
        [
            .. Missing(facts.Ground.State, FactNames.PaySubsidyGround),
            .. Missing(facts.JobStartsOn.State, FactNames.JobStartsOn),
            .. Missing(facts.EarlierWithSameEmployer.State, FactNames.EarlierSubsidyWithSameEmployer),
            .. Missing(facts.Employer.State, FactNames.SubsidisedEmployer),
            .. duration.MissingFacts,
        ];
        var verdict = refusing.Length > 0 ? PaySubsidyVerdict.NotMet
            : missing.Length > 0 ? PaySubsidyVerdict.Unknown
            : manual.Length > 0 ? PaySubsidyVerdict.ManualDecision
            : PaySubsidyVerdict.MayBeGranted;
        return new(
            decidedOn,
            verdict,
            [.. refusing, .. manual],
            verdict == PaySubsidyVerdict.Unknown ? missing : [],
            duration,
            Rates(facts, decidedOn),
            [SubsidyCaps.Rule.CiteOn(decidedOn), AgainRule.CiteOn(decidedOn), .. municipalCounts ? [MunicipalRule.CiteOn(decidedOn)] : Array.Empty<Citation>()]);
    }

    private static SubsidyRate[] Rates(PaySubsidyFacts facts, DateOnly decidedOn) => !facts.Ground.IsKnown
        ? []
        :
        [
            GroundRates.Of(facts.Ground.Value, decidedOn),
            .. facts.Employer is { IsKnown: true, Value: SubsidisedEmployer.Association } ? [SubsidyCaps.Association(decidedOn)] : Array.Empty<SubsidyRate>(),
        ];

    private static string[] Missing(FactState state, string name) => state == FactState.Unknown ? [name] : [];
}

/// <summary>The rules' answer on an application.</summary>
/// <param name="AsOf">Day of the decision.</param>
/// <param name="Verdict">What may become of it.</param>
/// <param name="Reasons">Why it cannot be granted, or why a person decides; every one.</param>
/// <param name="MissingFacts">Codes of the facts that would settle it.</param>
/// <param name="Duration">How long (PAL-3); null in an era that is not supported.</param>
/// <param name="Rates">The rate of the ground first, then what an association may have at most; empty without a known ground.</param>
/// <param name="Citations">Where the conditions are laid down; duration and rates carry their own.</param>
public sealed record PaySubsidyOutcome(
    DateOnly AsOf,
    PaySubsidyVerdict Verdict,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> MissingFacts,
    SubsidyDurationOutcome? Duration,
    IReadOnlyList<SubsidyRate> Rates,
    IReadOnlyList<Citation> Citations)
{
    /// <summary>True when it rests on a text that was not read, as the duration always does; people must be told.</summary>
    public bool IsUnverified => (Duration?.IsUnverified ?? false) || Citations.Concat(Rates.SelectMany(r => r.Citations)).Any(c => c.IsUnverified);

    /// <summary>The verdict only.</summary>
    public override string ToString() => $"PAL {Verdict}";
}
