namespace Mesh.Statutes;

/// <summary>A span in which the parties of the law bear the same names. E1 (to 31.12.2022) is outside the formalised law.</summary>
/// <param name="Id">E2, E3 or E4.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included; null for the era that has no known end.</param>
/// <param name="LabourAuthority">Finnish name of the labour authority in it.</param>
/// <param name="SocialCare">Finnish name of the social-care party in it.</param>
/// <param name="Citation">What began it.</param>
public sealed record Era(string Id, DateOnly From, DateOnly? To, string LabourAuthority, string SocialCare, Citation Citation)
{
    /// <summary>Wellbeing services regions take the municipalities' place.</summary>
    public static readonly Era E2 = new(
        "E2", new(2023, 1, 1), new(2024, 12, 31), "TE-toimisto", "hyvinvointialue", CitedTexts.PlanSection("§ 3"));

    /// <summary>TE offices end; the employment authority takes their place.</summary>
    public static readonly Era E3 = new(
        "E3", new(2025, 1, 1), new(2025, 12, 31), "työvoimaviranomainen", "hyvinvointialue",
        new(CitedTexts.RehabilitativeWorkActivityAct, "§ 3", Certainty.FromMemory, "399/2023", "That 399/2023 amends the act was read; its wording was not."));

    /// <summary>The multisectoral employment plan replaces the activation plan for benefit recipients.</summary>
    public static readonly Era E4 = new(
        "E4", new(2026, 1, 1), null, "työvoimaviranomainen", "hyvinvointialue",
        new(CitedTexts.PlanReformProposal, "189/2001 § 3", Certainty.Unsure, Note: "A committee report supports the proposal; the enacted text was not read."));

    /// <summary>Every formalised era, ascending, without a gap.</summary>
    public static IReadOnlyList<Era> All { get; } = [E2, E3, E4];

    /// <summary>The era of a date.</summary>
    /// <exception cref="OutsideFormalisedLawException">The date is before 2023.</exception>
    public static Era On(DateOnly governingDate)
    {
        for (var i = All.Count - 1; i >= 0; i--)
        {
            if (All[i].From <= governingDate)
            {
                return All[i];
            }
        }

        throw new OutsideFormalisedLawException("The law", All[0].From);
    }

    /// <summary>
    /// A citation as an answer given in this era may carry it: no surer than the era itself. A section read in the wording of E2 may
    /// have been amended by an act that nobody here has read.
    /// </summary>
    public Citation Cite(Citation read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return read.NoSurerThan(Citation);
    }
}
