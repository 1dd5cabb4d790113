using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Rest;

/// <summary>Refusals as Problem Details (RFC 9457), with the same reason, metadata and violations as over gRPC.</summary>
public static class Problem
{
    /// <summary>Media type of the body.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Begins the type; the reason follows.</summary>
    public const string TypeRoot = "https://mesh.tyollisyys.fi/problems/";

    /// <summary>The types of error details that refusals carry.</summary>
    public static readonly TypeRegistry Details = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);

    private static readonly JsonParser Reader = new(JsonParser.Settings.Default.WithTypeRegistry(Details).WithIgnoreUnknownFields(true));

    /// <summary>Answers a refusal of this host itself.</summary>
    public static Task WriteAsync(HttpContext context, RpcException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return WriteAsync(context, refusal.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)refusal.StatusCode, Message = refusal.Status.Detail });
    }

    /// <summary>Answers that there is no such path.</summary>
    public static Task WriteUnknownPathAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(context, "");
    }

    /// <summary>Answers an error whose status line is set, from the google.rpc.Status that stands in its body, if one does.</summary>
    internal static Task WriteAsync(HttpContext context, string body) => Parsed(body) is { } status
        ? WriteAsync(context, status)
        : WriteAsync(context, HttpErrors.StatusOf(context.Response.StatusCode), context.Response.StatusCode);

    private static Task WriteAsync(HttpContext context, Google.Rpc.Status status) =>
        WriteAsync(context, status, HttpErrors.StatusOf((StatusCode)status.Code, status.GetDetail<ErrorInfo>()?.Reason));

    private static async Task WriteAsync(HttpContext context, Google.Rpc.Status status, int httpStatus)
    {
        var response = context.Response;
        response.StatusCode = httpStatus;
        response.ContentType = MediaType;
        response.ContentLength = null;
        var problem = Of(status, httpStatus);
        if (status.GetDetail<RetryInfo>()?.RetryDelay is { } delay)
        {
            // Whole seconds, and never too few.
            var seconds = Math.Max(1, (long)Math.Ceiling(delay.ToTimeSpan().TotalSeconds));
            problem["retryAfter"] = seconds;
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (httpStatus == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await response.WriteAsync(problem.ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
    }

    private static JsonObject Of(Google.Rpc.Status status, int httpStatus)
    {
        var info = status.GetDetail<ErrorInfo>();
        var code = (StatusCode)status.Code;
        var reason = info?.Reason ?? HttpErrors.ReasonOf(code, httpStatus);
        var problem = new JsonObject
        {
            ["type"] = TypeRoot + reason,
            ["title"] = info is null ? HttpErrors.TextOf(httpStatus) : status.Message,
            ["status"] = httpStatus,
            ["instance"] = $"urn:trace:{Activity.Current?.TraceId.ToHexString() ?? "none"}",
            ["grpcCode"] = WireNames.UpperSnake(code.ToString()),
            ["reason"] = reason,
            ["domain"] = RefusalReason.Domain,
        };
        if (info is { Metadata.Count: > 0 })
        {
            problem["metadata"] = new JsonObject(info.Metadata.OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value)));
        }

        if (status.GetDetail<BadRequest>() is { FieldViolations.Count: > 0 } request)
        {
            problem["violations"] = new JsonArray([.. request.FieldViolations.Select(violation => new JsonObject
            {
                ["field"] = violation.Field,
                ["pointer"] = PointerOf(violation.Field),
                ["code"] = violation.Reason,
                ["description"] = violation.Description,
            })]);
        }

        var texts = status.Details.Where(detail => detail.Is(LocalizedMessage.Descriptor)).Select(detail => detail.Unpack<LocalizedMessage>()).ToList();
        if (texts.Count > 0)
        {
            problem["localized"] = new JsonObject(texts.Select(text => KeyValuePair.Create(text.Locale, (JsonNode?)text.Message)));
        }

        return problem;
    }

    private static Google.Rpc.Status? Parsed(string body)
    {
        try
        {
            return body.Length == 0 ? null : Reader.Parse<Google.Rpc.Status>(body);
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or InvalidJsonException)
        {
            return null;
        }
    }

    // categories[0].personal_identity_code → /categories/0/personalIdentityCode (RFC 6901; no field name needs escaping).
    private static string PointerOf(string field)
    {
        if (field.Length == 0)
        {
            return "";
        }

        var pointer = new StringBuilder();
        foreach (var part in field.Replace("]", "", StringComparison.Ordinal).Split('.', '['))
        {
            pointer.Append('/');
            for (var i = 0; i < part.Length; i++)
            {
                pointer.Append(part[i] == '_' && i + 1 < part.Length ? char.ToUpperInvariant(part[++i]) : part[i]);
            }
        }

        return pointer.ToString();
    }
}
