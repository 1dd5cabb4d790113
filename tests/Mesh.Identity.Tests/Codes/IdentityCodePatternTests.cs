using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class IdentityCodePatternTests
{
    [Theory]
    [InlineData("the client 140501A902D called")]
    [InlineData("hetu=140501A902D&x=1")]
    [InlineData("hetu140501A902D")]
    [InlineData("{\"code\":\"140501A902D\"}")]
    [InlineData("\\n140501A902D")]
    [InlineData("\\b140501A902D")]
    [InlineData("140501A902X")] // wrong check character
    [InlineData("290201A900X")] // no such day
    [InlineData("140501a902d")]
    [InlineData("100190–999P")]
    [InlineData("100150%2B999P")]
    [InlineData("100150\\u002B999P")]
    [InlineData("q=%20140501A902D")]
    [InlineData("140501A902D,100190-999P")]
    public void Redact_WhenTextHoldsWhatLooksLikeACode_LeavesNothingOfIt(string text)
    {
        var redacted = IdentityCodePattern.Redact(text);

        Assert.True(IdentityCodePattern.IsIn(text));
        Assert.Contains(IdentityCodePattern.Replacement, redacted, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]{3}", redacted.Replace("u002B", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0246246-0/SOCIAL_INSURANCE")]
    [InlineData("2024-12-31T10:15:30.1234567Z")]
    [InlineData("019123456-7890")]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    public void IsIn_WhenTextHoldsOtherNumbers_IsFalse(string text) => Assert.False(IdentityCodePattern.IsIn(text));

    [Fact]
    public void IsIn_WhenTextIsAUuidOrTraceId_IsFalse() =>
        Gen.Guid.Sample(id => !IdentityCodePattern.IsIn(id.ToString()) && !IdentityCodePattern.IsIn(id.ToString("N")));

    [Fact]
    public void Redact_WhenCodeStandsAmongWords_FindsEveryValidCode() =>
        IdentityCodes.Valid.Sample(code => IdentityCodePattern.Redact($"see {code.Text}.") == $"see {IdentityCodePattern.Replacement}.");
}
