using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mesh.Disclosure;

namespace Mesh.ClientNotices;

/// <summary>
/// Sends messages by Suomi.fi Messages (Suomi.fi-viestit), REST API v2, electronic only: the mesh holds no postal addresses, so paper is
/// the letter desk's. The message's id is the external id: sent again, the API answers with what it made the first time.
/// </summary>
internal sealed class SuomiFiMessages(SuomiFiApi api, SuomiFiSettings settings, Subjects subjects) : IClientNoticeChannel
{
    /// <summary>The name in the proof.</summary>
    public const string ChannelName = "SUOMI_FI_MESSAGES";

    private const string MailboxNotInUse = "MAILBOX_NOT_IN_USE";

    public string Name => ChannelName;

    public async Task<ChannelAnswer> DeliverAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        var code = await subjects.RevealAsync(message.SubjectId, cancellation);
        var body = new ElectronicMessage(
            message.NoticeId.ToString(),
            new MessageRecipient(code.Reveal()),
            new MessageSender(settings.ServiceId),
            Electronic(message));
        try
        {
            using var answer = await api.SendAsync(
                () => new HttpRequestMessage(HttpMethod.Post, "v2/messages/electronic") { Content = JsonContent.Create(body, options: SuomiFiJson.Options) },
                cancellation);
            return await ReadAsync(answer, cancellation);
        }
        catch (HttpRequestException)
        {
            return new ChannelAnswer.TryLater("CHANNEL_UNREACHABLE");
        }
        catch (JsonException)
        {
            return new ChannelAnswer.TryLater("CHANNEL_ANSWER_UNREADABLE");
        }
    }

    // The client's language is not known here, so the message has all of them.
    private static ElectronicPart Electronic(OutgoingMessage message) => new(
        $"{message.Title.Fi} | {message.Title.Sv} | {message.Title.En}",
        $"{message.Text.Fi}\n\n-\n\n{message.Text.Sv}\n\n-\n\n{message.Text.En}",
        "Text",
        "Normal",
        "No one",
        "Normal",
        [],
        new MessageNotifications("Organisation and service name", new UnreadMessageNotification("Default reminder")));

    private static async Task<ChannelAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation) => answer.StatusCode switch
    {
        // Conflict: this external id has been sent already, and the answer names the message of then.
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.Conflict => await DeliveredAsync(answer, cancellation),
        HttpStatusCode.BadRequest => await RefusedAsync(answer, cancellation),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ChannelAnswer.TryLater("CHANNEL_REFUSES_SENDER"),
        HttpStatusCode.TooManyRequests => new ChannelAnswer.TryLater("CHANNEL_BUSY"),
        _ => new ChannelAnswer.TryLater($"CHANNEL_STATUS_{((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}"),
    };

    private static async Task<ChannelAnswer> DeliveredAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        (await answer.Content.ReadFromJsonAsync<MessageAnswer>(SuomiFiJson.Options, cancellation))?.MessageId is { } id
            ? new ChannelAnswer.Delivered(id.ToString(CultureInfo.InvariantCulture))
            : new ChannelAnswer.TryLater("CHANNEL_ANSWER_UNREADABLE");

    // What was refused as it stands will be refused again.
    private static async Task<ChannelAnswer> RefusedAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        (await answer.Content.ReadFromJsonAsync<ErrorAnswer>(SuomiFiJson.Options, cancellation))?.Says(MailboxNotInUse) == true
            ? new ChannelAnswer.Undeliverable(MailboxNotInUse)
            : new ChannelAnswer.Undeliverable("CHANNEL_REFUSES_MESSAGE");
}
