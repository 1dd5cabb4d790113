using System.Diagnostics;
using Mesh.Hosting.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Mesh.Hosting.Telemetry;

/// <summary>
/// Says whose a span is where nobody else does, such as a call out: it is whose the span around it is. A process may hold several
/// hosts, so it cannot be a property of the process.
/// </summary>
internal sealed class ParticipantOfSpan : BaseProcessor<Activity>
{
    /// <summary>A call in belongs to the host that takes it, also where the call gate never sees it, as a message too large.</summary>
    public static void OfHost(Activity span, HttpRequest request)
    {
        if (request.HttpContext.RequestServices.GetService<FrontDoor>() is { } door)
        {
            span.SetTag(MeshTelemetry.ParticipantTag, door.Name);
        }
    }

    public override void OnStart(Activity data)
    {
        // Upwards until somebody knows: the gRPC client puts an activity of its own, which nobody tags, around its call.
        for (var span = data; span is not null; span = span.Parent)
        {
            if (span.GetTagItem(MeshTelemetry.ParticipantTag) is { } whose)
            {
                data.SetTag(MeshTelemetry.ParticipantTag, whose);
                return;
            }
        }
    }
}
