using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A request that was read: well-formed, so that only the decision is left.</summary>
/// <param name="Request">As received.</param>
/// <param name="RequestId">Links attempts.</param>
/// <param name="Attempt">What the decision sees.</param>
/// <param name="Statement">The requester's signature of it.</param>
/// <param name="AsOf">Civil day the facts are asked for.</param>
internal sealed record ReceivedAttempt(DiscloseRequest Request, Guid RequestId, DisclosureAttempt Attempt, RequestStatement Statement, DateOnly AsOf)
{
    /// <summary>Nothing of the request: a protobuf message tells all of itself as text, the identity code included.</summary>
    public override string ToString() => $"Attempt {RequestId}";
}
