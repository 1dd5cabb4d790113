using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.TestKit;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>An answer in a form that both roads can be put into: the message, or everything that a refusal says.</summary>
/// <param name="Code">Canonical code.</param>
/// <param name="Text">The message as JSON, or the refusal as the fields of a Problem.</param>
internal sealed record TwinAnswer(StatusCode Code, string Text)
{
    private static readonly JsonFormatter Whole = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static TwinAnswer Of(IMessage message) => new(StatusCode.OK, Whole.Format(message));

    public static TwinAnswer Of(RpcException refusal)
    {
        var status = refusal.GetRpcStatus() ?? new Google.Rpc.Status();
        var info = status.GetDetail<ErrorInfo>();
        return new(refusal.StatusCode, Said(
            refusal.Status.Detail,
            info?.Reason,
            info?.Metadata.Select(value => (value.Key, value.Value)) ?? [],
            status.GetDetail<BadRequest>()?.FieldViolations.Select(violation => $"{violation.Field} {violation.Reason} {violation.Description}") ?? [],
            status.Details.Where(detail => detail.Is(LocalizedMessage.Descriptor)).Select(detail => detail.Unpack<LocalizedMessage>()).Select(text => (text.Locale, text.Message))));
    }

    /// <summary>Reads an answer by REST strictly: what is not in the contract, or is written otherwise, is a fault.</summary>
    public static TwinAnswer Of(RestAnswer rest, MessageDescriptor type)
    {
        if (rest.Status == 200)
        {
            Assert.Equal("application/json", rest.MediaType);
            return Of(JsonParser.Default.Parse(rest.Text, type));
        }

        Assert.Equal("application/problem+json", rest.MediaType);
        Assert.Equal(rest.Status, (int?)rest.Json["status"]);
        return new(CodeOf((string?)rest.Json["grpcCode"]), Said(
            (string?)rest.Json["title"],
            (string?)rest.Json["reason"],
            rest.Json["metadata"]?.AsObject().Select(value => (value.Key, (string)value.Value!)) ?? [],
            rest.Json["violations"]?.AsArray().Select(each => $"{each!["field"]} {each["code"]} {each["description"]}") ?? [],
            rest.Json["localized"]?.AsObject().Select(text => (text.Key, (string)text.Value!)) ?? []));
    }

    private static StatusCode CodeOf(string? name) => Enum.GetValues<StatusCode>().Single(code => WireNames.UpperSnake(code.ToString()) == name);

    private static string Said(
        string? title, string? reason, IEnumerable<(string Key, string Value)> metadata, IEnumerable<string> violations, IEnumerable<(string Key, string Value)> texts) =>
        new JsonObject
        {
            ["title"] = title,
            ["reason"] = reason,
            ["metadata"] = new JsonObject(metadata.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
            ["violations"] = new JsonArray([.. violations]),
            ["texts"] = new JsonObject(texts.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
        }.ToJsonString();
}
