using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mesh.Identity;
using Mesh.Messaging;

namespace Mesh.Topology;

/// <summary>
/// The broker's definitions, made out of the directory: who may do what, which queues there are, who reaches whom. The only place where
/// any of it is decided; services declare nothing. RabbitMQ 3.10 and 4 import them: quorum queues with limits of their own, nothing
/// transient, no mirroring policies.
/// </summary>
public static class BrokerDefinitions
{
    /// <summary>
    /// Notices that wait for one participation, in bytes. A participation that is away for long keeps its senders' outboxes full, not
    /// the broker's disk: what is above is refused and stays with the sender.
    /// </summary>
    public const int LargestQueue = 512 * 1024 * 1024;

    // RabbitMQ 4 gives a queue without a limit one of 20, and 3.10 knows no word for "none". What lies here is only ever parked.
    private const int NoDeliveryLimit = 1_000_000;

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The definitions, as JSON for <c>load_definitions</c>.</summary>
    public static string Of(ParticipantDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var all = directory.Entries.Select(entry => entry.Participation).OrderBy(BrokerNames.IdOf, StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["vhosts"] = new JsonArray(new JsonObject { ["name"] = BrokerNames.VirtualHost }),
            ["users"] = Each(all, User),
            ["permissions"] = Each(all, Permission),
            ["exchanges"] = Each(all.SelectMany(Exchanges)),
            ["queues"] = Each(all.SelectMany(Queues)),
            ["bindings"] = Each(all.SelectMany(recipient => Bindings(recipient, all))),
        }.ToJsonString(Written) + "\n";
    }

    // No hash, no password: a user is who its certificate says, and nobody else can be.
    private static JsonObject User(Participation participation) => new()
    {
        ["name"] = BrokerNames.UserOf(participation),
        ["password_hash"] = "",
        ["hashing_algorithm"] = "rabbit_password_hashing_sha256",
        ["tags"] = new JsonArray(),
    };

    private static JsonObject Permission(Participation participation) => new()
    {
        ["user"] = BrokerNames.UserOf(participation),
        ["vhost"] = BrokerNames.VirtualHost,
        ["configure"] = "^$",
        ["write"] = Exactly(BrokerNames.Outgoing(participation)),
        ["read"] = Exactly(BrokerNames.Incoming(participation), BrokerNames.Dead(participation)),
    };

    private static IEnumerable<JsonObject> Exchanges(Participation participation) =>
    [
        Exchange(BrokerNames.Outgoing(participation), "direct"),
        Exchange(BrokerNames.Dead(participation), "fanout"),
    ];

    private static IEnumerable<JsonObject> Queues(Participation participation) =>
    [
        Queue(BrokerNames.Incoming(participation), new()
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = BrokerNames.DeliveryLimit,
            ["x-max-length-bytes"] = LargestQueue,
            ["x-overflow"] = "reject-publish",
            ["x-dead-letter-exchange"] = BrokerNames.Dead(participation),
            ["x-dead-letter-strategy"] = "at-least-once",
        }),
        Queue(BrokerNames.Dead(participation), new()
        {
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = NoDeliveryLimit,
        }),
    ];

    private static IEnumerable<JsonObject> Bindings(Participation recipient, IEnumerable<Participation> all) =>
    [
        .. all.Where(sender => sender != recipient)
            .Select(sender => Binding(BrokerNames.Outgoing(sender), BrokerNames.Incoming(recipient), BrokerNames.IdOf(recipient))),
        Binding(BrokerNames.Dead(recipient), BrokerNames.Dead(recipient), ""),
    ];

    private static JsonObject Exchange(string name, string type) => new()
    {
        ["name"] = name,
        ["vhost"] = BrokerNames.VirtualHost,
        ["type"] = type,
        ["durable"] = true,
        ["auto_delete"] = false,
        ["internal"] = false,
        ["arguments"] = new JsonObject(),
    };

    private static JsonObject Queue(string name, JsonObject arguments) => new()
    {
        ["name"] = name,
        ["vhost"] = BrokerNames.VirtualHost,
        ["durable"] = true,
        ["auto_delete"] = false,
        ["arguments"] = arguments,
    };

    private static JsonObject Binding(string exchange, string queue, string key) => new()
    {
        ["source"] = exchange,
        ["vhost"] = BrokerNames.VirtualHost,
        ["destination"] = queue,
        ["destination_type"] = "queue",
        ["routing_key"] = key,
        ["arguments"] = new JsonObject(),
    };

    private static string Exactly(params string[] names) => $"^({string.Join('|', names.Select(Regex.Escape))})$";

    private static JsonArray Each(IEnumerable<Participation> participations, Func<Participation, JsonObject> write) => Each(participations.Select(write));

    private static JsonArray Each(IEnumerable<JsonObject> objects) => new([.. objects]);
}
