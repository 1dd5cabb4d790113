using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class DisclosureRulesTests
{
    [Fact]
    public void Rules_WhenStatutory_CiteALawAndNeedANoticeOrACase() => Assert.All(
        DisclosureRules.All.Where(rule => rule.Kind != BasisKind.Consent),
        rule =>
        {
            Assert.NotEmpty(rule.Citations);
            Assert.True(rule.NeedsOwnNotice || rule.Case is not null);
        });

    [Fact]
    public void Rules_WhenByConsent_CiteNothing() =>
        Assert.All(DisclosureRules.All.Where(rule => rule.Kind == BasisKind.Consent), rule => Assert.Empty(rule.Citations));

    [Fact]
    public void Categories_WhenInTheContract_HaveOneHolderAndAFieldEach()
    {
        foreach (var category in Enum.GetValues<DataCategory>().Where(category => category != DataCategory.Unspecified))
        {
            Assert.Single(DisclosureRules.All.Where(rule => rule.Categories.Contains(category)).Select(rule => rule.Holder).Distinct());
            Assert.NotNull(DisclosedContent.Descriptor.FindFieldByName(WireNames.Of(category).ToLowerInvariant()));
        }
    }
}
