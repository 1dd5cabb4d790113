namespace Mesh.Hosting.Telemetry;

/// <summary>Something that is looked up every so often and measured: what waits, what is kept. Resolved in a scope of its own.</summary>
public interface IMeasured
{
    /// <summary>Looks it up and records it.</summary>
    Task MeasureAsync(CancellationToken cancellation);
}
