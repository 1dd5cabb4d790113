using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Microsoft.OpenApi;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.OpenApi;

/// <summary>What a document says of its host beside the contracts.</summary>
/// <param name="Title">Whose interface it is.</param>
/// <param name="Description">What it is for, in Markdown.</param>
/// <param name="Servers">Addresses, which may be relative to where the document is, with what each is for.</param>
public sealed record ApiTitle(string Title, string Description, IReadOnlyList<(string Address, string Description)> Servers);

/// <summary>
/// The OpenAPI document of a host, made from the methods it serves and the contracts' comments. Written as 3.1, and as 3.0 for
/// exchange layers that cite it.
/// </summary>
public static class ApiDocument
{
    private const string Token = "token";
    private const string Certificate = "certificate";

    /// <summary>The document as JSON.</summary>
    public static Task<string> WriteAsync(
        ApiTitle title, IEnumerable<MethodDescriptor> methods, OpenApiSpecVersion version, CancellationToken cancellation) =>
        Of(title, methods, version).SerializeAsJsonAsync(version, cancellation);

    private static OpenApiDocument Of(ApiTitle title, IEnumerable<MethodDescriptor> methods, OpenApiSpecVersion version)
    {
        var comments = ContractComments.OfTheContracts;
        var calls = methods
            .OrderBy(method => method.FullName, StringComparer.Ordinal)
            .Select(HttpCall.Of)
            .OfType<HttpCall>()
            .ToList();
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = title.Title,
                Version = "1",
                Description = title.Description,
                Contact = new OpenApiContact { Name = "Operators of the mesh" },
                License = new OpenApiLicense
                {
                    Name = "By agreement between the participating organisations",
                    // 3.0 has no identifier and would drop it.
                    Identifier = "LicenseRef-participation-agreement",
                },
            },
            Servers = [.. title.Servers.Select(server => new OpenApiServer { Url = server.Address, Description = server.Description })],
            Paths = [],
            Components = new OpenApiComponents
            {
                Schemas = new SortedDictionary<string, IOpenApiSchema>(StringComparer.Ordinal),
                Responses = new SortedDictionary<string, IOpenApiResponse>(StringComparer.Ordinal),
                SecuritySchemes = new SortedDictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal),
            },
            Tags = calls.Select(call => call.Method.Service).DistinctBy(service => service.FullName)
                .Select(service => new OpenApiTag { Name = service.Name, Description = comments.Of(service.FullName) }).ToHashSet(),
        };
        ApiProblems.AddTo(document);
        AddSecurity(document, calls, version);
        var schemas = new ContractSchemas(document, comments);
        foreach (var group in calls.GroupBy(call => call.Path, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var item = new OpenApiPathItem();
            foreach (var call in group)
            {
                item.AddOperation(call.Verb, Operation(call, document, schemas, comments));
            }

            document.Paths.Add(group.Key, item);
        }

        return document;
    }

    private static void AddSecurity(OpenApiDocument document, IReadOnlyList<HttpCall> calls, OpenApiSpecVersion version)
    {
        if (calls.Any(call => !ByCertificate(call)))
        {
            document.Components!.SecuritySchemes![Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A person's access token for this participation (RFC 9068), through the gateway. Five minutes.",
            };
        }

        // 3.0 cannot say mutual TLS; there the description of each operation says it.
        if (version != OpenApiSpecVersion.OpenApi3_0 && calls.Any(ByCertificate))
        {
            document.Components!.SecuritySchemes![Certificate] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.MutualTLS,
                Description = "A client certificate with the participation's or own system's URI in its subject alternative name, at the participation's own address; never through the gateway.",
            };
        }
    }

    private static bool ByCertificate(HttpCall call) => call.Access is Access.Participant or Access.OwnSystems;

    private static OpenApiOperation Operation(HttpCall call, OpenApiDocument document, ContractSchemas schemas, ContractComments comments)
    {
        var text = comments.Of(call.Method.FullName);
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        var paragraph = text.IndexOf('\n', StringComparison.Ordinal);
        var cut = (end, paragraph) switch
        {
            ( < 0, < 0) => text.Length,
            ( < 0, _) => paragraph,
            (_, < 0) => end + 1,
            _ => Math.Min(end + 1, paragraph),
        };
        var operation = new OpenApiOperation
        {
            OperationId = $"{call.Method.Service.Name}_{call.Method.Name}",
            Summary = text[..cut].TrimEnd('.', '\n'),
            Description = $"{text}\n\nCaller: {Callers(call.Access)}. gRPC: `{call.Method.FullName}`.",
            Tags = new HashSet<OpenApiTagReference> { new(call.Method.Service.Name, document) },
            Security = SecurityOf(call, document),
            Parameters = [.. Parameters(call, schemas, comments)],
            Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse
                {
                    Description = comments.Of(call.Method.OutputType.FullName),
                    Content = Json(schemas.Of(call.Method.OutputType), ExampleMessages.OfAnswer(call.Method.OutputType)),
                },
            },
        };
        ApiProblems.AddTo(operation.Responses, document);
        if (call.HasBody)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = comments.Of(call.Method.InputType.FullName),
                Content = Json(schemas.BodyOf(call), ExampleMessages.OfRequest(call.Method.InputType, call.PathFields)),
            };
        }

        return operation;
    }

    private static List<OpenApiSecurityRequirement> SecurityOf(HttpCall call, OpenApiDocument document)
    {
        var scheme = ByCertificate(call) ? Certificate : Token;
        return document.Components!.SecuritySchemes!.ContainsKey(scheme)
            ? [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] }]
            : [];
    }

    private static IEnumerable<OpenApiParameter> Parameters(HttpCall call, ContractSchemas schemas, ContractComments comments)
    {
        IEnumerable<FieldDescriptor> fields = call.HasBody ? call.PathFields : call.Method.InputType.Fields.InFieldNumberOrder();
        return fields.Select(field => new OpenApiParameter
        {
            Name = field.JsonName,
            In = call.PathFields.Contains(field) ? ParameterLocation.Path : ParameterLocation.Query,
            Required = call.PathFields.Contains(field) || ContractSchemas.IsRequired(field),
            Description = comments.Of(field.FullName),
            Schema = schemas.OfField(field),
        });
    }

    private static Dictionary<string, OpenApiMediaType> Json(OpenApiSchemaReference schema, JsonObject example) =>
        new() { ["application/json"] = new OpenApiMediaType { Schema = schema, Example = example } };

    private static string Callers(Access access) => access switch
    {
        Access.Participant => "another participation, by its certificate",
        Access.OwnSystems => "this participation's own systems, by their certificate",
        Access.Professional => "a professional of this participation, by token through the gateway",
        Access.Client => "a client about himself or herself, by token through the gateway",
        Access.Operator => "an operator, by token through the gateway; journaled",
        _ => "nobody",
    };
}
