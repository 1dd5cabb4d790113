using Mesh.Identity;

namespace Mesh.Hosting;

/// <summary>Live things a host is given by whoever starts it. Each has its production default.</summary>
public sealed record MeshHostParts
{
    /// <summary>Law and business time; by default the machine's.</summary>
    public MeshClock? Clock { get; init; }

    /// <summary>Machine time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where JSON log lines go.</summary>
    public TextWriter Log { get; init; } = Console.Out;

    /// <summary>
    /// Whether the host registers OpenTelemetry. Sources are process-wide, so where several hosts share a process only its launcher does.
    /// </summary>
    public bool OwnsTelemetry { get; init; } = true;
}
