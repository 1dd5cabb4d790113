namespace Mesh.Statutes;

/// <summary>A service in a joint plan, as far as PLAN-CONTENT asks.</summary>
/// <param name="HasOrganiser">Whether its organiser is named.</param>
/// <param name="HasFirstDay">Whether it says when it starts; an end may be open.</param>
/// <param name="HasMeasure">Whether it says how success is measured.</param>
public sealed record PlanServiceContent(bool HasOrganiser, bool HasFirstDay, bool HasMeasure);

/// <summary>What a joint plan contains. Its author knows all of it, so nothing here is unknown.</summary>
public sealed record PlanContents
{
    /// <summary>Whether the client's own goals are there.</summary>
    public required bool HasClientGoals { get; init; }

    /// <summary>Its services, in order.</summary>
    public required IReadOnlyList<PlanServiceContent> Services { get; init; }

    /// <summary>Whether it says how it is followed.</summary>
    public required bool HasFollowUp { get; init; }

    /// <summary>Whether the responsible person is named.</summary>
    public required bool HasResponsiblePerson { get; init; }

    /// <summary>Whether the date of the next review is there.</summary>
    public required bool HasNextReview { get; init; }
}

/// <summary>An element that a plan lacks.</summary>
/// <param name="Code">Which, for example CLIENT_GOALS_MISSING.</param>
/// <param name="Service">Place of the service among the services, from 0; null when it is the plan's own.</param>
public sealed record MissingContent(string Code, int? Service);

/// <summary>PLAN-CONTENT: the smallest content of any joint plan.</summary>
public static class PlanContentRule
{
    /// <summary>The client's own goals are missing.</summary>
    public const string ClientGoals = "CLIENT_GOALS_MISSING";

    /// <summary>There is no service.</summary>
    public const string Services = "SERVICES_MISSING";

    /// <summary>A service's organiser is missing.</summary>
    public const string Organiser = "ORGANISER_MISSING";

    /// <summary>A service's dates are missing.</summary>
    public const string Dates = "DATES_MISSING";

    /// <summary>A service's measure is missing.</summary>
    public const string MeasureOfSuccess = "MEASURE_MISSING";

    /// <summary>The follow-up is missing.</summary>
    public const string FollowUp = "FOLLOW_UP_MISSING";

    /// <summary>The responsible person is missing.</summary>
    public const string ResponsiblePerson = "RESPONSIBLE_PERSON_MISSING";

    /// <summary>The date of the next review is missing.</summary>
    public const string NextReview = "NEXT_REVIEW_MISSING";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "PLAN-CONTENT",
        "Any joint plan has at least the client's own goals, services with organiser and dates, measure, follow-up, responsible person and the date of the next review.",
        CooperationTexts.Model("Erilaisia asiakassuunnitelmia"));

    /// <summary>Names every element a plan lacks.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static PlanContentOutcome Decide(PlanContents plan, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(
            asOf,
            [
                .. Lacks(plan.HasClientGoals, ClientGoals),
                .. Lacks(plan.Services.Count > 0, Services),
                .. plan.Services.SelectMany((service, index) => (MissingContent[])
                [
                    .. Lacks(service.HasOrganiser, Organiser, index),
                    .. Lacks(service.HasFirstDay, Dates, index),
                    .. Lacks(service.HasMeasure, MeasureOfSuccess, index),
                ]),
                .. Lacks(plan.HasFollowUp, FollowUp),
                .. Lacks(plan.HasResponsiblePerson, ResponsiblePerson),
                .. Lacks(plan.HasNextReview, NextReview),
            ],
            Rule.CiteOn(asOf));
    }

    private static MissingContent[] Lacks(bool has, string code, int? service = null) => has ? [] : [new(code, service)];
}

/// <summary>Whether a plan is complete.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Missing">Every element it lacks, in the order of a plan.</param>
/// <param name="Citation">Where it stands.</param>
public sealed record PlanContentOutcome(DateOnly AsOf, IReadOnlyList<MissingContent> Missing, Citation Citation)
{
    /// <summary>True when nothing is missing.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}
