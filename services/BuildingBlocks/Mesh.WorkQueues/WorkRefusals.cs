using Grpc.Core;
using Mesh.Hosting.Errors;

namespace Mesh.WorkQueues;

/// <summary>What only the queue refuses.</summary>
public static class WorkRefusals
{
    /// <summary>The participation does not keep who the client is.</summary>
    public static readonly RefusalReason ClientNotKept = new(
        StatusCode.FailedPrecondition,
        "CLIENT_NOT_KEPT",
        "Organisaatio ei säilytä tietoa siitä, ketä asia koskee.",
        "Organisationen bevarar inte uppgift om vem saken gäller.",
        "The organisation does not keep whom the matter concerns.");
}
