using System.Diagnostics;

namespace Mesh.Hosting.Telemetry;

/// <summary>Names under which the mesh's own spans are found.</summary>
public static class MeshTelemetry
{
    /// <summary>Tag of every span: whose span it is, as <c>&lt;business id&gt;/&lt;ROLE&gt;</c>.</summary>
    public const string ParticipantTag = "mesh.participant";

    /// <summary>Tag of every span that belongs to a flow.</summary>
    public const string FlowTag = "mesh.flow";

    /// <summary>Name of <see cref="Source"/>: what a listener compares, since it is asked while the source is being made.</summary>
    public const string SourceName = "Tyollisyys.Mesh";

    /// <summary>The mesh's own spans: outbox, inbox, door.</summary>
    public static readonly ActivitySource Source = new(SourceName);
}
