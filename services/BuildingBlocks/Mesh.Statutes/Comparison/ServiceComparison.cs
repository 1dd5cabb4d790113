namespace Mesh.Statutes;

/// <summary>Services whose criteria are compared.</summary>
public enum ComparedService
{
    /// <summary>Activation plan (aktivointisuunnitelma), AKT-ELIG-*.</summary>
    ActivationPlan = 1,

    /// <summary>Rehabilitative work activity or a social, health or rehabilitation service that improves capacity, KTT-NEED-1.</summary>
    RehabilitativeWork,

    /// <summary>Multisectoral joint service (TYP), TYP-TG-* and TYP-NEED-1.</summary>
    JointService,

    /// <summary>Employment obligation of the home municipality (velvoitetyöllistäminen), VEL-*.</summary>
    EmploymentObligation,

    /// <summary>Pay subsidy (palkkatuki), PAL-*.</summary>
    PaySubsidy,

    /// <summary>Employment support for those who have reached 55, PAL-55-*.</summary>
    SeniorSupport,

    /// <summary>Job coaching (työhönvalmennus), COACH-2: a way of working, no act.</summary>
    JobCoaching,
}

/// <summary>One service's criteria over one client's facts.</summary>
/// <param name="Service">The service.</param>
/// <param name="AnyOf">Rules of which one is enough; empty when the service has no alternatives.</param>
/// <param name="AllOf">Rules that must be met besides.</param>
public sealed record ServiceComparison(
    ComparedService Service, IReadOnlyList<ProfiledAssessment> AnyOf, IReadOnlyList<ProfiledAssessment> AllOf)
{
    /// <summary>Every rule with its criteria, alternatives first.</summary>
    public IReadOnlyList<ProfiledAssessment> Rules => [.. AnyOf, .. AllOf];

    /// <summary>True when one rule lies on a boundary: the case goes to a person.</summary>
    public bool BoundaryDiscrepancy => AnyOf.Any(rule => rule.BoundaryDiscrepancy) || AllOf.Any(rule => rule.BoundaryDiscrepancy);

    /// <summary>True when an outcome rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Rules.Any(rule => rule.Statute.IsUnverified || rule.Report.IsUnverified);

    /// <summary>Met, not met or unknown in a profile.</summary>
    public Outcome Of(Profile profile)
    {
        var outcome = AnyOf.Count == 0 ? Outcome.Met : Outcome.NotMet;
        for (var i = 0; i < AnyOf.Count; i++)
        {
            outcome = Outcomes.Either(outcome, AnyOf[i].Of(profile).Outcome);
        }

        for (var i = 0; i < AllOf.Count; i++)
        {
            outcome = Outcomes.Both(outcome, AllOf[i].Of(profile).Outcome);
        }

        return outcome;
    }

    /// <summary>Facts that would settle an unknown outcome; empty when it is settled, or when no text that was read settles it.</summary>
    public IReadOnlyList<string> MissingFacts(Profile profile) =>
        Of(profile) != Outcome.Unknown ? [] : [.. Rules.SelectMany(rule => rule.Of(profile).MissingFacts).Distinct()];

    /// <summary>The service only; its outcome is about a person.</summary>
    public override string ToString() => Service.ToString();
}

/// <summary>Every service's criteria side by side.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="KnownOn">The date on which the facts were known; null when they are what the caller knew when it asked.</param>
/// <param name="Era">The era of the date, with the parties' names.</param>
/// <param name="Services">Every service once, met or not.</param>
/// <param name="Reviews">Where the reviews of the client's plans stand.</param>
public sealed record ComparisonOutcome(
    DateOnly AsOf, DateOnly? KnownOn, Era Era, IReadOnlyList<ServiceComparison> Services, IReadOnlyList<ReviewStanding> Reviews)
{
    /// <summary>Every rule of every service.</summary>
    public IReadOnlyList<ProfiledAssessment> Rules => [.. Services.SelectMany(service => service.Rules)];

    /// <summary>True when one rule lies on a boundary: the case goes to a person.</summary>
    public bool BoundaryDiscrepancy => Services.Any(service => service.BoundaryDiscrepancy);

    /// <summary>One service.</summary>
    public ServiceComparison Of(ComparedService service) => Services.Single(compared => compared.Service == service);

    /// <summary>Services that are so in a profile.</summary>
    public IReadOnlyList<ComparedService> With(Outcome outcome, Profile profile) =>
        [.. Services.Where(service => service.Of(profile) == outcome).Select(service => service.Service)];

    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(ComparisonOutcome);
}
