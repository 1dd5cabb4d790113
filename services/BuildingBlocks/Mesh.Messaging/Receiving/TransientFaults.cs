using System.Data.Common;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace Mesh.Messaging;

/// <summary>Which failures pass by themselves: sending again later helps, a person's attention does not.</summary>
internal static class TransientFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>The code of a passing failure; null when it is none.</summary>
    public static string? CodeOf(Exception fault) => fault switch
    {
        TransientNoticeException transient => transient.Code,
        RpcException { StatusCode: StatusCode.Unavailable } => "UNAVAILABLE",
        RpcException { StatusCode: StatusCode.DeadlineExceeded } => "DEADLINE_EXCEEDED",
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => "DATABASE_BUSY",
        DbException { IsTransient: true } => "DATABASE_BUSY",
        { InnerException: { } inner } => CodeOf(inner),
        _ => null,
    };
}
