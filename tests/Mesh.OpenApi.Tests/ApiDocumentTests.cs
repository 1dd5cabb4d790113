using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Validation;
using Microsoft.OpenApi;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi.Tests;

public sealed class ApiDocumentTests
{
    private static readonly ApiTitle Title = new("Test", "All the contracts.", [("/o/2296962-1/LABOUR_AUTHORITY", "Through the gateway.")]);
    private static readonly IReadOnlyList<MethodDescriptor> Methods =
        [.. MeshContracts.Methods.Values.OrderBy(method => method.Path, StringComparer.Ordinal).Select(method => method.Descriptor)];

    [Theory]
    [InlineData(OpenApiSpecVersion.OpenApi3_1)]
    [InlineData(OpenApiSpecVersion.OpenApi3_0)]
    public async Task Document_WhenWritten_IsReadBackWithEveryCall(OpenApiSpecVersion version)
    {
        var written = await ApiDocument.WriteAsync(Title, Methods, version, TestContext.Current.CancellationToken);

        var read = OpenApiDocument.Parse(written, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        var operations = read.Document!.Paths.SelectMany(path => path.Value.Operations!).Select(operation => operation.Value.OperationId);
        var calls = Methods.Where(method => HttpCall.Of(method) is not null).Select(method => $"{method.Service.Name}_{method.Name}");
        Assert.Equal(calls.Order(StringComparer.Ordinal), operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_WhenWrittenTwice_IsTheSame() => Assert.Equal(await WriteAsync(), await WriteAsync());

    [Fact]
    public async Task Document_WhenMade_DescribesEveryOperationParameterSchemaAndProperty()
    {
        var document = JsonNode.Parse(await WriteAsync())!;
        var bare = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in item!.AsObject())
            {
                Look($"{verb} {path}", operation!, bare);
                foreach (var parameter in operation!["parameters"]?.AsArray() ?? [])
                {
                    Look($"{verb} {path} {parameter!["name"]}", parameter, bare);
                }
            }
        }

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            Look(name, schema!, bare);
            foreach (var (property, value) in schema!["properties"]?.AsObject() ?? [])
            {
                Look($"{name}.{property}", value!, bare);
            }
        }

        Assert.Empty(bare);
    }

    [Fact]
    public async Task Security_WhenMethodIsForCertificates_SaysSo()
    {
        var document = JsonNode.Parse(await WriteAsync())!;
        foreach (var call in Methods.Select(HttpCall.Of).OfType<HttpCall>())
        {
            var operation = document["paths"]![call.Path]![call.Verb.Method.ToLowerInvariant()]!;
            var scheme = Assert.Single(operation["security"]!.AsArray()[0]!.AsObject()).Key;
            Assert.Equal(call.Access is Access.Participant or Access.OwnSystems ? "certificate" : "token", scheme);
        }
    }

    [Fact]
    public async Task Example_WhenSentAsItStands_BreaksNoRuleOfItsContract()
    {
        var document = JsonNode.Parse(await WriteAsync())!;
        foreach (var call in Methods.Select(HttpCall.Of).OfType<HttpCall>().Where(call => call.HasBody))
        {
            var operation = document["paths"]![call.Path]![call.Verb.Method.ToLowerInvariant()]!;
            var example = operation["requestBody"]!["content"]!["application/json"]!["example"]?.AsObject() ?? [];
            foreach (var field in call.PathFields)
            {
                example[field.JsonName] = operation["parameters"]!.AsArray().Single(p => (string?)p!["name"] == field.JsonName)!["schema"]!["examples"]![0]!.DeepClone();
            }

            var request = JsonParser.Default.Parse(example.ToJsonString(), call.Method.InputType);
            Assert.True(RequestRules.Check(request).All.Count == 0, $"{call.Path}: {string.Join(", ", RequestRules.Check(request).All)}");
        }
    }

    [Fact]
    public async Task Answer_WhenExemplified_IsReadAsItsMessage()
    {
        var document = JsonNode.Parse(await WriteAsync())!;
        foreach (var call in Methods.Select(HttpCall.Of).OfType<HttpCall>())
        {
            var answer = document["paths"]![call.Path]![call.Verb.Method.ToLowerInvariant()]!["responses"]!["200"]!["content"]!["application/json"]!;
            Assert.NotNull(JsonParser.Default.Parse(answer["example"]?.ToJsonString() ?? "{}", call.Method.OutputType));
        }
    }

    private static Task<string> WriteAsync() =>
        ApiDocument.WriteAsync(Title, Methods, OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);

    private static void Look(string name, JsonNode node, List<string> bare)
    {
        if (string.IsNullOrWhiteSpace((string?)node["description"]))
        {
            bare.Add(name);
        }
    }
}
