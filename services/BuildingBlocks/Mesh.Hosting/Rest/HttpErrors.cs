using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Microsoft.AspNetCore.Http;

namespace Mesh.Hosting.Rest;

/// <summary>Canonical codes as HTTP statuses, and what HTTP itself refuses as canonical codes.</summary>
internal static class HttpErrors
{
    /// <summary>google.rpc.Code to HTTP, as its definition says; too large a request is 413 rather than 429.</summary>
    public static int StatusOf(StatusCode code, string? reason) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted when reason == Refusals.RequestTooLarge.Reason => StatusCodes.Status413PayloadTooLarge,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>What the framework answered before a method was reached, which carries no status of ours.</summary>
    public static Google.Rpc.Status StatusOf(int httpStatus) => httpStatus == StatusCodes.Status413PayloadTooLarge
        ? Refusals.RequestTooLarge.StatusOf([])
        : new Google.Rpc.Status { Code = (int)CodeOf(httpStatus) };

    /// <summary>The reason of an error that gives none.</summary>
    public static string ReasonOf(StatusCode code, int httpStatus) => httpStatus switch
    {
        StatusCodes.Status404NotFound => "PATH_UNKNOWN",
        StatusCodes.Status405MethodNotAllowed => "METHOD_NOT_ALLOWED",
        StatusCodes.Status415UnsupportedMediaType => "MEDIA_TYPE_NOT_SUPPORTED",
        _ when code == StatusCode.InvalidArgument => "MALFORMED_REQUEST",
        _ => WireNames.UpperSnake(code.ToString()),
    };

    /// <summary>The words for an error that gives none of ours: the framework's may quote what was sent.</summary>
    public static string TextOf(int httpStatus) => httpStatus switch
    {
        StatusCodes.Status401Unauthorized => Refusals.Unauthenticated.En,
        StatusCodes.Status403Forbidden => Refusals.AccessDenied.En,
        StatusCodes.Status404NotFound => "There is no such path.",
        StatusCodes.Status405MethodNotAllowed => "The path is called with another HTTP method.",
        StatusCodes.Status415UnsupportedMediaType => "The request must be application/json in UTF-8.",
        StatusCodes.Status429TooManyRequests => Refusals.RateLimited.En,
        StatusCodes.Status499ClientClosedRequest => "The caller gave up.",
        StatusCodes.Status501NotImplemented => "The method is not served here.",
        StatusCodes.Status503ServiceUnavailable => "A call that this one depends on failed.",
        StatusCodes.Status504GatewayTimeout => "The deadline passed.",
        < StatusCodes.Status500InternalServerError => "The request cannot be read.",
        _ => Refusals.Fault.En,
    };

    private static StatusCode CodeOf(int httpStatus) => httpStatus switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status403Forbidden => StatusCode.PermissionDenied,
        StatusCodes.Status404NotFound => StatusCode.NotFound,
        StatusCodes.Status405MethodNotAllowed or StatusCodes.Status501NotImplemented => StatusCode.Unimplemented,
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
        StatusCodes.Status429TooManyRequests or StatusCodes.Status431RequestHeaderFieldsTooLarge => StatusCode.ResourceExhausted,
        StatusCodes.Status499ClientClosedRequest => StatusCode.Cancelled,
        StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        < StatusCodes.Status500InternalServerError => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };
}
