using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What a professional of the holder said to a request that waited. It opens nothing by itself: an attempt is decided anew, and then need not wait.</summary>
/// <param name="WaitingId">The request.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Categories">What was looked at; an attempt for more waits again.</param>
/// <param name="Approved">Whether it was approved; else it was rejected.</param>
/// <param name="From">First instant on which the answer holds.</param>
/// <param name="To">First instant on which it no longer does.</param>
public sealed record ApprovalState(
    Guid WaitingId,
    Participation Requester,
    Purpose Purpose,
    IReadOnlyList<DataCategory> Categories,
    bool Approved,
    DateTimeOffset From,
    DateTimeOffset To);
