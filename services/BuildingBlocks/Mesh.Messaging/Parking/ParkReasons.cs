namespace Mesh.Messaging;

/// <summary>Why notices are parked.</summary>
internal static class ParkReasons
{
    /// <summary>Its source is not who brought it.</summary>
    public const string ForgedSource = "FORGED_SOURCE";

    /// <summary>Who brought it is not in the directory.</summary>
    public const string UnknownSource = "UNKNOWN_SOURCE";

    /// <summary>It is for another participation.</summary>
    public const string WrongRecipient = "WRONG_RECIPIENT";

    /// <summary>Older than <see cref="NoticeAge.Limit"/>.</summary>
    public const string TooOld = "TOO_OLD";

    /// <summary>Written more than <see cref="NoticeAge.ClockDifference"/> ahead of this machine's clock.</summary>
    public const string ClockAhead = "CLOCK_AHEAD";

    /// <summary>This version of the contracts has no such notice.</summary>
    public const string UnknownType = "UNKNOWN_TYPE";

    /// <summary>The payload is not one of its type, or holds more than ids and codes.</summary>
    public const string Malformed = "MALFORMED";

    /// <summary>This service does nothing about such notices.</summary>
    public const string NoHandler = "NO_HANDLER";

    /// <summary>A handler threw; its transaction was rolled back.</summary>
    public const string HandlerFailed = "HANDLER_FAILED";

    /// <summary>No envelope can be read out of the bytes that came.</summary>
    public const string Unreadable = "UNREADABLE";

    /// <summary>It could not be taken each of the times the broker delivered it.</summary>
    public const string DeliveryLimit = "DELIVERY_LIMIT";
}
