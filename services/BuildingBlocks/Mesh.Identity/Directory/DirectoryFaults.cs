namespace Mesh.Identity;

/// <summary>Codes of <see cref="DirectoryViolation"/>.</summary>
public static class DirectoryFaults
{
    /// <summary>Not JSON, a field twice in an object, or text that is not Unicode.</summary>
    public const string MalformedJson = "MALFORMED_JSON";
    /// <summary>A field nobody reads: most likely mistyped.</summary>
    public const string UnknownField = "UNKNOWN_FIELD";
    /// <summary>A required field is missing or blank.</summary>
    public const string FieldMissing = "FIELD_MISSING";
    /// <summary>Another JSON type is expected.</summary>
    public const string FieldType = "FIELD_TYPE";
    /// <summary>The version is no whole number from 1.</summary>
    public const string Version = "VERSION";
    /// <summary>Neither demonstration nor production.</summary>
    public const string Environment = "ENVIRONMENT";
    /// <summary>No business ID, or a wrong check digit.</summary>
    public const string BusinessId = "BUSINESS_ID";
    /// <summary>None of the four roles.</summary>
    public const string Role = "ROLE";
    /// <summary>Two entries of one participation.</summary>
    public const string ParticipationTwice = "PARTICIPATION_TWICE";
    /// <summary>No https URI of host and port only.</summary>
    public const string Endpoint = "ENDPOINT";
    /// <summary>No calendar date yyyy-MM-dd.</summary>
    public const string Date = "DATE";
    /// <summary>The last day is before the first.</summary>
    public const string DateOrder = "DATE_ORDER";
    /// <summary>Not in the table of municipalities.</summary>
    public const string Municipality = "MUNICIPALITY";
    /// <summary>Not among the directory's client groups, or malformed.</summary>
    public const string ClientGroup = "CLIENT_GROUP";
    /// <summary>Client groups divide only the labour authority's work.</summary>
    public const string ClientGroupRole = "CLIENT_GROUP_ROLE";
    /// <summary>Two rows answer the same question.</summary>
    public const string AreaOverlap = "AREA_OVERLAP";
    /// <summary>No SHA-256 thumbprint, or "development" in production.</summary>
    public const string IssuingAuthority = "ISSUING_AUTHORITY";
    /// <summary>No SHA-256 thumbprint.</summary>
    public const string Certificate = "CERTIFICATE";
    /// <summary>No key id.</summary>
    public const string Kid = "KID";
    /// <summary>One key id twice in the directory.</summary>
    public const string KidTwice = "KID_TWICE";
    /// <summary>No PEM of an ECDSA P-256 public key.</summary>
    public const string PublicKey = "PUBLIC_KEY";
    /// <summary>One public key under two ids: one participation could sign as another.</summary>
    public const string PublicKeyTwice = "PUBLIC_KEY_TWICE";
    /// <summary>Two keys of one participation on one day.</summary>
    public const string KeyOverlap = "KEY_OVERLAP";
    /// <summary>A participation of a production directory has no key.</summary>
    public const string NoSigningKey = "NO_SIGNING_KEY";
    /// <summary>No C2SP verifier key of Ed25519, or one that does not name its participation.</summary>
    public const string CheckpointKey = "CHECKPOINT_KEY";
    /// <summary>A participation of a production directory has no checkpoint key.</summary>
    public const string NoCheckpointKey = "NO_CHECKPOINT_KEY";
    /// <summary>Succession: the version is not above the current one.</summary>
    public const string VersionNotRising = "VERSION_NOT_RISING";
    /// <summary>Succession: a running installation does not become another environment.</summary>
    public const string EnvironmentChanged = "ENVIRONMENT_CHANGED";
    /// <summary>Succession: a key of the current version is gone.</summary>
    public const string SigningKeyRemoved = "SIGNING_KEY_REMOVED";
    /// <summary>Succession: a key id now means another key, owner or first day.</summary>
    public const string SigningKeyChanged = "SIGNING_KEY_CHANGED";
    /// <summary>Succession: a checkpoint key of the current version is gone, or has another owner or first day.</summary>
    public const string CheckpointKeyChanged = "CHECKPOINT_KEY_CHANGED";
    /// <summary>The file or its signature cannot be read.</summary>
    public const string Unreadable = "UNREADABLE";
    /// <summary>The signature does not belong to the bytes and the key.</summary>
    public const string Signature = "SIGNATURE";
}
