namespace Mesh.Statutes;

/// <summary>The age that parts TYP-TG-2 and -3; nobody falls between.</summary>
public static class JointServiceAge
{
    /// <summary>"alle 25-vuotias": to the day before the 25th birthday.</summary>
    public static readonly ProfiledThreshold Under25 = ProfiledThreshold.From(
        Era.E2.From, "Age under which TYP-TG-2 applies", "completed years",
        (new(Measure.Years(25), Comparator.LessThan), JointServiceAct.Section("§ 2.2(3)")),
        (new(Measure.Years(25), Comparator.LessThan), JointServiceAct.Slide("1/6")));

    /// <summary>"25 vuotta täyttänyt": from the 25th birthday.</summary>
    public static readonly ProfiledThreshold Reached25 = ProfiledThreshold.From(
        Era.E2.From, "Age from which TYP-TG-3 applies", "completed years",
        (new(Measure.Years(25), Comparator.AtLeast), JointServiceAct.Section("§ 2.2(2)")),
        (new(Measure.Years(25), Comparator.AtLeast), JointServiceAct.Slide("1/6")));
}
