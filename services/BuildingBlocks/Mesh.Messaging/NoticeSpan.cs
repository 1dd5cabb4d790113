using System.Diagnostics;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// Spans of the notice road. When nobody listens or the trace is not sampled, a bare activity takes the span's place: the trace id
/// goes on through outbox and inbox and into the journals all the same.
/// </summary>
internal static class NoticeSpan
{
    public static Activity Start(string name, ActivityKind kind, ActivityContext parent, Participation self, Guid flowId)
    {
        var span = MeshTelemetry.Source.StartActivity(name, kind, parent) ?? Bare(name, parent);
        span.SetTag(MeshTelemetry.ParticipantTag, self.ToString());
        span.SetTag(MeshTelemetry.FlowTag, flowId.ToString());
        return span;
    }

    private static Activity Bare(string name, ActivityContext parent)
    {
        var activity = new Activity(name);
        activity.SetIdFormat(ActivityIdFormat.W3C);
        if (parent != default)
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        }

        return activity.Start();
    }
}
