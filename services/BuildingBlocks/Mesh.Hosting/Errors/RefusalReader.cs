using Google.Rpc;
using Grpc.Core;

namespace Mesh.Hosting.Errors;

/// <summary>Reads at a client what <see cref="RefusalReason"/> wrote at the server.</summary>
public static class RefusalReader
{
    /// <summary>
    /// The reason of a refusal by the mesh; null when the error has none, as when the connection failed or a proxy answered.
    /// What cannot be parsed, or is of another domain, is no reason either: the canonical code then says all there is.
    /// </summary>
    public static string? ReasonOf(RpcException exception) => InfoOf(exception)?.Reason;

    /// <summary>The metadata beside the reason; empty when there is none.</summary>
    public static IReadOnlyDictionary<string, string> MetadataOf(RpcException exception) =>
        InfoOf(exception)?.Metadata.ToDictionary() ?? [];

    /// <summary>The violations of an INVALID_REQUEST, in the server's order; empty for other errors.</summary>
    public static IReadOnlyList<Violation> ViolationsOf(RpcException exception) =>
        StatusOf(exception)?.GetDetail<BadRequest>()?.FieldViolations
            .Select(v => new Violation(v.Field, v.Reason, v.Description)).ToList() ?? [];

    private static ErrorInfo? InfoOf(RpcException exception) =>
        StatusOf(exception)?.GetDetail<ErrorInfo>() is { Domain: RefusalReason.Domain } info ? info : null;

    private static Google.Rpc.Status? StatusOf(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Trailers.GetRpcStatus(ignoreParseError: true);
    }
}
