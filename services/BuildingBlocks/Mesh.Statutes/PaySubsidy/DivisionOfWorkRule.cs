namespace Mesh.Statutes;

/// <summary>PAL-5: subsidies leave the division of work between the authorities as it is, so the social-care party is told of none.</summary>
public static class DivisionOfWorkRule
{
    /// <summary>The rule.</summary>
    public static readonly RuleDescription Rule = new(
        "PAL-5",
        "Pay subsidy and 55+ support leave the division of work as it is: social care is not told of them.",
        CitedTexts.ReportSlide("Palkkatuki"),
        PaySubsidyReform.Versions);

    /// <summary>Who is told of a decision.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the reform.</exception>
    public static DivisionOfWorkOutcome Decide(DateOnly decidedOn) => new(decidedOn, TellsSocialCare: false, Rule.CiteOn(decidedOn));
}

/// <summary>Who is told of a decision on a subsidy.</summary>
/// <param name="AsOf">Day of the decision.</param>
/// <param name="TellsSocialCare">Whether the social-care party is told.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record DivisionOfWorkOutcome(DateOnly AsOf, bool TellsSocialCare, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;
}
