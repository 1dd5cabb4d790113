namespace Mesh.Statutes;

/// <summary>The fifteen signs of the need-identification checklist (S1, tarkistuslista). The source's two columns were rebuilt from a damaged text.</summary>
public enum NeedSign
{
    /// <summary>Peruskoulu mukautetulla opetussuunnitelmalla.</summary>
    AdaptedCurriculum = 1,

    /// <summary>Tavanomaisesta poikkeava koulutushistoria.</summary>
    UnusualEducationHistory,

    /// <summary>Kognitiiviset haasteet.</summary>
    CognitiveChallenges,

    /// <summary>Oppimisvaikeudet.</summary>
    LearningDifficulties,

    /// <summary>Autismikirjon diagnoosi.</summary>
    AutismSpectrum,

    /// <summary>Terveydelliset ongelmat.</summary>
    HealthProblems,

    /// <summary>Mielenterveys.</summary>
    MentalHealth,

    /// <summary>Toistuvat kuntoutusjaksot.</summary>
    RepeatedRehabilitation,

    /// <summary>Sosiaalinen toimintakyky.</summary>
    SocialFunctioning,

    /// <summary>Heikko kielitaito.</summary>
    WeakLanguageSkills,

    /// <summary>Tavanomaisesta poikkeava työhistoria.</summary>
    UnusualWorkHistory,

    /// <summary>Pitkittynyt työttömyys.</summary>
    ProlongedUnemployment,

    /// <summary>Vähäinen työkokemus.</summary>
    LittleWorkExperience,

    /// <summary>Taloudelliset vaikeudet.</summary>
    FinancialTrouble,

    /// <summary>Asuminen.</summary>
    Housing,
}

/// <summary>
/// NEED-CHK: one sign is enough that the need of support should be considered (tulisi). It suggests and never decides: nothing follows
/// from it but that a person looks.
/// </summary>
public static class NeedChecklist
{
    /// <summary>The rule described.</summary>
    public static readonly RuleDescription Rule = CooperationTexts.Rule(
        "NEED-CHK",
        "When any sign of the checklist is seen, the need of support should be considered: a suggestion, never a decision.",
        CooperationTexts.Model("Tunnistaminen", "Rebuilt from two damaged columns; the source's situations for direct referral to an assessment are not listed in it."));

    /// <summary>Looks at the signs. One that was not asked about is unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A sign is none of the fifteen.</exception>
    /// <exception cref="OutsideFormalisedLawException">The day is before 2023.</exception>
    public static NeedSuggestion Consider(IReadOnlyDictionary<NeedSign, bool> seen, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(seen);
        if (!seen.Keys.All(Enum.IsDefined))
        {
            throw new ArgumentOutOfRangeException(nameof(seen), "A sign is none of the checklist's.");
        }

        var citation = Rule.CiteOn(asOf);
        NeedSign[] ticked = [.. Enum.GetValues<NeedSign>().Where(sign => seen.TryGetValue(sign, out var yes) && yes)];
        NeedSign[] unasked = [.. Enum.GetValues<NeedSign>().Where(sign => !seen.ContainsKey(sign))];
        return new(
            asOf,
            ticked.Length > 0 ? Outcome.Met : unasked.Length > 0 ? Outcome.Unknown : Outcome.NotMet,
            ticked,
            ticked.Length > 0 ? [] : unasked,
            citation);
    }
}

/// <summary>Whether a person should consider the need of support.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="ConsiderationSuggested">Met, not met or unknown. No decision.</param>
/// <param name="Seen">The signs seen, in the checklist's order.</param>
/// <param name="MissingSigns">Signs not asked about that would settle it.</param>
/// <param name="Citation">Where it stands.</param>
public sealed record NeedSuggestion(
    DateOnly AsOf, Outcome ConsiderationSuggested, IReadOnlyList<NeedSign> Seen, IReadOnlyList<NeedSign> MissingSigns, Citation Citation)
{
    /// <summary>True when it rests on a text that was not read; people must be told.</summary>
    public bool IsUnverified => Citation.IsUnverified;

    /// <summary>Rule and outcome; the signs are about a person's health and life.</summary>
    public override string ToString() => $"{NeedChecklist.Rule.Id} {ConsiderationSuggested}";
}
