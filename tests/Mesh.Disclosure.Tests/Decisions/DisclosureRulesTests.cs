using Mesh.Identity;
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
    public void Rules_WhenByRight_NeedAnOpenCase() =>
        Assert.All(DisclosureRules.All.Where(rule => rule.Kind == BasisKind.Right), rule => Assert.NotNull(rule.Case));

    [Fact]
    public void Rules_WhenByConsent_CiteNothingAndNeedNothingElse() => Assert.All(
        DisclosureRules.All.Where(rule => rule.Kind == BasisKind.Consent),
        rule =>
        {
            Assert.Empty(rule.Citations);
            Assert.False(rule.NeedsOwnNotice);
            Assert.Null(rule.Case);
        });

    [Fact]
    public void Rules_WhenAnyKind_SayWhatTheyNeedInFull() => Assert.All(DisclosureRules.All, rule =>
    {
        Assert.NotEmpty(rule.Necessity);
        Assert.NotEmpty(rule.Categories);
        Assert.NotEmpty(rule.Purposes);
        Assert.Contains(rule.Holders, holder => rule.Recipients.Any(recipient => recipient != holder));
    });

    [Fact]
    public void Rules_WhenAgainstTheDomainModel_CoverEveryFlowOrSayWhyNot()
    {
        var flows = Enumerable.Range(1, 35).Select(number => $"F{number:00}").Append("F01a");

        var covered = DisclosureRules.All.Select(rule => rule.Flow).Distinct().ToList();
        var without = FlowWithoutRule.All.Select(flow => flow.Flow).ToList();

        Assert.Equal(flows.Order(StringComparer.Ordinal), covered.Concat(without).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rules_WhenResearch_OpenByConsentForNothingElse()
    {
        Assert.Contains(DisclosureRules.All, rule => rule.Purposes.Contains(Purpose.Research));
        Assert.All(DisclosureRules.All.Where(rule => rule.Purposes.Contains(Purpose.Research)), rule =>
        {
            Assert.Equal(BasisKind.Consent, rule.Kind);
            Assert.Equal([Purpose.Research], rule.Purposes);
        });
    }

    [Fact]
    public void Rules_WhenHealthOrNarrative_NeedConsentOrACaseThatIsMoreThanAttested() => Assert.All(
        DisclosureRules.All.Where(rule => rule.Categories.Any(CategoryTraits.IsSensitive) && rule.Kind != BasisKind.Consent),
        rule =>
        {
            Assert.Equal(BasisKind.Right, rule.Kind);
            Assert.Equal((CaseOwner.Joint, false), (rule.Case!.Owner, rule.Case.Attested));
        });

    [Fact]
    public void Rules_WhenPassingAContactBan_AreDutiesWhoseDataHasTheContact() => Assert.All(
        DisclosureRules.All.Where(rule => rule.DespiteContactBan),
        rule =>
        {
            Assert.Equal(BasisKind.Duty, rule.Kind);
            Assert.All(rule.Categories, category => Assert.True(category.TellsContact()));
        });

    [Fact]
    public void Rules_WhenOnSupersededText_SayItWhereverTheyAreCited()
    {
        var mapping = DisclosureRules.All.Where(rule => rule is { Flow: "F15" or "F16" or "F17", Kind: not BasisKind.Consent }).ToList();

        Assert.Equal(3, mapping.Count);
        Assert.All(mapping, rule =>
        {
            Assert.True(rule.RestsOnSupersededText);
            Assert.EndsWith("(superseded wording)", rule.CitationText, StringComparison.Ordinal);
        });
        Assert.All(
            DisclosureRules.All.Where(rule => !rule.RestsOnSupersededText),
            rule => Assert.DoesNotContain("superseded", rule.CitationText, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_WhenOff_AreTheMunicipalitysShareAlone() =>
        Assert.Equal(["F29"], DisclosureRules.All.Where(rule => !rule.IsOn).Select(rule => rule.Flow));

    [Fact]
    public void Categories_WhenInTheContract_AreInSomeRule() => Assert.All(
        Enum.GetValues<DataCategory>().Where(category => category != DataCategory.Unspecified),
        category => Assert.Contains(DisclosureRules.All, rule => rule.Categories.Contains(category)));

    [Fact]
    public void Categories_WhenThereIsAField_AreCalledLikeIt()
    {
        var names = Enum.GetValues<DataCategory>().Select(category => WireNames.Of(category).ToLowerInvariant());

        Assert.Empty(DisclosedContent.Descriptor.Fields.InDeclarationOrder().Select(field => field.Name)
            .Except(names).Except(["salt", "personal_identity_code"]));
    }

    [Fact]
    public void Rules_WhenBetweenTwoOfOneRole_AreNone() => Assert.DoesNotContain(
        DisclosureRules.All,
        rule => rule.IsBetween(People.Region, People.OtherRegion) || rule.IsBetween(People.TeOffice, People.Pilot));

    [Theory]
    [InlineData("F06", ParticipantRole.LabourAuthority)]
    [InlineData("F06", ParticipantRole.SocialCare)]
    public void Rules_WhenBothHold_AreBothHolders(string flow, ParticipantRole role) =>
        Assert.All(DisclosureRules.All.Where(rule => rule.Flow == flow), rule => Assert.Contains(role, rule.Holders));
}
