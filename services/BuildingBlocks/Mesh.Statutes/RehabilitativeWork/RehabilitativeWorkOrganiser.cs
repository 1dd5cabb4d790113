namespace Mesh.Statutes;

/// <summary>Who is responsible for organising rehabilitative work activity (järjestämisvastuu).</summary>
public enum Organiser
{
    /// <summary>kunta.</summary>
    Municipality = 1,

    /// <summary>hyvinvointialue.</summary>
    WellbeingServicesRegion = 2,
}

/// <summary>One organiser over days in a row.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day, included.</param>
/// <param name="Organiser">The organiser.</param>
/// <param name="Citation">Where it is laid down.</param>
public sealed record OrganiserSpan(DateOnly First, DateOnly Last, Organiser Organiser, Citation Citation);

/// <summary>KTT-ORG-1: the municipality to 31 December 2022, the wellbeing services region from 1 January 2023.</summary>
public static class RehabilitativeWorkOrganiser
{
    /// <summary>Id of the rule.</summary>
    public const string RuleId = "KTT-ORG-1";

    /// <summary>The rule described; the only one with an answer for days before E2.</summary>
    public static readonly RuleDescription Rule = new(
        RuleId,
        "The municipality organises rehabilitative work activity to the end of 2022, the wellbeing services region from then on; a placement that crosses the change has both, one after the other.",
        new(CitedTexts.RehabilitativeWorkActivityAct, "§ 6", Certainty.Source, "591/2022", "Of the amending act only the number was read."),
        RuleVersion.SinceE2(new(CitedTexts.RehabilitativeWorkActivityAct, "§ 6", Certainty.Source, "591/2022")));

    /// <summary>The organiser over time. The only figure older than E2: a placement may have begun before the change.</summary>
    public static readonly DatedFigure<Organiser> Figure = new(
        "KTT-ORG-1 organiser", "kind of organisation",
        new DatedValue<Organiser>(
            new(2001, 9, 1),
            Organiser.Municipality,
            CitedTexts.OriginalSection("§ 6.1", "The day the act came into force is from memory."),
            CitedTexts.CheckedOn),
        new DatedValue<Organiser>(
            Era.E2.From,
            Organiser.WellbeingServicesRegion,
            new(
                CitedTexts.RehabilitativeWorkActivityAct, "§ 6", Certainty.Source, "591/2022",
                "The change stands in the report; of the amending act only the number was read."),
            CitedTexts.CheckedOn));

    /// <summary>The organiser on a day.</summary>
    /// <exception cref="OutsideFormalisedLawException">The day is before the act.</exception>
    public static Organiser On(DateOnly day) => Figure.On(day).Value;

    /// <summary>The organisers of the days from first to last, each day in exactly one span: a placement that crosses the change has two.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    /// <exception cref="OutsideFormalisedLawException">The first day is before the act.</exception>
    public static IReadOnlyList<OrganiserSpan> Over(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        DateOnly[] begins = [first, .. Figure.Values.Select(v => v.From).Where(from => first < from && from <= last)];
        DateOnly[] ends = [.. begins.Skip(1).Select(next => next.AddDays(-1)), last];
        return [.. begins.Zip(ends, (from, to) => new OrganiserSpan(from, to, On(from), Figure.On(from).Citation))];
    }
}
