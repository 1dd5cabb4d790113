using CsCheck;
using Mesh.Hosting.Logging;

namespace Mesh.Hosting.Tests.Logging;

public class RedactorTests
{
    private const string Separators = "+-YXWVUABCDEF";
    private const string Token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    // No character that could be part of a code or token: what stands beside a planted one must not change what it is.
    private static readonly Gen<string> Between = Gen.String[Gen.Char["ghijk .,:;/?!'\"<>()={}\\äöÅ\n\t\u2028\uD83D"], 0, 20];

    [Fact]
    public void Redact_WhenCodesArePlantedInText_FindsEachOfThem() =>
        Gen.Select(Between, Gen.Int[0, 999_999], Gen.Char[Separators], Gen.Int[0, 999], Gen.Char["0123456789ABCDEFHJKLMNPRSTUVWXYt"], Between)
            .Sample((before, date, separator, number, check, after) =>
            {
                var code = $"{date:D6}{separator}{number:D3}{check}";
                Assert.Equal($"{before}[identity-code]{after}", Redactor.Redact(before + code + after));
                Assert.Equal("[identity-code], [identity-code]", Redactor.Redact($"{code}, {code}"));
            });

    [Fact]
    public void Redact_WhenTokensArePlantedInText_TakesThemOutWhole() =>
        Gen.Select(Between, Between).Sample((before, after) =>
            Redactor.Redact($"{before} {Token} {after}") == $"{before} [token] {after}");

    [Theory]
    [InlineData("Authorization: Bearer " + Token, "Authorization: Bearer [token]")]
    [InlineData("access_token=" + Token + "&x=1", "access_token=[token]&x=1")]
    [InlineData("bearer 0123456789abcdefOPAQUE", "bearer [token]")]
    [InlineData("eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d", "[token]")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9", "[token]")]
    [InlineData("ankle%3D131052-308T&x", "ankle%3D[identity-code]&x")]
    public void Redact_WhenTextHasASecret_TakesItOut(string text, string expected) =>
        Assert.Equal(expected, Redactor.Redact(text));

    [Theory]
    [InlineData("")]
    [InlineData("Case 01980000-0000-7000-8000-00000000000a is open since 2024-02-29.")]
    [InlineData("trace 131052a308f0123456789abcdef01234, participant 0246246-0/SOCIAL_INSURANCE")]
    [InlineData("The bearer of a certificate; Eyjafjallajökull")]
    public void Redact_WhenTextHasNoSecret_KeepsIt(string text) => Assert.Equal(text, Redactor.Redact(text));
}
