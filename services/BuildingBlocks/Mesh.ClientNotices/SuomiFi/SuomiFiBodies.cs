using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mesh.ClientNotices;

// The bodies of the API that are used here, by its names.
internal static class SuomiFiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Ids are numbers in the published clients; one that came as text would be as good.
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };
}

internal sealed record TokenRequest(string Username, string Password);

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] long? ExpiresIn);

internal sealed record ElectronicMessage(string ExternalId, MessageRecipient Recipient, MessageSender Sender, ElectronicPart Electronic);

/// <summary>Holds the identity code: the only place of it, in a body over TLS.</summary>
internal sealed record MessageRecipient(string Id)
{
    public override string ToString() => nameof(MessageRecipient);
}

internal sealed record MessageSender(string ServiceId);

internal sealed record ElectronicPart(
    string Title,
    string Body,
    string BodyFormat,
    string MessageServiceType,
    string ReplyAllowedBy,
    string Visibility,
    IReadOnlyList<object> Attachments,
    MessageNotifications Notifications);

internal sealed record MessageNotifications(string SenderDetailsInNotifications, UnreadMessageNotification UnreadMessageNotification);

internal sealed record UnreadMessageNotification(string Reminder);

internal sealed record MessageAnswer(long? MessageId);

internal sealed record ErrorAnswer(string? ErrorCode, IReadOnlyList<ErrorEntry>? ValidationErrors)
{
    public bool Says(string code) => ErrorCode == code || ValidationErrors?.Any(error => error.ErrorCode == code) == true;
}

internal sealed record ErrorEntry(string? ErrorCode);

internal sealed record EventsAnswer(string? ContinuationToken, IReadOnlyList<MessageEvent>? Events);

internal sealed record MessageEvent(string? Type, DateTimeOffset EventTime, MessageEventMetadata? Metadata);

internal sealed record MessageEventMetadata(long? MessageId, string? ServiceId);
