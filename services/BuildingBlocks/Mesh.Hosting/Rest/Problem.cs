using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
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
        context.Response.StatusCode = HttpStatusOf(refusal.StatusCode);
        return WriteAsync(context, refusal.GetRpcStatus() ?? new Google.Rpc.Status { Code = (int)refusal.StatusCode, Message = refusal.Status.Detail });
    }

    /// <summary>Answers that there is no such path.</summary>
    public static Task WriteUnknownPathAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteAsync(context, "");
    }

    /// <summary>Answers an error whose status line is set, from the google.rpc.Status that stands in its body, if one does.</summary>
    internal static Task WriteAsync(HttpContext context, string body) => WriteAsync(context, Parsed(body) ?? OfFramework(context.Response.StatusCode));

    private static async Task WriteAsync(HttpContext context, Google.Rpc.Status status)
    {
        var response = context.Response;
        response.ContentType = MediaType;
        response.ContentLength = null;
        if (status.GetDetail<RetryInfo>()?.RetryDelay is { } delay)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(delay.ToTimeSpan().TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        await response.WriteAsync(Of(status, response.StatusCode).ToJsonString(JsonSerializerOptions.Web), context.RequestAborted);
    }

    private static JsonObject Of(Google.Rpc.Status status, int httpStatus)
    {
        var info = status.GetDetail<ErrorInfo>();
        var code = (StatusCode)status.Code;
        var reason = info?.Reason ?? ReasonOf(code, httpStatus);
        var problem = new JsonObject
        {
            ["type"] = TypeRoot + reason,
            ["title"] = status.Message,
            ["status"] = httpStatus,
            ["instance"] = $"urn:trace:{Activity.Current?.TraceId.ToHexString() ?? "none"}",
            ["grpcCode"] = UpperSnake(code.ToString()),
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

    // What the framework answers before a method is reached carries no status of ours.
    private static Google.Rpc.Status OfFramework(int httpStatus) => new()
    {
        Code = (int)(httpStatus switch
        {
            StatusCodes.Status404NotFound => StatusCode.NotFound,
            StatusCodes.Status405MethodNotAllowed => StatusCode.Unimplemented,
            StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests => StatusCode.ResourceExhausted,
            StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
            < StatusCodes.Status500InternalServerError => StatusCode.InvalidArgument,
            _ => StatusCode.Internal,
        }),
        Message = httpStatus switch
        {
            StatusCodes.Status404NotFound => "There is no such path.",
            StatusCodes.Status405MethodNotAllowed => "The path is called with another HTTP method.",
            StatusCodes.Status413PayloadTooLarge => "The request is too large.",
            StatusCodes.Status415UnsupportedMediaType => "The request must be application/json.",
            StatusCodes.Status504GatewayTimeout => "The deadline passed.",
            < StatusCodes.Status500InternalServerError => "The request cannot be read.",
            _ => "The service failed.",
        },
    };

    private static string ReasonOf(StatusCode code, int httpStatus) => (code, httpStatus) switch
    {
        (_, StatusCodes.Status404NotFound) => "PATH_UNKNOWN",
        (_, StatusCodes.Status405MethodNotAllowed) => "METHOD_NOT_ALLOWED",
        (_, StatusCodes.Status413PayloadTooLarge) => "REQUEST_TOO_LARGE",
        (_, StatusCodes.Status415UnsupportedMediaType) => "MEDIA_TYPE_NOT_SUPPORTED",
        (StatusCode.InvalidArgument, _) => "MALFORMED_REQUEST",
        _ => UpperSnake(code.ToString()),
    };

    /// <summary>google.rpc.Code to HTTP, as google.api.http has it.</summary>
    private static int HttpStatusOf(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    // categories[0].personal_identity_code → /categories/0/personalIdentityCode (RFC 6901; no field name needs escaping).
    private static string PointerOf(string field)
    {
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

    private static string UpperSnake(string name) => Contracts.WireNames.UpperSnake(name);
}
