using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Mesh.OpenApi;

/// <summary>The error shape (RFC 9457) and the answers that carry it.</summary>
internal static class ApiProblems
{
    private const string MediaType = "application/problem+json";
    private const string Schema = "Problem";

    private static readonly (string Status, string Name, string Description, string Code, string Reason)[] Answers =
    [
        ("400", "Refused", "The request breaks its contract (every violation is named), or the state of things does not allow the act.", "INVALID_ARGUMENT", "INVALID_REQUEST"),
        ("401", "NotAuthenticated", "No certificate or token that is accepted here.", "UNAUTHENTICATED", "UNAUTHENTICATED"),
        ("403", "NoBasis", "Not this caller's: said with the same words whether the subject is unknown, known or withdrawn.", "PERMISSION_DENIED", "NO_BASIS"),
        ("404", "NotFound", "No such path, or nothing there that may be named.", "NOT_FOUND", "PATH_UNKNOWN"),
        ("409", "Conflict", "Made on an older version, or the request id was used for something else.", "ABORTED", "STALE_CASE_VERSION"),
        ("413", "TooLarge", "A request of more than 1 MiB.", "RESOURCE_EXHAUSTED", "REQUEST_TOO_LARGE"),
        ("415", "OtherMedia", "A body that is not application/json in UTF-8.", "INVALID_ARGUMENT", "MEDIA_TYPE_NOT_SUPPORTED"),
        ("429", "TooMany", "Too many calls; retry after what Retry-After says.", "RESOURCE_EXHAUSTED", "RATE_LIMITED"),
        ("500", "Fault", "A fault, or damaged evidence; the trace id finds it.", "INTERNAL", "FAULT"),
        ("503", "Unavailable", "Somebody who must be asked cannot be reached; nothing was done.", "UNAVAILABLE", "OWNER_UNREACHABLE"),
        ("504", "DeadlineExceeded", "The deadline passed; ask again with the same request id.", "DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED"),
    ];

    /// <summary>Adds the schema and the answers to a document.</summary>
    public static void AddTo(OpenApiDocument document)
    {
        document.Components!.Schemas![Schema] = ProblemSchema();
        foreach (var (status, name, description, code, reason) in Answers)
        {
            document.Components.Responses![name] = new OpenApiResponse
            {
                Description = description,
                Headers = status == "429" ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = RetryAfter() } : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [MediaType] = new() { Schema = new OpenApiSchemaReference(Schema, document), Example = Example(status, code, reason) },
                },
            };
        }
    }

    /// <summary>The answers of an operation beside its own.</summary>
    public static void AddTo(OpenApiResponses responses, OpenApiDocument document)
    {
        foreach (var answer in Answers)
        {
            responses[answer.Status] = new OpenApiResponseReference(answer.Name, document);
        }
    }

    private static OpenApiHeader RetryAfter() => new()
    {
        Description = "Seconds to wait.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
    };

    private static OpenApiSchema ProblemSchema()
    {
        var violation = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "field", "pointer", "code", "description" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["field"] = Text("Path of the field as the contract names it, for example categories[0]."),
                ["pointer"] = Text("The same as a JSON pointer into the request (RFC 6901), for example /categories/0."),
                ["code"] = Text("For a program, for example REQUIRED or FORMAT_UUID."),
                ["description"] = Text("For a person; never quotes what was sent."),
            },
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why a call was refused (RFC 9457). Nothing personal is in it.",
            Required = new HashSet<string> { "type", "title", "status", "instance", "grpcCode", "reason", "domain" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("URI of the reason."),
                ["title"] = Text("The reason in English."),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "HTTP status." },
                ["instance"] = Text("The trace, by which an operator finds the call."),
                ["grpcCode"] = Text("Canonical code, for example FAILED_PRECONDITION."),
                ["reason"] = Text("For a program, for example NO_BASIS."),
                ["domain"] = Text("Who defines the reason: mesh.tyollisyys.fi."),
                ["metadata"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "Values that belong to the reason.",
                },
                ["violations"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = violation, Description = "Every violation of the request." },
                ["localized"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String },
                    Description = "The reason in fi, sv and en.",
                },
                ["retryAfter"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "Whole seconds to wait, as in Retry-After." },
            },
        };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static JsonObject Example(string status, string code, string reason) => new()
    {
        ["type"] = $"https://mesh.tyollisyys.fi/problems/{reason}",
        ["title"] = reason,
        ["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
        ["instance"] = "urn:trace:4bf92f3577b34da6a3ce929d0e0e4736",
        ["grpcCode"] = code,
        ["reason"] = reason,
        ["domain"] = "mesh.tyollisyys.fi",
    };
}
