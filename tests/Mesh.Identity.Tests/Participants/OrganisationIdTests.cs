using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class OrganisationIdTests
{
    [Theory]
    [InlineData("0246246-0")]
    [InlineData("2296962-1")]
    [InlineData("3221308-6")]
    [InlineData("3221347-3")]
    [InlineData("0162193-3")]
    [InlineData("0124610-9")]
    public void Parse_WhenIdIsReal_WritesItBack(string text) => Assert.Equal(text, OrganisationId.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0246246-1")]
    [InlineData("246246-0")]
    [InlineData("02462460")]
    [InlineData("FI02462460")]
    [InlineData("0246246-0 ")]
    [InlineData("0246246–0")]
    [InlineData("٠246246-0")]
    [InlineData("0000001-1")]
    public void TryParse_WhenTextIsNoId_IsFalse(string? text)
    {
        Assert.False(OrganisationId.TryParse(text, out var organisation));
        Assert.Equal("", organisation.ToString());
        Assert.Throws<FormatException>(() => OrganisationId.Parse(text));
    }

    [Fact]
    public void TryParse_WhenRemainderIsOne_RefusesEveryCheckDigit()
    {
        // 7 × 8 = 56 = 5 × 11 + 1: the check digit would be 10.
        Assert.All(Enumerable.Range(0, 10), digit => Assert.False(OrganisationId.TryParse($"8000000-{digit}", out _)));
    }

    [Fact]
    public void TryParse_WhenTextIsAnything_DoesNotThrow() => Gen.OneOf(Gen.String, Gen.String[Gen.Char['-', '9'], 9, 9])
        .Sample(text => !OrganisationId.TryParse(text, out var organisation) || organisation.ToString() == text);
}
