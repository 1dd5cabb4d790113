using Mesh.Eligibility;
using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What is put before the law: Kela's months and what the labour authority answered. What is null is unknown.</summary>
/// <param name="BirthDate">Date of birth, from the identity code.</param>
/// <param name="Months">Kela's months.</param>
/// <param name="Standing">The labour authority's answer.</param>
/// <param name="ExceptionRecorded">Whether the region has recorded that the job search is not valid.</param>
public sealed record AssistanceFacts(DateOnly BirthDate, ToldMonths Months, JobSearchStanding? Standing, bool ExceptionRecorded)
{
    /// <summary>The type's name only: every value is about a person.</summary>
    public override string ToString() => nameof(AssistanceFacts);
}

/// <summary>
/// The three questions of an assistance case put before the law: is a plan to be made (AKT-ELIG-U25-3, O25-3), who starts
/// (AKT-START-PRIO), may measures start (AKT-ORDER-1). Pure.
/// </summary>
/// <param name="Rules">The two rules in both profiles.</param>
/// <param name="Starts">Who starts.</param>
/// <param name="Measures">Whether measures may start.</param>
public sealed record AssistanceEvaluation(IReadOnlyList<RuleAssessment> Rules, StartingAuthorityOutcome Starts, MeasuresOutcome Measures)
{
    private static readonly ActivationPlanRule[] OfSocialCare =
        [.. ActivationPlanEligibility.Rules.Where(rule => rule.LaunchedBy == DecidingAuthority.SocialCare)];

    /// <summary>Evaluates as of a civil date.</summary>
    /// <exception cref="Grpc.Core.RpcException">FACTS_CONTRADICT.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before the formalised law.</exception>
    public static AssistanceEvaluation Of(AssistanceFacts known, DateOnly asOf)
    {
        // Months beside those that Kela told of are not known, and unknown is never "no assistance".
        var covered = known.Months.Covers(asOf, known.BirthDate);
        var facts = new ActivationPlanFacts
        {
            BirthDate = known.BirthDate,
            SocialAssistanceMonths = covered ? Fact.Known(known.Months.MainLivelihood) : default,
            SocialAssistanceIsMainLivelihood = covered ? known.Months.IsMainLivelihood(asOf) : default,
            EmploymentPlanMadeOn = Told(known.Standing, standing => standing.EmploymentPlanMadeOn),
            InterviewBookedFor = Told(known.Standing, standing => standing.InterviewBookedFor),
            InterviewHeldOn = Told(known.Standing, standing => standing.InterviewHeldOn),
        };
        facts.Violations().OrGoOn();
        return new AssistanceEvaluation(
            [.. OfSocialCare.Select(rule => rule.Assess(facts, asOf))],
            StartingAuthorityRule.Decide(BenefitPaid(known.Standing), Fact.Known(true), asOf),
            MeasuresBy(known.Standing, known.ExceptionRecorded, asOf));
    }

    /// <summary>AKT-ORDER-1 by itself, as when an exception is recorded.</summary>
    public static MeasuresOutcome MeasuresBy(JobSearchStanding? standing, bool exceptionRecorded, DateOnly asOf) => MeasuresOrderRule.Decide(
        new MeasuresFacts
        {
            // Whether the job search is valid is the labour authority's to say; the region's record stands only beside another answer.
            JobSearchValid = standing is { JobSearchValid: true } ? Fact.Known(true)
                : exceptionRecorded || standing is not null ? Fact.Known(false)
                : default,
            EmploymentPlanMadeOn = Told(standing, known => known.EmploymentPlanMadeOn),
            InterviewBookedFor = Told(standing, known => known.InterviewBookedFor),
            InterviewHeldOn = Told(standing, known => known.InterviewHeldOn),
        },
        asOf);

    /// <summary>Whether measures may start, as the contract says it.</summary>
    public static MeasuresState StateOf(MeasuresOutcome outcome) => outcome.MayStart switch
    {
        Outcome.Met => MeasuresState.Allowed,
        Outcome.NotMet => MeasuresState.Blocked,
        _ => MeasuresState.Unknown,
    };

    /// <summary>Who starts, as the contract says it.</summary>
    public StartingAuthority StartedBy => Starts.StartedBy switch
    {
        DecidingAuthority.LabourAuthority => StartingAuthority.LabourAuthority,
        DecidingAuthority.SocialCare => StartingAuthority.SocialCare,
        _ => StartingAuthority.Unspecified,
    };

    // The labour authority's own answer to the same question says whether it knows of unemployment benefit being paid.
    internal static Fact<bool> BenefitPaid(JobSearchStanding? standing) => standing?.StartingAuthority switch
    {
        StartingAuthority.LabourAuthority => Fact.Known(true),
        StartingAuthority.SocialCare => Fact.Known(false),
        _ => default,
    };

    internal static Fact<DateOnly> Told(JobSearchStanding? standing, Func<JobSearchStanding, string> date) => standing is null
        ? default
        : WireDate.ReadOptional(date(standing)) is { } known ? Fact.Known(known) : Fact.KnownNone<DateOnly>();
}
