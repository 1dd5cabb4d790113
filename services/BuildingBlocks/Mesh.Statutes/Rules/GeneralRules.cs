namespace Mesh.Statutes;

/// <summary>
/// The rules of computing that every other rule follows, described. They bind since the first formalised day; the eras of the parties
/// did not touch them, so no later era makes them less sure.
/// </summary>
public static class GeneralRules
{
    private static readonly Citation Design = new("Product", "domain model 3.1", Certainty.Unsure, Note: "No text lays it down; chosen for the product.");

    /// <summary>GEN-TIME-1, <see cref="CivilTime.AddMonths"/>.</summary>
    public static readonly RuleDescription Months = Always(
        "GEN-TIME-1",
        "A period of months ends on the day of the same number, or on the month's last day when it has no such day; backwards the same way, in civil dates of Europe/Helsinki.",
        new(CitedTexts.StatutoryTimeAct, "§§ 3–4", Certainty.Verified));

    /// <summary>GEN-TIME-2, <see cref="CountedWindow.After"/>.</summary>
    public static readonly RuleDescription StartingDay = Always(
        "GEN-TIME-2",
        "The day of the starting event is not counted; the deadline day is in time, the day after is late.",
        new(CitedTexts.StatutoryTimeAct, "§ 2", Certainty.Verified));

    /// <summary>GEN-TIME-3, <see cref="Deadline"/>.</summary>
    public static readonly RuleDescription LastLawfulDate = Always(
        "GEN-TIME-3",
        "A period that ends on a Saturday, a holiday, Independence Day, May Day, Christmas Eve or Midsummer Eve goes on to the next working day: remind by the due date, call it overdue only after the last lawful date.",
        FinnishCalendar.Citation);

    /// <summary>GEN-AGE-1, <see cref="CivilTime.AgeOn"/>.</summary>
    public static readonly RuleDescription Age = Always(
        "GEN-AGE-1",
        "A year of age is complete on the birthday; for those born on 29 February on 28 February of a common year.",
        new(CitedTexts.StatutoryTimeAct, "§§ 3–4", Certainty.Unsure, Note: "That the leap day follows GEN-TIME-1 is a reading."));

    /// <summary>GEN-COUNT-1, <see cref="PaidDays"/>.</summary>
    public static readonly RuleDescription PaidDaysOnly = Always(
        "GEN-COUNT-1",
        "Days are benefit days actually paid up to the date asked about, as Kela tells them, never calendar days.",
        new("Kela", "paid benefit days", Certainty.FromMemory, Note: "Five days a week; no text was read."));

    /// <summary>GEN-COUNT-2, <see cref="CountedWindow.Rolling"/>.</summary>
    public static readonly RuleDescription Window = Always(
        "GEN-COUNT-2",
        "A window of months before a date leaves out the day of the same number and includes the date; the reading by ended calendar months is computed beside it.",
        new(CitedTexts.RehabilitativeWorkActivityAct, "§ 3.1(1)", Certainty.Unsure, "937/2012", "The wording was read; that \"kalenterikuukausi\" is rolling is a reading (A2)."));

    /// <summary>GEN-COUNT-3, <see cref="AssistanceMonths.EndedInARow"/>.</summary>
    public static readonly RuleDescription EndedMonths = Always(
        "GEN-COUNT-3",
        "Months of social assistance are the last ended calendar months in a row, each with assistance because of unemployment; they are full on the day after the last month ends.",
        new(CitedTexts.RehabilitativeWorkActivityAct, "§ 3", Certainty.Unsure, "937/2012", "The wording was read; counting by ended calendar months is a reading."));

    /// <summary>GEN-ROLE-1, <see cref="Era"/> and <see cref="DecidingAuthority"/>; which organisation it is, the directory says.</summary>
    public static readonly RuleDescription Parties = new(
        "GEN-ROLE-1",
        "Who is the labour authority and who the social-care party follows from date and municipality, never from the type of an organisation.",
        CitedTexts.ReportSlide("Osa 1, työnjako siirtymävaiheessa"),
        RuleVersion.SinceE2(CitedTexts.ReportSlide("Osa 1, työnjako siirtymävaiheessa")));

    /// <summary>ROLE-KEY. Description only: the directory decides.</summary>
    public static readonly RuleDescription LabourAuthorityKey = new(
        "ROLE-KEY",
        "The labour authority of a client is that of municipality, client group and date; a pilot municipality acts only for the pilot's client groups.",
        CitedTexts.ReportSlide("Kuntakokeilu"),
        RuleVersion.SinceE2(CitedTexts.ReportSlide("Kuntakokeilu")));

    /// <summary>GEN-KNOW-1, <see cref="RecordedFacts.AsKnownOn"/>; whoever keeps facts already as known on a date passes those.</summary>
    public static readonly RuleDescription KnownOn = Always(
        "GEN-KNOW-1",
        "When a fact was true and when it was known are both kept; a late correction never changes a past decision but is for a person to look at.",
        Design);

    private static RuleDescription Always(string id, string statement, Citation citation) =>
        new(id, statement, citation, [new(Era.E2, InForce: true, citation)]);
}
