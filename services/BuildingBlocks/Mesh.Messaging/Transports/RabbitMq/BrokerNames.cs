using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// What things are called on the broker. Only the deployment's definitions make them; a participation may publish to its
/// <c>out.&lt;id&gt;</c> and consume its <c>in.&lt;id&gt;</c> and <c>dead.&lt;id&gt;</c>, and declares nothing.
/// </summary>
public static class BrokerNames
{
    /// <summary>The virtual host.</summary>
    public const string VirtualHost = "mesh";

    /// <summary>
    /// How often the broker delivers a notice to a recipient that cannot take it, before it goes to <see cref="Dead"/>. With the
    /// recipient's pauses between attempts, which double from 1 s to 1 min, that is three quarters of an hour.
    /// </summary>
    public const int DeliveryLimit = 50;

    private const string OutgoingStart = "out.";

    /// <summary>How a participation is called in names, and the routing key to it: <c>0246246-0.SOCIAL_INSURANCE</c>.</summary>
    public static string IdOf(Participation participation) => participation.ToString().Replace('/', '.');

    /// <summary>The exchange a participation publishes to.</summary>
    public static string Outgoing(Participation participation) => OutgoingStart + IdOf(participation);

    /// <summary>The queue a participation consumes.</summary>
    public static string Incoming(Participation participation) => "in." + IdOf(participation);

    /// <summary>Exchange and queue of what a participation could not take; it consumes the queue, too, and parks what is there.</summary>
    public static string Dead(Participation participation) => "dead." + IdOf(participation);

    /// <summary>The user a participation is on the broker: the URI of its certificate.</summary>
    public static string UserOf(Participation participation) => CertificateNames.ForParticipation(participation);

    /// <summary>Whose exchange it is; null when it is no participation's <see cref="Outgoing"/>.</summary>
    public static Participation? OwnerOf(string exchange) =>
        exchange.StartsWith(OutgoingStart, StringComparison.Ordinal)
        && Participation.TryParse(exchange[OutgoingStart.Length..].Replace('.', '/'), out var participation)
            ? participation
            : null;
}
