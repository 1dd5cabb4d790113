namespace Mesh.Hosting.Rest;

/// <summary>Codes of violations that only a request in JSON can have.</summary>
public static class JsonCodes
{
    /// <summary>The body is not one JSON object in UTF-8 without a name given twice.</summary>
    public const string MalformedJson = "MALFORMED_JSON";

    /// <summary>The contract has no such field.</summary>
    public const string UnknownField = "UNKNOWN_FIELD";

    /// <summary>Not as protobuf's JSON mapping writes such a field.</summary>
    public const string MalformedValue = "MALFORMED_VALUE";

    /// <summary>Given twice: by both of the field's names, or in the query and in the path.</summary>
    public const string GivenTwice = "GIVEN_TWICE";

    /// <summary>Another field of the same choice is given too.</summary>
    public const string OnlyOneOf = "ONLY_ONE_OF";

    /// <summary>The body says another value than the path.</summary>
    public const string DiffersFromPath = "DIFFERS_FROM_PATH";
}
