namespace Mesh.Statutes;

/// <summary>
/// When social assistance is prolonged, so that Kela tells the social-care party (F01). The source does not define it; the months of
/// AKT-ELIG-U25-3 and O25-3 are used, so that notice and criteria agree (A8). Only months in which the assistance was the main
/// livelihood count (AKT-MAIN-INCOME).
/// </summary>
public static class ProlongedAssistance
{
    /// <summary>AKT-MAIN-INCOME: which months count.</summary>
    public static readonly RuleDescription MainIncome = new(
        "AKT-MAIN-INCOME",
        "Months of social assistance count only when assistance because of unemployment is the main livelihood: a fact of its own, which Kela owns; unknown is not met.",
        CitedTexts.Handbook("Pääasiallinen toimeentulo"),
        RuleVersion.SinceE2(CitedTexts.Handbook("Pääasiallinen toimeentulo")));

    /// <summary>Threshold of people under 25.</summary>
    public const string Under25 = "ASSISTANCE_MONTHS_UNDER_25";

    /// <summary>Threshold of people who have turned 25.</summary>
    public const string From25 = "ASSISTANCE_MONTHS_FROM_25";

    /// <summary>Which threshold applies by age on a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static string ThresholdOf(DateOnly birthDate, DateOnly asOf) =>
        AgeLimit.Under25.Statute.On(asOf).Value.IsPassedBy(Measure.Years(CivilTime.AgeOn(birthDate, asOf))) ? Under25 : From25;

    /// <summary>Evaluates by the statute's figures.</summary>
    /// <param name="mainLivelihoodMonths">
    /// Months in which assistance because of unemployment was known to be the main livelihood: a month of which that is unknown is left
    /// out, and breaks the run like a month without assistance.
    /// </param>
    /// <param name="birthDate">Date of birth.</param>
    /// <param name="asOf">The date asked about; a month counts from the day after its last (GEN-COUNT-3).</param>
    /// <exception cref="ContradictoryFactsException">A month ended before birth.</exception>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static ProlongedAssistanceOutcome Evaluate(AssistanceMonths mainLivelihoodMonths, DateOnly birthDate, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(mainLivelihoodMonths);
        var era = Era.On(asOf);
        var violations = new ActivationPlanFacts { BirthDate = birthDate, SocialAssistanceMonths = Fact.Known(mainLivelihoodMonths) }.Violations();
        if (violations.Count > 0)
        {
            throw new ContradictoryFactsException(violations);
        }

        var threshold = ThresholdOf(birthDate, asOf);
        var figure = (threshold == Under25 ? SocialAssistanceUnder25.RequiredMonths : SocialAssistanceFrom25.RequiredMonths).Statute.On(asOf);
        var inARow = mainLivelihoodMonths.EndedInARow(asOf);
        return new(
            asOf,
            figure.Value.IsPassedBy(Measure.Months(inARow)) ? Outcome.Met : Outcome.NotMet,
            threshold,
            inARow,
            figure.Value.Value.Value,
            mainLivelihoodMonths.RunBegan(asOf),
            era.Cite(figure.Citation with { Note = $"{figure.Citation.Note} That Kela's notice goes by the same months is a reading (A8)." }));
    }
}

/// <summary>Whether assistance is prolonged.</summary>
/// <param name="AsOf">The date asked about.</param>
/// <param name="Reached">Met or not met.</param>
/// <param name="ThresholdCode">Which threshold applied by age on that date.</param>
/// <param name="EndedInARow">Ended months in a row.</param>
/// <param name="Required">Months required.</param>
/// <param name="RunBegan">First day of the unbroken run; null when there is none.</param>
/// <param name="Citation">Where the figure is laid down.</param>
public sealed record ProlongedAssistanceOutcome(
    DateOnly AsOf, Outcome Reached, string ThresholdCode, int EndedInARow, int Required, DateOnly? RunBegan, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Threshold and outcome; the months are about a person.</summary>
    public override string ToString() => $"{ThresholdCode} {Reached}";
}
