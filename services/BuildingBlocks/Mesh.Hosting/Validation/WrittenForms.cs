using System.Buffers;
using System.Globalization;
using Google.Protobuf.Reflection;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Validation;

/// <summary>
/// The written forms of rules.proto. Exact: nothing is trimmed or folded, since ids and codes are compared byte by byte
/// in other organisations, in other languages.
/// </summary>
internal static class WrittenForms
{
    private const int Sha256Bytes = 32;
    private const int CodeLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary>Whether fields of the type can have the format; else the contract itself is wrong.</summary>
    public static bool Fits(Format format, FieldType type) => format switch
    {
        Format.Unspecified => true,
        Format.Sha256 => type == FieldType.Bytes,
        Format.Uuid or Format.CivilDate or Format.PersonalIdentityCode or Format.Participation
            or Format.MunicipalityCode or Format.Code => type == FieldType.String,
        _ => false,
    };

    /// <summary>The code and description of the violation; null when the text has the form.</summary>
    public static (string Code, string Description)? FaultOf(Format format, string text) => format switch
    {
        Format.Uuid => Unless(IsUuid(text), "FORMAT_UUID", "Must be a UUID in canonical lower-case form."),
        Format.CivilDate => Unless(IsCivilDate(text), "FORMAT_CIVIL_DATE", "Must be a date of the calendar, YYYY-MM-DD."),
        Format.PersonalIdentityCode => IdentityCodeFaultOf(text),
        Format.Participation => Unless(
            Participation.TryParse(text, out _),
            "FORMAT_PARTICIPATION",
            "Must be a participation, <business id>/<ROLE>, with a valid check digit."),
        Format.MunicipalityCode => Unless(
            text.Length == 3 && !text.AsSpan().ContainsAnyExcept(Digits),
            "FORMAT_MUNICIPALITY_CODE",
            "Must be a municipality code of three digits."),
        Format.Code => Unless(
            text.Length is > 0 and <= CodeLength && !text.AsSpan().ContainsAnyExcept(CodeCharacters),
            "FORMAT_CODE",
            "Must be 1 to 64 of A-Z, 0-9 and underscore."),
        _ => null,
    };

    /// <summary>The same for bytes, of which only the length is known here.</summary>
    public static (string Code, string Description)? FaultOf(Format format, int bytes) => format switch
    {
        Format.Sha256 => Unless(bytes == Sha256Bytes, "FORMAT_SHA256", "Must be a SHA-256 digest of 32 bytes."),
        _ => null,
    };

    // Guid.TryParseExact trims blanks and takes upper case.
    private static bool IsUuid(ReadOnlySpan<char> text) =>
        text.Length == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
        && !text[..8].ContainsAnyExcept(LowerHex) && !text[9..13].ContainsAnyExcept(LowerHex)
        && !text[14..18].ContainsAnyExcept(LowerHex) && !text[19..23].ContainsAnyExcept(LowerHex)
        && !text[24..].ContainsAnyExcept(LowerHex);

    private static bool IsCivilDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static (string Code, string Description)? IdentityCodeFaultOf(string text) =>
        PersonalIdentityCode.Parse(text).Fault switch
        {
            IdentityCodeFault.None => null,
            IdentityCodeFault.Missing => IdentityCode("MISSING", "it is empty"),
            IdentityCodeFault.Length => IdentityCode("LENGTH", "it does not have eleven characters"),
            IdentityCodeFault.Characters => IdentityCode("CHARACTERS", "it has another character where a digit belongs"),
            IdentityCodeFault.Separator => IdentityCode("SEPARATOR", "its seventh character is no separator"),
            IdentityCodeFault.Date => IdentityCode("DATE", "its date of birth is not in the calendar"),
            IdentityCodeFault.IndividualNumber => IdentityCode("INDIVIDUAL_NUMBER", "its individual number is below 002"),
            IdentityCodeFault.CheckCharacter => IdentityCode("CHECK_CHARACTER", "its check character does not belong to its digits"),
            _ => IdentityCode("OTHER", "it is not valid"),
        };

    private static (string Code, string Description) IdentityCode(string fault, string why) =>
        (ViolationCodes.IdentityCode + fault, $"Must be a personal identity code; {why}.");

    private static (string Code, string Description)? Unless(bool valid, string code, string description) =>
        valid ? null : (code, description);
}
