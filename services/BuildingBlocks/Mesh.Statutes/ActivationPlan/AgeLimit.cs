namespace Mesh.Statutes;

/// <summary>The age that parts the two groups of § 3. "Yli 25-vuotiaat" of the slide is read as "25 vuotta täyttänyt" (A3), so nobody falls between.</summary>
public static class AgeLimit
{
    /// <summary>"alle 25-vuotias": to the day before the 25th birthday.</summary>
    public static readonly ProfiledThreshold Under25 = ProfiledThreshold.From(
        Era.E2.From, "Age under which § 3.1 applies", "completed years",
        (new(Measure.Years(25), Comparator.LessThan), CitedTexts.PlanSection("§ 3.1")),
        (new(Measure.Years(25), Comparator.LessThan), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5")));

    /// <summary>"25 vuotta täyttänyt": from the 25th birthday.</summary>
    public static readonly ProfiledThreshold Reached25 = ProfiledThreshold.From(
        Era.E2.From, "Age from which § 3.2 applies", "completed years",
        (new(Measure.Years(25), Comparator.AtLeast), CitedTexts.PlanSection("§ 3.2")),
        (new(Measure.Years(25), Comparator.AtLeast), CitedTexts.ReportSlide("Aktivointisuunnitelma 1/5", "Reading A3: 25 included.")));
}
