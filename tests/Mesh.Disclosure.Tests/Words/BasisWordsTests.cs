using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Every basis has a sentence in Finnish, Swedish and English.</summary>
public sealed class BasisWordsTests
{
    [Fact]
    public void Texts_WhenLanguagesAreCompared_HaveTheSameKeysAndAreNotBlank()
    {
        var keys = DisclosureTexts.All["fi"].Keys.Order(StringComparer.Ordinal).ToList();

        Assert.All(DisclosureTexts.All.Values, texts => Assert.Equal(keys, texts.Keys.Order(StringComparer.Ordinal)));
        Assert.All(DisclosureTexts.All.Values.SelectMany(texts => texts), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));

        // Word for word the same in two languages is one that nobody translated.
        Assert.All(keys, key => Assert.Equal(3, DisclosureTexts.All.Values.Select(texts => texts[key]).Distinct().Count()));
    }

    [Fact]
    public void Texts_WhenRulesAreRead_HaveOneForEveryFlowAndKindAndForNoOther()
    {
        var rules = DisclosureRules.All.Select(rule => BasisWords.KeyOf(rule.Flow, rule.Kind)).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.All(rules, key => Assert.NotNull(DisclosureTexts.Find(key)));
        Assert.Equal(rules, DisclosureTexts.All["fi"].Keys.Where(key => key[0] == 'F').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PERMIT", "DUTY", "F02", false, "Kela must tell the labour authority the paid days from which the need of an activation plan is counted.")]
    [InlineData("PERMIT", "DUTY", "F99", false, "The law obliges the holder to give the data.")]
    [InlineData("DENY", null, "F02", false, "No basis was found, so nothing was given.")]
    [InlineData("FAULT", "CONSENT", "F99", false, "Nothing was given. You consented to this.")]
    [InlineData("PERMIT", "RIGHT", "F99", true, "By law whoever asks has a right to the data. Your refusal does not bar this, because the basis is in the law.")]
    public void Basis_WhenToldInWords_SaysWhatCameOfItAndWhy(string outcome, string? kind, string? flow, bool passed, string words) =>
        Assert.Equal(words, BasisWords.Of(outcome, kind, flow, passed).En);

    [Fact]
    public void Use_WhenShown_HasItsBasisInThreeLanguages()
    {
        var shown = MyUses.Show(TestEntries.Full() with { RefusalPassed = null });

        Assert.Equal(DisclosureTexts.All["fi"]["F18.CONSENT"], shown.BasisText.Fi);
        Assert.Equal(DisclosureTexts.All["sv"]["F18.CONSENT"], shown.BasisText.Sv);
        Assert.Equal(DisclosureTexts.All["en"]["F18.CONSENT"], shown.BasisText.En);
        Assert.Equal(UseOutcome.Permit, shown.Outcome);
    }
}
