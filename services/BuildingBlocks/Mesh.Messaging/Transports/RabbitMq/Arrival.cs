using System.Globalization;
using System.Text;
using MassTransit;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>What the broker delivered, with what the broker itself knows of it.</summary>
/// <param name="Body">The bytes.</param>
/// <param name="User">The property <c>user_id</c>: the broker has held it to be who published. Null when it was left out.</param>
/// <param name="Exchange">Where it was published first; only the exchange's owner may.</param>
/// <param name="Deliveries">How often it was delivered before.</param>
internal sealed record Arrival(ReadOnlyMemory<byte> Body, string? User, string Exchange, int Deliveries)
{
    /// <summary>Who published it, when both of the broker's proofs say so.</summary>
    public Participation? Source => BrokerNames.OwnerOf(Exchange) is { } owner && User == BrokerNames.UserOf(owner) ? owner : null;

    /// <summary>Under whom to keep what has no <see cref="Source"/>: the one proof there is. None at all has only what the broker's own operator put there.</summary>
    public Participation BringerOr(Participation self) =>
        BrokerNames.OwnerOf(Exchange) ?? (Participation.TryParseUrn(User, out var user) ? user : self);

    public static Arrival Of(ReceiveContext context)
    {
        var delivery = context.GetPayload<RabbitMqBasicConsumeContext>();
        var headers = delivery.Properties.Headers;
        return new(
            context.Body.GetBytes(),
            delivery.Properties.UserId,
            TextOf(headers, "x-first-death-exchange") ?? delivery.Exchange,
            headers is not null && headers.TryGetValue("x-delivery-count", out var count)
                ? Convert.ToInt32(count, CultureInfo.InvariantCulture)
                : 0);
    }

    private static string? TextOf(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value) && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;
}
