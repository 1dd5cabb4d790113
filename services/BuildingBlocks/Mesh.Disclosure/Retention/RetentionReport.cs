namespace Mesh.Disclosure;

/// <summary>How long the owner keeps rows: the rules' periods, or longer ones.</summary>
public sealed record RetentionPeriods
{
    private readonly Dictionary<RetentionKind, int> _months = [];

    /// <summary>Those of the rules, with these instead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is shorter than its rule, or longer than a century.</exception>
    public RetentionPeriods(IReadOnlyDictionary<RetentionKind, int>? longer = null)
    {
        foreach (var rule in RetentionRules.All)
        {
            var months = longer?.GetValueOrDefault(rule.Kind, rule.Months) ?? rule.Months;
            ArgumentOutOfRangeException.ThrowIfLessThan(months, rule.Months, nameof(longer));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(months, Century, nameof(longer));
            _months[rule.Kind] = months;
        }
    }

    /// <summary>Most months that a period can have.</summary>
    public const int Century = 1200;

    /// <summary>The period of a kind.</summary>
    public int Of(RetentionKind kind) => _months[kind];
}

/// <summary>What came of a run, of one kind of rows.</summary>
/// <param name="Kind">Which rows.</param>
/// <param name="Months">The period it was counted with.</param>
/// <param name="Before">The first day of which rows are kept.</param>
/// <param name="Erased">How many were erased; of a dry run, how many would have been.</param>
/// <param name="Held">How many have had their time and stay, because a hold is on them or on an earlier one of the same chain, or an entry rests on them.</param>
/// <param name="Damaged">Entries that are not what was sealed: they stay, as evidence.</param>
public sealed record RetentionCount(RetentionKind Kind, int Months, DateOnly Before, long Erased, long Held, IReadOnlyList<Guid> Damaged);

/// <summary>What came of a run.</summary>
/// <param name="RunId">The run; the flow under which the journal has it.</param>
/// <param name="Counts">Of each kind that the owner erases.</param>
public sealed record RetentionReport(Guid RunId, IReadOnlyList<RetentionCount> Counts);
