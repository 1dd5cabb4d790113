using System.Threading.RateLimiting;

namespace Mesh.Hosting.Calls;

/// <summary>
/// Permits that come back steadily up to a burst. The library's own bucket counts by the system's clock; this one by the host's, and it
/// needs no timer: what has come back is counted when somebody asks.
/// </summary>
public sealed class TokenBucket(int burst, int perSecond, TimeProvider time) : RateLimiter
{
    private readonly Lock _gate = new();
    private double _permits = burst;
    private long _filledAt = time.GetTimestamp();
    private long _takenAt = time.GetTimestamp();

    /// <summary>A full bucket is as good as a new one and may be forgotten.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                Fill();
                return _permits >= burst ? time.GetElapsedTime(_takenAt) : null;
            }
        }
    }

    /// <inheritdoc />
    public override RateLimiterStatistics? GetStatistics() => null;

    /// <inheritdoc />
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            Fill();
            if (_permits < permitCount)
            {
                return new Refused(TimeSpan.FromSeconds((permitCount - _permits) / perSecond));
            }

            _permits -= permitCount;
            _takenAt = _filledAt;
            return Permitted.Instance;
        }
    }

    /// <summary>Nobody waits here: a caller is told how long to wait.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private void Fill()
    {
        var now = time.GetTimestamp();
        _permits = Math.Min(burst, _permits + Math.Max(0, time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
    }

    private sealed class Permitted : RateLimitLease
    {
        public static readonly Permitted Instance = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? wait : null;
            return metadata is not null;
        }
    }
}
