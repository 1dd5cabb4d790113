namespace Mesh.Statutes;

/// <summary>A rule as a reader meets it in <c>docs/law.md</c>: what it says, where that stands, and from when to when.</summary>
/// <param name="Id">Id of the rule, e.g. <c>TYP-MAP-1</c>.</param>
/// <param name="Statement">What it says, one English sentence, without the figures that stand beside it.</param>
/// <param name="Citation">Where it is laid down.</param>
/// <param name="Versions">Its versions, ascending by date.</param>
public sealed record RuleDescription(string Id, string Statement, Citation Citation, IReadOnlyList<RuleVersion> Versions)
{
    /// <summary>The version of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the first version.</exception>
    public RuleVersion On(DateOnly governingDate) => RuleVersion.On(Id, Versions, governingDate);

    /// <summary>The citation as an answer given on a date may carry it: no surer than the version in force.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the first version.</exception>
    public Citation CiteOn(DateOnly governingDate) => Cite(Citation, governingDate);

    /// <summary>Another citation that the answer rests on, no surer than the version in force.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before the first version.</exception>
    public Citation Cite(Citation read, DateOnly governingDate)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.NoSurerThan(On(governingDate).Citation);
    }
}
