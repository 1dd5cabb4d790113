using System.Globalization;
using System.Net.Http.Json;

namespace Mesh.ClientNotices;

/// <summary>
/// What became of messages by Suomi.fi Messages' own word: its events, which it keeps for 60 days. Of them, that a message was read and
/// that the receipt of a verifiable one was confirmed.
/// </summary>
internal sealed class SuomiFiReceipts(SuomiFiApi api, SuomiFiSettings settings) : IReceiptSource
{
    private static readonly HashSet<string> ReadEvents = new(StringComparer.Ordinal) { "Electronic message read", "Receipt confirmed" };

    public string Name => SuomiFiMessages.ChannelName;

    public async Task<ReceiptPage> ReadAsync(string? token, CancellationToken cancellation)
    {
        var path = token is null ? "v2/events" : $"v2/events?continuationToken={Uri.EscapeDataString(token)}";
        using var answer = await api.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        answer.EnsureSuccessStatusCode();
        var page = await answer.Content.ReadFromJsonAsync<EventsAnswer>(SuomiFiJson.Options, cancellation);
        var events = page?.Events ?? [];
        return new ReceiptPage(
            [
                .. from happened in events
                   where happened.Type is not null && ReadEvents.Contains(happened.Type) && happened.Metadata?.ServiceId == settings.ServiceId
                   where happened.Metadata?.MessageId is not null
                   select (happened.Metadata!.MessageId!.Value.ToString(CultureInfo.InvariantCulture), happened.EventTime),
            ],
            page?.ContinuationToken,
            events.Count == 0);
    }
}
