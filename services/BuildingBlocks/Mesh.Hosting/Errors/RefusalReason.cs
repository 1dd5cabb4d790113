using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Logging;

namespace Mesh.Hosting.Errors;

/// <summary>
/// Why a call is refused: a canonical gRPC code, a reason in upper snake case (google.rpc.ErrorInfo) and a sentence for
/// people in each language of the mesh. The sentences are fixed, so nothing personal can be in them.
/// </summary>
/// <param name="Code">Canonical gRPC code.</param>
/// <param name="Reason">UPPER_SNAKE_CASE, at most 63 characters (google.rpc.ErrorInfo.reason).</param>
/// <param name="Fi">The sentence in Finnish.</param>
/// <param name="Sv">The sentence in Swedish.</param>
/// <param name="En">The sentence in English; also the status message.</param>
public sealed record RefusalReason(StatusCode Code, string Reason, string Fi, string Sv, string En)
{
    /// <summary>google.rpc.ErrorInfo.domain of every refusal of the mesh.</summary>
    public const string Domain = "mesh.tyollisyys.fi";

    /// <summary>
    /// The exception to throw: <c>throw Refusals.NoBasis.Raise();</c>. The same reason and metadata always give the same
    /// bytes, so that a refusal tells nothing but its reason.
    /// </summary>
    /// <param name="metadata">Ids and codes for machines; never anything that people wrote.</param>
    public RpcException Raise(params (string Key, string Value)[] metadata) => StatusOf(metadata).ToRpcException();

    /// <summary>The exception to throw when the same call may be made again after a while (google.rpc.RetryInfo).</summary>
    public RpcException RaiseRetryable(TimeSpan wait) => StatusOf([], new RetryInfo { RetryDelay = wait.ToDuration() }).ToRpcException();

    /// <summary>The status with further details after the common ones.</summary>
    internal Google.Rpc.Status StatusOf(IEnumerable<(string Key, string Value)> metadata, params IMessage[] details)
    {
        var info = new ErrorInfo { Reason = Reason, Domain = Domain };
        foreach (var (key, value) in metadata)
        {
            info.Metadata.Add(key, Redactor.Redact(value));
        }

        var status = new Google.Rpc.Status { Code = (int)Code, Message = En };
        status.Details.Add(Any.Pack(info));
        status.Details.Add(Sentence("fi", Fi));
        status.Details.Add(Sentence("sv", Sv));
        status.Details.Add(Sentence("en", En));
        status.Details.AddRange(details.Select(Any.Pack));
        return status;
    }

    private static Any Sentence(string locale, string text) =>
        Any.Pack(new LocalizedMessage { Locale = locale, Message = text });
}
