namespace Mesh.Statutes;

/// <summary>A service that a client needs, over days in a row.</summary>
/// <param name="Service">Which service, as a code of the caller; the same code is the same service.</param>
/// <param name="From">First day.</param>
/// <param name="Through">Last day, included; null while the need has no end.</param>
public sealed record NeededService(string Service, DateOnly From, DateOnly? Through = null)
{
    /// <summary>The type's name only: it is about a person.</summary>
    public override string ToString() => nameof(NeededService);
}

/// <summary>NEED-MULTI: whoever needs several services at the same time is assessed multisectorally.</summary>
public static class MultisectoralNeed
{
    /// <summary>Code of the violation of a need that ends before it begins.</summary>
    public const string EndsBeforeStart = "ENDS_BEFORE_START";

    /// <summary>The fact asked for.</summary>
    public const string NeededServices = "NEEDED_SERVICES";

    /// <summary>One service alone.</summary>
    public const string NotSeveral = "NOT_SEVERAL_SERVICES";

    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "NEED-MULTI",
        "A client who needs several services at the same time is assessed multisectorally.",
        CooperationTexts.Model("Varmista monialaisuus"));

    /// <summary>How many services at the same time are several.</summary>
    public static readonly DatedFigure<int> Several = new(
        "NEED-MULTI services at the same time", "services",
        new DatedValue<int>(Era.E2.From, 2, CooperationTexts.Model("Varmista monialaisuus", "\"Several\" is read as two."), CitedTexts.CheckedOn));

    /// <summary>Whether a multisectoral assessment is required on a day.</summary>
    /// <exception cref="ContradictoryFactsException">A need ends before it begins.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static CooperationOutcome Decide(Fact<IReadOnlyList<NeededService>> services, DateOnly asOf)
    {
        var several = Several.On(asOf).Value;
        IReadOnlyList<NeededService> given = services.IsKnown ? services.Value : [];
        FactViolation[] violations = [.. given.Where(s => s.Through < s.From).Select(s => new FactViolation(EndsBeforeStart, NeededServices, s.From))];
        if (violations.Length > 0)
        {
            throw new ContradictoryFactsException(violations);
        }

        var onTheDay = services.Map(all => all.Where(s => s.From <= asOf && !(s.Through < asOf)).Select(s => s.Service).Distinct().Count());
        return CooperationOutcome.All(Rule, asOf, (CooperationOutcome.Yes(onTheDay.Map(count => count >= several)), NotSeveral, NeededServices));
    }
}
