using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;

namespace Mesh.Gateway.Routing;

/// <summary>How many calls an address may make before it is known who calls, and how many a person may make.</summary>
public sealed class CallerLimits(GatewaySettings settings, TimeProvider time) : IDisposable
{
    // Whoever has one address of IPv6 has its whole /64.
    private const int BytesOfNetwork = 8;

    private readonly PartitionedRateLimiter<string> _addresses = Buckets(settings.AddressBurst, settings.AddressPerSecond, time);
    private readonly PartitionedRateLimiter<string> _persons = Buckets(settings.PersonBurst, settings.PersonPerSecond, time);

    /// <summary>Counts a call of an address.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED RATE_LIMITED with the time to wait.</exception>
    public void CountAddress(IPAddress? address) => Count(_addresses, KeyOf(address));

    /// <summary>Counts a call of a person.</summary>
    /// <param name="subject">The person's id in the token; the same person at another participation is counted apart.</param>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED RATE_LIMITED with the time to wait.</exception>
    public void CountPerson(string subject) => Count(_persons, subject);

    /// <inheritdoc />
    public void Dispose()
    {
        _addresses.Dispose();
        _persons.Dispose();
    }

    private static string KeyOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, BytesOfNetwork),
        _ => address.ToString(),
    };

    private static void Count(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (!lease.IsAcquired)
        {
            throw Refusals.RateLimited.RaiseRetryable(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
        }
    }

    private static PartitionedRateLimiter<string> Buckets(int burst, int perSecond, TimeProvider time) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.Get(key, _ => (RateLimiter)new TokenBucket(burst, perSecond, time)));
}
