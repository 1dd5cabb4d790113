using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Eligibility.V1;

namespace Mesh.Eligibility;

/// <summary>A comparison as the contract says it.</summary>
internal static class CriteriaMessage
{
    public static CriteriaAnswer Of(ComparisonOutcome compared, NextChange? next, IReadOnlyList<GatheredFrom> origins, Profile profile, Language? explainIn)
    {
        var answer = new CriteriaAnswer
        {
            AsOf = WireDate.Write(compared.AsOf),
            Era = compared.Era.Id,
            Profile = EvidenceMessage.Of(profile),
            Services = { compared.Services.Select(service => Service(service, profile, explainIn)) },
            Reviews = { compared.Reviews.Select(review => Review(review, explainIn)) },
            Origins = { origins.Select(Origin) },
        };
        if (next is not null)
        {
            answer.NextTurn = new NextTurn { On = WireDate.Write(next.On), RuleIds = { next.RuleIds } };
        }

        return answer;
    }

    /// <summary>Services met in the organisation's profile.</summary>
    public static IEnumerable<ComparedServiceKind> Met(ComparisonOutcome compared, Profile profile) =>
        compared.With(Outcome.Met, profile).Select(Kind);

    /// <summary>The language; null for none.</summary>
    public static Language? Of(ExplanationLanguage language) => language switch
    {
        ExplanationLanguage.Fi => Language.Finnish,
        ExplanationLanguage.Sv => Language.Swedish,
        ExplanationLanguage.En => Language.English,
        _ => null,
    };

    private static ServiceCriteria Service(ServiceComparison service, Profile profile, Language? explainIn) => new()
    {
        Service = Kind(service.Service),
        Name = explainIn is { } language ? Explanations.NameOf(service.Service, language) : "",
        Result = EvidenceMessage.Of(service.Of(profile)),
        Statute = EvidenceMessage.Of(service.Of(Profile.Statute)),
        Report = EvidenceMessage.Of(service.Of(Profile.Report)),
        BoundaryDiscrepancy = service.BoundaryDiscrepancy,
        Unverified = service.IsUnverified,
        MissingFacts = { service.MissingFacts(profile).Select(WireNames.UpperSnake) },
        Rules =
        {
            service.AnyOf.Select(rule => Rule(rule, isAlternative: true, explainIn)),
            service.AllOf.Select(rule => Rule(rule, isAlternative: false, explainIn)),
        },
    };

    private static ServiceRule Rule(ProfiledAssessment rule, bool isAlternative, Language? explainIn) => new()
    {
        RuleId = rule.RuleId,
        IsAlternative = isAlternative,
        Statute = EvidenceMessage.Of(rule.Statute, explainIn),
        Report = EvidenceMessage.Of(rule.Report, explainIn),
        BoundaryReasons = { rule.BoundaryReasons.Select(reason => WireNames.UpperSnake(reason.ToString())) },
        BoundaryTexts = { explainIn is { } language ? rule.BoundaryReasons.Select(reason => Explanations.Explain(reason, language)) : [] },
    };

    private static ReviewDue Review(ReviewStanding review, Language? explainIn) => new()
    {
        RuleId = review.RuleId,
        Timing = review.State switch
        {
            ReviewState.None => ReviewTiming.None,
            ReviewState.Upcoming => ReviewTiming.Upcoming,
            ReviewState.Due => ReviewTiming.Due,
            ReviewState.Overdue => ReviewTiming.Overdue,
            _ => ReviewTiming.Unspecified,
        },
        DueDate = WireDate.WriteOptional(review.Deadline?.DueDate),
        LastLawfulDate = WireDate.WriteOptional(review.Deadline?.LastLawfulDate),
        Unverified = review.IsUnverified,
        Explanation = explainIn is { } language ? Explanations.Explain(review, language) : "",
    };

    private static FactOrigin Origin(GatheredFrom origin) => new()
    {
        Category = origin.Category,
        Holder = origin.Holder?.ToString() ?? "",
        Source = origin.Source,
        DisclosureId = origin.DisclosureId?.ToString() ?? "",
        KnownOn = WireDate.WriteOptional(origin.KnownOn),
    };

    private static ComparedServiceKind Kind(ComparedService service) => service switch
    {
        ComparedService.ActivationPlan => ComparedServiceKind.ActivationPlan,
        ComparedService.RehabilitativeWork => ComparedServiceKind.RehabilitativeWork,
        ComparedService.JointService => ComparedServiceKind.JointService,
        ComparedService.EmploymentObligation => ComparedServiceKind.EmploymentObligation,
        ComparedService.PaySubsidy => ComparedServiceKind.PaySubsidy,
        ComparedService.SeniorSupport => ComparedServiceKind.SeniorSupport,
        ComparedService.JobCoaching => ComparedServiceKind.JobCoaching,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Every service has its word in the contract."),
    };
}
