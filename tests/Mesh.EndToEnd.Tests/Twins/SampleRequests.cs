using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.OpenApi;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>Well-formed requests of any method: the contract's example, with ids that were met at the host.</summary>
internal sealed class SampleRequests
{
    private const string RequestId = "request_id";

    // The demonstration's last day is in November 2026; what is granted lasts beyond it, and to somebody else than the holder.
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["valid_from"] = "2026-11-16",
        ["valid_through"] = "2027-06-30",
        ["answer_by"] = "2027-06-30",
        ["recipient"] = "0162193-3/LABOUR_AUTHORITY",
        ["client_group"] = "GENERAL",
    };

    /// <summary>Remembers ids and codes of a message, sent or received; the latest of each name counts.</summary>
    public void Meet(IMessage message) => Meet(JsonNode.Parse(JsonFormatter.Default.Format(message)), "");

    /// <summary>Remembers what an answer shows.</summary>
    public void Meet(TwinAnswer answer) => Meet(JsonNode.Parse(answer.Text), "");

    public IMessage Of(MethodDescriptor method)
    {
        var request = JsonParser.Default.Parse(ExampleMessages.OfRequest(method.InputType, []).ToJsonString(), method.InputType);
        Fill(request);
        return request;
    }

    private void Meet(JsonNode? node, string name)
    {
        switch (node)
        {
            case JsonObject message:
                foreach (var (field, value) in message)
                {
                    Meet(value, field);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Meet(item, name);
                }

                break;
            case JsonValue value when name.EndsWith("Id", StringComparison.Ordinal) || name is "personalIdentityCode":
                if (value.ToString() is { Length: > 0 } given)
                {
                    _values[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] = given;
                }

                break;
        }
    }

    private void Fill(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            switch (field.Accessor.GetValue(message))
            {
                case IMessage nested:
                    Fill(nested);
                    break;
                case string { Length: > 0 } when field.Name == RequestId:
                    field.Accessor.SetValue(message, Guid.CreateVersion7().ToString());
                    break;
                case string { Length: > 0 } when _values.TryGetValue(field.Name, out var known):
                    field.Accessor.SetValue(message, known);
                    break;
            }
        }
    }
}
