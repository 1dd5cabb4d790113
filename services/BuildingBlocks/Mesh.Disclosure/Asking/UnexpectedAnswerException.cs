using Grpc.Core;

namespace Mesh.Disclosure;

/// <summary>
/// A holder answered as no door does: it did not take the request, or somebody between answered in its place. Whether there is anything
/// to give is not known. Who asks one door has failed; who asks many has failed with that one.
/// </summary>
/// <param name="status">The canonical code.</param>
/// <param name="reason">The reason, when it is a code.</param>
public sealed class UnexpectedAnswerException(StatusCode status, string? reason)
    : InvalidOperationException($"The door did not take the request: {status} {reason}.")
{
    /// <summary>The canonical code.</summary>
    public StatusCode Status { get; } = status;

    /// <summary>The reason; null when there was none, or it is no code.</summary>
    public string? Reason { get; } = reason;
}
