using MassTransit;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// What the broker delivered, with what the broker itself knows of it. Headers prove nothing: whoever publishes writes them, those of
/// dead-lettering too, and the broker leaves what is there.
/// </summary>
/// <param name="Body">The bytes.</param>
/// <param name="User">The property <c>user_id</c>: the broker has held it to be who published. Null when it was left out.</param>
/// <param name="Exchange">The exchange of this delivery; only its owner may publish to one. On <c>dead.&lt;id&gt;</c> it is nobody's.</param>
/// <param name="Deliveries">How often it was delivered before.</param>
internal sealed record Arrival(ReadOnlyMemory<byte> Body, string? User, string Exchange, int Deliveries)
{
    /// <summary>Who published it, when both of the broker's proofs say so.</summary>
    public Participation? Source => BrokerNames.OwnerOf(Exchange) is { } owner && User == BrokerNames.UserOf(owner) ? owner : null;

    /// <summary>Who published what came by way of the dead letters: the exchange is gone there, but the user stays as it was checked.</summary>
    public Participation? Publisher => Participation.TryParseUrn(User, out var user) ? user : null;

    /// <summary>
    /// Under whom to keep what is not proven whole: the one proof there is. What has none is kept under its recipient, who tells itself
    /// nothing, so it takes no true notice's place.
    /// </summary>
    public Participation BringerOr(Participation self) => BrokerNames.OwnerOf(Exchange) ?? Publisher ?? self;

    public static Arrival Of(ReceiveContext context)
    {
        var delivery = context.GetPayload<RabbitMqBasicConsumeContext>();
        return new(
            context.Body.GetBytes(),
            delivery.Properties.UserId,
            delivery.Exchange,
            context.Redelivered ? Count(delivery.Properties.Headers) : 0);
    }

    // The broker's own word only from the second delivery on, when it writes over what the publisher may have put there.
    private static int Count(IDictionary<string, object?>? headers) =>
        headers?.TryGetValue("x-delivery-count", out var count) is true && count is int or long or short or byte
            ? (int)Math.Clamp(Convert.ToInt64(count, null), 0, BrokerNames.DeliveryLimit)
            : 0;
}
