namespace Mesh.Hosting.Health;

/// <summary>A promise of a service that may be degraded without the service being unfit for calls.</summary>
/// <param name="Name">Which, for example <c>notices-sent</c>.</param>
/// <param name="Kept">Whether it is kept now.</param>
/// <param name="Detail">A figure with its unit, for example <c>oldest unsent 12 s</c>.</param>
public sealed record Promise(string Name, bool Kept, string Detail);

/// <summary>Says whether a promise is kept.</summary>
public interface IPromiseCheck
{
    /// <summary>The promise as it stands now.</summary>
    Task<Promise> CheckAsync(CancellationToken cancellation);
}
