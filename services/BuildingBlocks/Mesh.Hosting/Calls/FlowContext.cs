using System.Diagnostics;
using Mesh.Hosting.Telemetry;

namespace Mesh.Hosting.Calls;

/// <summary>The flow that the running act belongs to: minted with the first act or notice, then copied to every call and notice.</summary>
public sealed class FlowContext(TimeProvider time)
{
    private Guid? _id;

    /// <summary>The flow; minted on first use when none was brought along.</summary>
    public Guid Id
    {
        get
        {
            if (_id is null)
            {
                Continue(Guid.CreateVersion7(time.GetUtcNow()));
            }

            return _id!.Value;
        }
    }

    /// <summary>Whether a flow has been minted or brought along.</summary>
    public bool IsKnown => _id is not null;

    /// <summary>Goes on in this flow, as a case or notice says; it overrides what the caller brought along.</summary>
    public void Continue(Guid flowId)
    {
        _id = flowId;
        Activity.Current?.SetTag(MeshTelemetry.FlowTag, flowId.ToString());
    }
}
