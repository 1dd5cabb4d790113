using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Google.Protobuf.Reflection;
using Mesh.OpenApi;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mesh.Hosting.Rest;

/// <summary>
/// Reads a request before transcoding does and leaves to it what can be kept; the rest waits as <see cref="RestFaults"/> until the
/// caller is known.
/// </summary>
internal static class RestRequest
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>False when the body is of a media type that is not read; nothing has been read then.</summary>
    public static async Task<bool> ReadAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not { } endpoint || HttpCall.Of(endpoint.MethodDescriptor) is not { } call)
        {
            return true;
        }

        var faults = new RestFaults();
        context.Features.Set(faults);
        CheckQuery(context, call, faults);
        return !call.HasBody || await ReadBodyAsync(context, call, faults);
    }

    private static async Task<bool> ReadBodyAsync(HttpContext context, HttpCall call, RestFaults faults)
    {
        using var sent = new MemoryStream();
        await context.Request.Body.CopyToAsync(sent, context.RequestAborted);
        var bytes = sent.ToArray();
        if (bytes.Length > 0 && !IsJson(context.Request.ContentType))
        {
            return false;
        }

        // Nothing at all is a request with nothing in it, as over gRPC.
        var json = bytes.Length == 0 ? [] : Parsed(bytes);
        if (json is null)
        {
            faults.Add("", JsonCodes.MalformedJson, "The body must be one JSON object in UTF-8, and no name in it may be given twice.");
        }
        else
        {
            JsonForm.Check(json, call.Method.InputType, "", faults);
            CheckPath(json, context, call, faults);

            // Not all of it was looked at, so none of it is left to transcoding.
            json = faults.AreTooMany ? [] : json;
        }

        if (bytes.Length == 0 || faults.Any)
        {
            bytes = JsonSerializer.SerializeToUtf8Bytes(json ?? []);
        }

        context.Request.ContentType = "application/json";
        context.Request.ContentLength = bytes.Length;
        context.Request.Body = new MemoryStream(bytes, writable: false);
        return true;
    }

    private static void CheckPath(JsonObject json, HttpContext context, HttpCall call, RestFaults faults)
    {
        foreach (var field in call.PathFields)
        {
            foreach (var name in new[] { field.JsonName, field.Name })
            {
                if (json[name]?.ToString() is { Length: > 0 } said && said != context.Request.RouteValues[field.Name]?.ToString())
                {
                    faults.Add(field.Name, JsonCodes.DiffersFromPath, "Must be as in the path, or left out of the body.");
                    json.Remove(name);
                }
            }
        }
    }

    private static void CheckQuery(HttpContext context, HttpCall call, RestFaults faults)
    {
        var kept = new List<KeyValuePair<string, string?>>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, texts) in context.Request.Query)
        {
            var (path, field) = call.HasBody ? (Shown(name), null) : Resolved(call.Method.InputType, name);
            var fault = field switch
            {
                null => (JsonCodes.UnknownField, call.HasBody ? "The body is the request; there are no parameters." : $"{call.Method.InputType.FullName} has no such field."),
                _ when call.PathFields.Contains(field) || !given.Add(path) || (texts.Count > 1 && !field.IsRepeated) => (JsonCodes.GivenTwice, "Must be given once."),
                _ when texts.Any(text => !JsonValues.IsGood(JsonValues.OfQuery(text ?? "", field), field)) => JsonValues.FaultOf(field),
                _ => default,
            };
            if (fault is (string code, string description))
            {
                faults.Add(path, code, description);
            }
            else
            {
                kept.AddRange(texts.Select(text => KeyValuePair.Create(name, text)));
            }
        }

        if (faults.Any)
        {
            context.Request.QueryString = QueryString.Create(kept);
        }
    }

    // page_size, pageSize, and the fields of nested messages after a dot.
    private static (string Path, FieldDescriptor? Field) Resolved(MessageDescriptor type, string name)
    {
        var path = "";
        FieldDescriptor? field = null;
        foreach (var part in name.Split('.'))
        {
            var within = field is null ? type : field is { IsRepeated: false } && JsonValues.IsNested(field) ? field.MessageType : null;
            if (within is null || JsonForm.FieldOf(within, part) is not { } found)
            {
                return (Shown(name), null);
            }

            field = found;
            path = JsonForm.Below(path, field.Name);
        }

        return (path, field is not null && !field.IsMap && !JsonValues.IsNested(field) ? field : null);
    }

    private static string Shown(string name) => string.Join('.', name.Split('.').Select(JsonForm.Shown));

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    // An escaped half of a surrogate pair is found only when the text is read, hence both exceptions.
    private static JsonObject? Parsed(byte[] bytes)
    {
        try
        {
            var json = Utf8.IsValid(bytes) ? JsonNode.Parse(bytes, null, Strict) as JsonObject : null;
            json?.ToJsonString();
            return json;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
