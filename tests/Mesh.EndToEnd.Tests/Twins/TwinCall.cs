using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Mesh.OpenApi;
using Mesh.TestKit;

namespace Mesh.EndToEnd.Tests.Twins;

/// <summary>One request in both forms.</summary>
internal static class TwinCall
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>By gRPC.</summary>
    public static async Task<TwinAnswer> ByGrpcAsync(TwinCaller caller, MethodDescriptor method, IMessage request)
    {
        var call = new Method<byte[], byte[]>(MethodType.Unary, method.Service.FullName, method.Name, Bytes, Bytes);
        var headers = new Metadata();
        foreach (var (name, value) in caller.Headers.Where(header => header.Name != "grpc-timeout"))
        {
            headers.Add(name, value);
        }

        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(20), TestContext.Current.CancellationToken);
        try
        {
            return TwinAnswer.Of(method.OutputType.Parser.ParseFrom(await caller.Calls.AsyncUnaryCall(call, null, options, request.ToByteArray())));
        }
        catch (RpcException refusal)
        {
            return TwinAnswer.Of(refusal);
        }
    }

    /// <summary>By REST, as the OpenAPI document says: path, then the body or the query.</summary>
    public static async Task<TwinAnswer> ByRestAsync(TwinCaller caller, HttpCall call, IMessage request)
    {
        var json = JsonNode.Parse(JsonFormatter.Default.Format(request))!.AsObject();
        var path = call.Path;
        foreach (var field in call.PathFields)
        {
            path = path.Replace($"{{{field.JsonName}}}", Uri.EscapeDataString((string?)json[field.JsonName] ?? ""), StringComparison.Ordinal);
            json.Remove(field.JsonName);
        }

        var query = call.HasBody ? "" : string.Join('&', Parameters(json, "").Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value)}"));
        var address = new Uri(caller.Root, $"{caller.Prefix}{path}{(query.Length == 0 ? "" : "?" + query)}");
        var answer = await caller.Http.SendAsync(call.Verb, address, call.HasBody ? json.ToJsonString() : null, [.. caller.Headers]);
        return TwinAnswer.Of(answer, call.Method.OutputType);
    }

    private static IEnumerable<(string Name, string Value)> Parameters(JsonNode? node, string name) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Parameters(field.Value, name.Length == 0 ? field.Key : $"{name}.{field.Key}")),
        JsonArray items => items.SelectMany(item => Parameters(item, name)),
        null => [],
        _ => [(name, node.ToString())],
    };
}
