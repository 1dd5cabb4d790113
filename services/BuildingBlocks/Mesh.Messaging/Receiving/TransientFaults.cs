using Grpc.Core;
using Mesh.Hosting.Storage;

namespace Mesh.Messaging;

/// <summary>Which failures pass by themselves: sending again later helps, a person's attention does not.</summary>
internal static class TransientFaults
{
    /// <summary>The code of a passing failure; null when it is none.</summary>
    public static string? CodeOf(Exception fault) => fault switch
    {
        TransientNoticeException transient => transient.Code,
        RpcException { StatusCode: StatusCode.Unavailable } => "UNAVAILABLE",
        RpcException { StatusCode: StatusCode.DeadlineExceeded } => "DEADLINE_EXCEEDED",
        _ when Contention.IsPassing(fault) => "DATABASE_BUSY",
        { InnerException: { } inner } => CodeOf(inner),
        _ => null,
    };
}
