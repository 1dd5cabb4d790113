namespace Mesh.Statutes;

/// <summary>One worker's time as the responsible one (asiakasvastaava).</summary>
/// <param name="From">First day.</param>
/// <param name="Through">Last day, included; null while it lasts.</param>
/// <param name="Accepted">Whether the worker took the client on; asked of every one but the first.</param>
public sealed record ResponsibleSpell(DateOnly From, DateOnly? Through, bool Accepted)
{
    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(ResponsibleSpell);
}

/// <summary>A client's path as RESP-1 sees it.</summary>
public sealed record PathFacts
{
    /// <summary>Code of the violation of days that end before they begin.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>Code of the violation of a worker responsible before the path was opened.</summary>
    public const string BeforePath = "BEFORE_PATH";

    /// <summary>First day of the path.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Last day of the path, included; null while it is open.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Everybody who was responsible, in any order; known none = nobody was.</summary>
    public Fact<IReadOnlyList<ResponsibleSpell>> Responsible { get; init; }

    /// <summary>Whether the responsible worker of today has a social or health education; asked only of a team's coordinator.</summary>
    public Fact<bool> HasSocialOrHealthEducation { get; init; }

    /// <summary>Whether the responsible worker of today coordinates in a work-ability team.</summary>
    public bool CoordinatesInTeam { get; init; }

    /// <summary>Every contradiction in the facts. That two are responsible at once is no contradiction but what the rule looks for.</summary>
    public IReadOnlyList<FactViolation> Violations() =>
    [
        .. ClosedOn < OpenedOn ? [new FactViolation(EndsBeforeStart, "PATH", ClosedOn)] : Array.Empty<FactViolation>(),
        .. Spells.Where(s => s.Through < s.From).Select(s => new FactViolation(EndsBeforeStart, ResponsibleWorker.FactName, s.From)),
        .. Spells.Where(s => s.From < OpenedOn).Select(s => new FactViolation(BeforePath, ResponsibleWorker.FactName, s.From)),
    ];

    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(PathFacts);

    internal IReadOnlyList<ResponsibleSpell> Spells => Responsible.IsKnown ? Responsible.Value : [];
}

/// <summary>RESP-1: an open path has exactly one responsible worker every day; a change is a hand-over that the new one accepts.</summary>
public static class ResponsibleWorker
{
    /// <summary>On some day nobody is responsible.</summary>
    public const string Nobody = "NOBODY_RESPONSIBLE";

    /// <summary>On some day several are responsible.</summary>
    public const string Several = "SEVERAL_RESPONSIBLE";

    /// <summary>A hand-over was not accepted.</summary>
    public const string NotAccepted = "HANDOVER_NOT_ACCEPTED";

    /// <summary>A team's coordinator without social or health education.</summary>
    public const string EducationMissing = "EDUCATION_MISSING";

    internal const string FactName = "RESPONSIBLE_WORKERS";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "RESP-1",
        "Each open path has exactly one responsible worker; a change is a hand-over that the new one accepts; a coordinator in the team has a social or health education.",
        CooperationTexts.ServicePaths("Asiakasvastaava", "Also TEOT; the education is South Karelia's requirement alone."));

    /// <summary>Looks at every day from the path's opening to the day asked about, or to its end.</summary>
    /// <exception cref="ContradictoryFactsException">The facts contradict each other; check <see cref="PathFacts.Violations"/> first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome Decide(PathFacts facts, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Violations() is { Count: > 0 } violations)
        {
            throw new ContradictoryFactsException(violations);
        }

        var last = facts.ClosedOn < asOf ? facts.ClosedOn.Value : asOf;
        ResponsibleSpell[] spells = [.. facts.Spells.Where(s => s.From <= last).OrderBy(s => s.From)];
        var known = facts.Responsible.State != FactState.Unknown;
        return CooperationOutcome.All(
            Rule,
            asOf,
            (Holds(known, !HasGap(spells, facts.OpenedOn, last)), Nobody, FactName),
            (Holds(known, !HasOverlap(spells)), Several, FactName),
            (Holds(known, spells.Skip(1).All(s => s.Accepted)), NotAccepted, FactName),
            (facts.CoordinatesInTeam ? CooperationOutcome.Yes(facts.HasSocialOrHealthEducation) : Outcome.Met, EducationMissing, "SOCIAL_OR_HEALTH_EDUCATION"));
    }

    private static Outcome Holds(bool known, bool holds) => !known ? Outcome.Unknown : holds ? Outcome.Met : Outcome.NotMet;

    // In day numbers, so that a spell without an end overflows nowhere.
    private static bool HasGap(ResponsibleSpell[] spells, DateOnly first, DateOnly last)
    {
        var uncovered = first.DayNumber;
        foreach (var spell in spells)
        {
            if (spell.From.DayNumber > uncovered)
            {
                return true;
            }

            uncovered = Math.Max(uncovered, (spell.Through ?? last).DayNumber + 1);
        }

        return uncovered <= last.DayNumber;
    }

    private static bool HasOverlap(ResponsibleSpell[] spells) =>
        spells.Zip(spells.Skip(1)).Any(pair => pair.First.Through is not { } through || pair.Second.From <= through);
}
