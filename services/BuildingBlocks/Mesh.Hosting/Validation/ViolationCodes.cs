namespace Mesh.Hosting.Validation;

/// <summary>
/// Codes of <see cref="RequestRules"/>. A broken format has the format's own name in rules.proto, for example FORMAT_UUID;
/// a personal identity code has IDENTITY_CODE_ and the first fault, for example IDENTITY_CODE_CHECK_CHARACTER.
/// </summary>
public static class ViolationCodes
{
    /// <summary>Nothing was given where the contract requires something.</summary>
    public const string Required = "REQUIRED";

    /// <summary>A number that the enum does not have: proto3 enums are open, so parsing lets it through.</summary>
    public const string UnknownValue = "UNKNOWN_VALUE";

    /// <summary>A text with U+0000, which no database of text keeps.</summary>
    public const string NulCharacter = "NUL_CHARACTER";

    /// <summary>A text longer than max_length.</summary>
    public const string TooLong = "TOO_LONG";

    /// <summary>More elements than max_items; what is beyond them is not looked at.</summary>
    public const string TooMany = "TOO_MANY";

    /// <summary>A number or time outside its range.</summary>
    public const string OutOfRange = "OUT_OF_RANGE";

    /// <summary>Begins the codes of personal identity codes.</summary>
    public const string IdentityCode = "IDENTITY_CODE_";
}
