using System.Threading.RateLimiting;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Settings;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>
/// How many attempts each requesting participation may make. Counted before the request's signature is verified and before anything
/// is looked up, so that being refused costs little and tells nothing of whom it was about.
/// </summary>
internal sealed class RequesterLimits(DoorLimits limits, TimeProvider time) : IDisposable
{
    private readonly PartitionedRateLimiter<Participation> _attempts = PartitionedRateLimiter.Create<Participation, Participation>(
        requester => RateLimitPartition.Get(requester, _ => (RateLimiter)new TokenBucket(limits.Burst, limits.PerSecond, time)));

    /// <summary>Counts an attempt.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED RATE_LIMITED with the time to wait, in whole seconds.</exception>
    public void Count(Participation requester)
    {
        using var lease = _attempts.AttemptAcquire(requester);
        if (!lease.IsAcquired)
        {
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told.TotalSeconds : 0;
            throw Refusals.RateLimited.RaiseRetryable(TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait))));
        }
    }

    public void Dispose() => _attempts.Dispose();
}
