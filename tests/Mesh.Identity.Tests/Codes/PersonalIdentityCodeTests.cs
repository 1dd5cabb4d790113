using System.Globalization;
using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class PersonalIdentityCodeTests
{
    [Theory]
    [InlineData("131052-308T", "1952-10-13", false)]
    [InlineData("100190-999P", "1990-01-10", true)]
    [InlineData("100190Y999P", "1990-01-10", true)]
    [InlineData("140501A902D", "2001-05-14", true)]
    [InlineData("030988-917F", "1988-09-03", true)]
    [InlineData("110290-9342", "1990-02-11", true)]
    [InlineData("311279-941D", "1979-12-31", true)]
    [InlineData("240895-9569", "1995-08-24", true)]
    [InlineData("030768-9636", "1968-07-03", true)]
    [InlineData("150364-9486", "1964-03-15", true)]
    public void Parse_WhenCodeIsValid_GivesBirthDateAndKind(string text, string birthDate, bool isArtificial)
    {
        var code = PersonalIdentityCode.Parse(text).Value;

        Assert.Equal(DateOnly.Parse(birthDate, CultureInfo.InvariantCulture), code.BirthDate);
        Assert.Equal(isArtificial, code.IsArtificial);
        Assert.Equal(text, code.Reveal());
    }

    [Theory]
    [InlineData(null, IdentityCodeFault.Missing)]
    [InlineData("", IdentityCodeFault.Missing)]
    [InlineData("140501A902", IdentityCodeFault.Length)]
    [InlineData(" 140501A902D", IdentityCodeFault.Length)]
    [InlineData("140501A902D\n", IdentityCodeFault.Length)]
    [InlineData("14O501A902D", IdentityCodeFault.Characters)]
    [InlineData("140501A-02D", IdentityCodeFault.Characters)]
    [InlineData("+40501A902D", IdentityCodeFault.Characters)]
    [InlineData("140501A 02D", IdentityCodeFault.Characters)]
    [InlineData("١40501A902D", IdentityCodeFault.Characters)]
    [InlineData("140501G902D", IdentityCodeFault.Separator)]
    [InlineData("140501a902D", IdentityCodeFault.Separator)]
    [InlineData("140501–902D", IdentityCodeFault.Separator)]
    [InlineData("290201A900X", IdentityCodeFault.Date)]
    [InlineData("000101A9000", IdentityCodeFault.Date)]
    [InlineData("011301A9000", IdentityCodeFault.Date)]
    [InlineData("290200-9000", IdentityCodeFault.Date)] // 1900 was no leap year
    [InlineData("010190-0010", IdentityCodeFault.IndividualNumber)]
    [InlineData("010190-0000", IdentityCodeFault.IndividualNumber)]
    [InlineData("010190-999K", IdentityCodeFault.CheckCharacter)]
    [InlineData("140501A902d", IdentityCodeFault.CheckCharacter)]
    public void Parse_WhenTextIsNoCode_GivesTheReason(string? text, IdentityCodeFault fault)
    {
        var result = PersonalIdentityCode.Parse(text);

        Assert.False(result.IsValid);
        Assert.Equal(fault, result.Fault);
    }

    [Fact]
    public void Value_WhenTextWasNoCode_ThrowsWithoutTheText()
    {
        var result = PersonalIdentityCode.Parse("010190-999K");

        var exception = Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.DoesNotContain("0101", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WhenOnlySeparatorDiffers_GivesTwoPeople()
    {
        var hyphen = PersonalIdentityCode.Parse("100190-999P").Value;
        var letter = PersonalIdentityCode.Parse("100190Y999P").Value;

        Assert.NotEqual(hyphen, letter);
        Assert.Equal(hyphen.BirthDate, letter.BirthDate);
        Assert.Equal(hyphen, PersonalIdentityCode.Parse("100190-999P").Value);
        Assert.Equal(hyphen.GetHashCode(), PersonalIdentityCode.Parse("100190-999P").Value.GetHashCode());
    }

    [Fact]
    public void Parse_WhenCodeIsGenerated_GivesItBack() => IdentityCodes.Valid.Sample(generated =>
    {
        var result = PersonalIdentityCode.Parse(generated.Text);

        Assert.Equal(IdentityCodeFault.None, result.Fault);
        Assert.Equal(generated.Text, result.Value.Reveal());
        Assert.Equal(generated.BirthDate, result.Value.BirthDate);
        Assert.Equal(generated.IndividualNumber >= 900, result.Value.IsArtificial);
    });

    [Fact]
    public void Parse_WhenOneCharacterOtherThanSeparatorChanges_Refuses() =>
        (from generated in IdentityCodes.Valid
         from position in Gen.Int[0, 9]
         from character in Gen.Char
         select (generated.Text, Position: position < 6 ? position : position + 1, Character: character))
        .Where(change => change.Text[change.Position] != change.Character)
        .Sample(change => Assert.False(PersonalIdentityCode.Parse(Changed(change)).IsValid));

    [Fact]
    public void Parse_WhenSeparatorChanges_RefusesOrGivesAnotherPerson() =>
        (from generated in IdentityCodes.Valid
         from character in Gen.OneOf(Gen.Char, Gen.Char["+-YXWVUABCDEF"])
         select (generated.Text, Position: 6, Character: character))
        .Where(change => change.Text[6] != change.Character)
        .Sample(change =>
        {
            var result = PersonalIdentityCode.Parse(Changed(change));
            Assert.True(!result.IsValid || !result.Value.Equals(PersonalIdentityCode.Parse(change.Text).Value));
        });

    [Fact]
    public void Parse_WhenTextIsAnything_DoesNotThrow() =>
        Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char, 11, 11],
            Gen.String[Gen.Char["0123456789+-YABCDEFdT"], 10, 12])
        .Sample(text => Assert.Equal(PersonalIdentityCode.Parse(text).IsValid, PersonalIdentityCode.Parse(text).Fault == IdentityCodeFault.None));

    [Fact]
    public void ToString_WhenCodeIsAny_ShowsNoCharacterOfIt() => IdentityCodes.Valid.Sample(generated =>
    {
        var code = PersonalIdentityCode.Parse(generated.Text).Value;

        Assert.DoesNotContain(code.ToString(), char.IsAsciiLetterOrDigit);
        Assert.DoesNotContain($"{code}", char.IsAsciiLetterOrDigit);
    });

    private static string Changed((string Text, int Position, char Character) change) =>
        string.Concat(change.Text.AsSpan(0, change.Position), [change.Character], change.Text.AsSpan(change.Position + 1));
}
