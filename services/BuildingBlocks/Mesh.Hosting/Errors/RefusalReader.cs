using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Mesh.Hosting.Errors;

/// <summary>Reads at a client what <see cref="RefusalReason"/> wrote at the server.</summary>
public static partial class RefusalReader
{
    /// <summary>
    /// The reason of a refusal by the mesh; null when the error has none, as when the connection failed or a proxy answered.
    /// What cannot be parsed, or is of another domain, is no reason either: the canonical code then says all there is.
    /// </summary>
    public static string? ReasonOf(RpcException exception) => InfoOf(exception)?.Reason;

    /// <summary>
    /// The reason when it is a code, as every reason of the mesh is; else null. What is kept, logged or shown of a peer's answer is this:
    /// its text could hold anything, a person's code too.
    /// </summary>
    public static string? CodeOf(RpcException exception) => ReasonOf(exception) is { } reason && IsCode(reason) ? reason : null;

    /// <summary>Whether a text is a code, with no room for a person's.</summary>
    public static bool IsCode(string text) => Code().IsMatch(text);

    /// <summary>The metadata beside the reason; empty when there is none.</summary>
    public static IReadOnlyDictionary<string, string> MetadataOf(RpcException exception) =>
        InfoOf(exception)?.Metadata.ToDictionary() ?? [];

    /// <summary>The violations of an INVALID_REQUEST, in the server's order; empty for other errors.</summary>
    public static IReadOnlyList<Violation> ViolationsOf(RpcException exception) =>
        DetailOf<BadRequest>(exception)?.FieldViolations
            .Select(v => new Violation(v.Field, v.Reason, v.Description)).ToList() ?? [];

    private static ErrorInfo? InfoOf(RpcException exception) =>
        DetailOf<ErrorInfo>(exception) is { Domain: RefusalReason.Domain } info ? info : null;

    // A detail, too, may be no message of its type: what a peer sends is no fault of whoever reads it.
    private static TDetail? DetailOf<TDetail>(RpcException exception)
        where TDetail : class, IMessage<TDetail>, new()
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            return exception.Trailers.GetRpcStatus(ignoreParseError: true)?.GetDetail<TDetail>();
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // No six digits in a row: a code of a person would pass otherwise.
    [GeneratedRegex(@"\A(?!.*[0-9]{6})[A-Z0-9_]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
