using Grpc.Core;
using Mesh.Hosting.Rest;

namespace Mesh.Hosting.Calls;

/// <summary>Until when a caller waits, however the call came: transcoding does not tell a REST call's deadline on.</summary>
public static class CallDeadline
{
    /// <summary>The deadline, UTC; <see cref="DateTime.MaxValue"/> when there is none.</summary>
    public static DateTime Of(ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Deadline == DateTime.MaxValue ? RestDeadline.EndOf(context.GetHttpContext()) ?? DateTime.MaxValue : context.Deadline;
    }
}
