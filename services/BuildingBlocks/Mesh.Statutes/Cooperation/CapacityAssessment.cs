namespace Mesh.Statutes;

/// <summary>An assessment of work and functional capacity (työ- ja toimintakyvyn arviointi). A fact left out is unknown.</summary>
public sealed record CapacityAssessmentFacts
{
    /// <summary>When the client's own view was recorded; known none = it was not.</summary>
    public Fact<DateTimeOffset> ClientViewAt { get; init; }

    /// <summary>When the professional's detailed assessment was made; known none = it was not.</summary>
    public Fact<DateTimeOffset> ProfessionalAt { get; init; }

    /// <summary>Of each result, whether it says to which job or task it refers; known none = there are no results.</summary>
    public Fact<IReadOnlyList<bool>> ResultsReferToTask { get; init; }

    /// <summary>The type's name only: it is about a person's health.</summary>
    public override string ToString() => nameof(CapacityAssessmentFacts);
}

/// <summary>ASSESS-1…3: the client's view first, the professional always, each result relative to a job.</summary>
public static class CapacityAssessment
{
    /// <summary>The client's own view is not there.</summary>
    public const string ClientViewMissing = "CLIENT_VIEW_MISSING";

    /// <summary>The client's own view does not lie before the professional's.</summary>
    public const string ClientViewNotFirst = "CLIENT_VIEW_NOT_FIRST";

    /// <summary>The professional's detailed assessment is not there.</summary>
    public const string ProfessionalMissing = "PROFESSIONAL_ASSESSMENT_MISSING";

    /// <summary>There is no result.</summary>
    public const string ResultsMissing = "RESULTS_MISSING";

    /// <summary>A result refers to no job or task.</summary>
    public const string TaskMissing = "TASK_MISSING";

    /// <summary>ASSESS-1.</summary>
    public static readonly RuleDescription ClientFirst = CooperationTexts.Rule(
        "ASSESS-1", "The client's own view exists before the professional's.", CooperationTexts.Model("Työ- ja toimintakyvyn arviointi"));

    /// <summary>ASSESS-2.</summary>
    public static readonly RuleDescription ProfessionalAlways = CooperationTexts.Rule(
        "ASSESS-2", "A professional always makes the detailed assessment.", CooperationTexts.Model("Työ- ja toimintakyvyn arviointi"));

    /// <summary>ASSESS-3.</summary>
    public static readonly RuleDescription RelativeToTask = CooperationTexts.Rule(
        "ASSESS-3", "Each result of an assessment refers to a job or task.", CooperationTexts.Model("Työ- ja toimintakyvyn arviointi"));

    /// <summary>Answers the three rules, in order.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static IReadOnlyList<CooperationOutcome> Decide(CapacityAssessmentFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var client = facts.ClientViewAt;
        var professional = facts.ProfessionalAt;
        var results = facts.ResultsReferToTask;
        return
        [
            CooperationOutcome.All(
                ClientFirst,
                asOf,
                (IsThere(client.State), ClientViewMissing, "CLIENT_VIEW_AT"),

                // Without a professional's assessment nothing came before the client's view.
                (client.IsKnown ? Before(client.Value, professional) : Outcome.Met, ClientViewNotFirst, "PROFESSIONAL_AT")),
            CooperationOutcome.All(ProfessionalAlways, asOf, (IsThere(professional.State), ProfessionalMissing, "PROFESSIONAL_AT")),
            CooperationOutcome.All(
                RelativeToTask,
                asOf,
                (CooperationOutcome.Yes(results.Map(all => all.Count > 0)), ResultsMissing, "RESULTS_REFER_TO_TASK"),
                (results.IsKnown && results.Value.Contains(false) ? Outcome.NotMet : Outcome.Met, TaskMissing, "RESULTS_REFER_TO_TASK")),
        ];
    }

    private static Outcome Before(DateTimeOffset client, Fact<DateTimeOffset> professional) => professional.State == FactState.KnownNone
        ? Outcome.Met
        : CooperationOutcome.Yes(professional.Map(at => client < at));

    private static Outcome IsThere(FactState state) => state switch
    {
        FactState.Known => Outcome.Met,
        FactState.KnownNone => Outcome.NotMet,
        _ => Outcome.Unknown,
    };
}
