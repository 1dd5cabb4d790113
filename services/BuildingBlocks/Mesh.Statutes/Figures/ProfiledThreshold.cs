namespace Mesh.Statutes;

/// <summary>One threshold in the wording of each profile.</summary>
/// <param name="Statute">As the act words it.</param>
/// <param name="Report">As the report's slide words it.</param>
public sealed record ProfiledThreshold(DatedFigure<Threshold> Statute, DatedFigure<Threshold> Report)
{
    /// <summary>The figure of a profile.</summary>
    public DatedFigure<Threshold> Of(Profile profile) => profile switch
    {
        Profile.Statute => Statute,
        Profile.Report => Report,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There are two profiles."),
    };

    /// <summary>A threshold with one value per profile, both in force from the same date.</summary>
    public static ProfiledThreshold From(
        DateOnly from, string name, string unit, (Threshold Threshold, Citation Citation) statute, (Threshold Threshold, Citation Citation) report) =>
        new(
            new($"{name}, STATUTE", unit, new DatedValue<Threshold>(from, statute.Threshold, statute.Citation, CitedTexts.CheckedOn)),
            new($"{name}, REPORT", unit, new DatedValue<Threshold>(from, report.Threshold, report.Citation, CitedTexts.CheckedOn)));
}
