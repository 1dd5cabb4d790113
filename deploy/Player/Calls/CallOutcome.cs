using Google.Rpc;
using Grpc.Core;
using Newtonsoft.Json.Linq;

namespace Mesh.Player;

/// <summary>What came of a call.</summary>
internal sealed record CallOutcome
{
    public required StatusCode Status { get; init; }

    /// <summary>Status message: short, and by contract without anything personal.</summary>
    public string Detail { get; init; } = "";

    /// <summary>google.rpc.ErrorInfo.reason; null when there was none.</summary>
    public string? Reason { get; init; }

    /// <summary>google.rpc.ErrorInfo.metadata; empty when there was none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of google.rpc.BadRequest, in their order.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>The answer in protobuf's JSON mapping with default values written out; null when the call was refused.</summary>
    public JToken? Answer { get; init; }

    /// <summary>W3C trace id of the call.</summary>
    public required string TraceId { get; init; }

    public static CallOutcome Of(RpcException refusal, string traceId)
    {
        var status = refusal.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        return new()
        {
            Status = refusal.StatusCode,
            Detail = refusal.Status.Detail,
            Reason = info?.Reason,
            Metadata = info?.Metadata.ToDictionary() ?? [],
            Violations = [.. status?.GetDetail<BadRequest>()?.FieldViolations.Select(v => v.Field) ?? []],
            TraceId = traceId,
        };
    }

    public bool IsSameAs(CallOutcome other) =>
        Status == other.Status && Reason == other.Reason && JToken.DeepEquals(Answer, other.Answer);
}
