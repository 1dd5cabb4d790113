namespace Mesh.Disclosure;

/// <summary>Of everything that is lacking, what came closest to a disclosure.</summary>
internal static class NearestMiss
{
    /// <summary>The reason that comes first in <see cref="DenialReason"/>.</summary>
    public static DenialReason Of(Question question) => ByRules(question)
        .Concat(StatuteGrounds.Misses(question))
        .Concat(ConsentGrounds.Misses(question))
        .Min();

    private static IEnumerable<DenialReason> ByRules(Question question)
    {
        if (question.RulesOfCategories.Count == 0)
        {
            yield return DenialReason.NoRule;
        }
        else if (question.Rules.Count == 0)
        {
            yield return DenialReason.OtherPurpose;
        }
    }
}
