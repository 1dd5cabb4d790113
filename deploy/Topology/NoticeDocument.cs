using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Mesh.Messaging;
using Mesh.OpenApi;

namespace Mesh.Topology;

/// <summary>
/// The bus as an AsyncAPI 3 document: where to connect and how, what comes and in which form. Made out of the contracts, with their
/// comments; enough for a consumer in any language.
/// </summary>
public static class NoticeDocument
{
    private const string ContentType = "application/cloudevents+json; charset=utf-8";
    private const string IdExample = "3221308-6.SOCIAL_CARE";

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document as it stands in <c>docs/asyncapi/notices.json</c>.</summary>
    public static string Text() => new JsonObject
    {
        ["asyncapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Notices of Tyollisyys.Mesh",
            ["version"] = "1.0.0",
            ["description"] = "That something happened: ids and codes, nothing personal. Who may know more asks by gRPC or REST.\n\n"
                + "Notices come late, twice and out of order. Acknowledge a notice when you are done with it for good; give it back with "
                + $"requeue when you cannot take it now. After {BrokerNames.DeliveryLimit} deliveries it goes to your other queue, dead.{{recipient}}.",
            ["contact"] = new JsonObject { ["name"] = "The mesh's operators", ["url"] = "https://mesh.tyollisyys.example/", ["email"] = "operators@mesh.tyollisyys.example" },
            ["license"] = new JsonObject { ["name"] = "Use among the mesh's participants" },
            ["tags"] = new JsonArray(new JsonObject { ["name"] = "notices", ["description"] = "The mesh's third road." }),
        },
        ["defaultContentType"] = ContentType,
        ["servers"] = new JsonObject { ["broker"] = Server() },
        ["channels"] = new JsonObject
        {
            ["incoming"] = Channel("in.{recipient}", "recipient", "The queue of what is told to a participation. Only it may read it.", Queue()),
            ["outgoing"] = Channel(
                "out.{sender}", "sender", "The exchange a participation tells by. Only it may publish there; the routing key is the recipient's id.", Exchange()),
        },
        ["operations"] = new JsonObject
        {
            ["hear"] = Operation("receive", "incoming", "Hear what happened elsewhere.", new JsonObject { ["ack"] = true }),
            ["tell"] = Operation("send", "outgoing", "Tell what happened here; user_id must be your own user.", new JsonObject { ["deliveryMode"] = 2, ["mandatory"] = true }),
        },
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["certificate"] = new JsonObject
                {
                    ["type"] = "X509",
                    ["description"] = "TLS client certificate of the participation and SASL EXTERNAL. The user is the certificate's SAN URI, urn:mesh:org:<business id>:role:<role>.",
                },
            },
            ["messages"] = Each(Message),
            ["schemas"] = new JsonObject([
                KeyValuePair.Create("Envelope", (JsonNode?)NoticeSchemas.Envelope()),
                .. NoticeTypes.Messages.Select(message => KeyValuePair.Create(message.Name, (JsonNode?)NoticeSchemas.Data(message)))]),
        },
    }.ToJsonString(Written) + "\n";

    private static JsonObject Server() => new()
    {
        ["host"] = "{host}:{port}",
        ["protocol"] = "amqps",
        ["protocolVersion"] = "0-9-1",
        ["pathname"] = "/" + BrokerNames.VirtualHost,
        ["description"] = "The broker. Its certificate's SAN URI is urn:mesh:broker.",
        ["variables"] = new JsonObject
        {
            ["host"] = new JsonObject { ["description"] = "Given by the operator.", ["default"] = "localhost" },
            ["port"] = new JsonObject { ["description"] = "AMQP over TLS.", ["default"] = "5671" },
        },
        ["security"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/securitySchemes/certificate" }),
    };

    private static JsonObject Channel(string address, string parameter, string description, JsonObject binding) => new()
    {
        ["address"] = address,
        ["description"] = description,
        ["parameters"] = new JsonObject
        {
            [parameter] = new JsonObject
            {
                ["description"] = "A participation's id: business id, dot, role.",
                ["examples"] = new JsonArray(IdExample),
            },
        },
        ["messages"] = Each(message => new() { ["$ref"] = $"#/components/messages/{message.Name}" }),
        ["bindings"] = new JsonObject { ["amqp"] = binding },
    };

    private static JsonObject Queue() => new()
    {
        ["is"] = "queue",
        ["queue"] = new JsonObject
        {
            ["name"] = "in.{recipient}", ["durable"] = true, ["exclusive"] = false, ["autoDelete"] = false, ["vhost"] = BrokerNames.VirtualHost,
        },
        ["bindingVersion"] = "0.3.0",
    };

    private static JsonObject Exchange() => new()
    {
        ["is"] = "routingKey",
        ["exchange"] = new JsonObject
        {
            ["name"] = "out.{sender}", ["type"] = "direct", ["durable"] = true, ["autoDelete"] = false, ["vhost"] = BrokerNames.VirtualHost,
        },
        ["bindingVersion"] = "0.3.0",
    };

    private static JsonObject Operation(string action, string channel, string summary, JsonObject binding)
    {
        binding["bindingVersion"] = "0.3.0";
        return new()
        {
            ["action"] = action,
            ["channel"] = new JsonObject { ["$ref"] = $"#/channels/{channel}" },
            ["title"] = summary,
            ["summary"] = summary,
            ["description"] = summary,
            ["bindings"] = new JsonObject { ["amqp"] = binding },
        };
    }

    private static JsonObject Message(MessageDescriptor message) => new()
    {
        ["name"] = NoticeTypes.Of(message),
        ["title"] = message.Name,
        ["summary"] = ContractComments.OfTheContracts.Of(message.FullName),
        ["contentType"] = ContentType,
        ["payload"] = NoticeSchemas.Payload(message),
        ["examples"] = new JsonArray(new JsonObject { ["name"] = message.Name, ["payload"] = NoticeSchemas.Example(message) }),
    };

    private static JsonObject Each(Func<MessageDescriptor, JsonObject> write) =>
        new(NoticeTypes.Messages.Select(message => KeyValuePair.Create(message.Name, (JsonNode?)write(message))));
}
