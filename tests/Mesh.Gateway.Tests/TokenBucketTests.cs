using System.Net;
using Grpc.Core;
using Google.Rpc;
using Mesh.Gateway.Routing;
using Mesh.Hosting.Calls;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Gateway.Tests;

public class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Acquire_WhenTheBurstIsUsedUp_IsRefusedUntilAPermitHasComeBack()
    {
        using var bucket = new TokenBucket(burst: 2, perSecond: 4, _time);

        Assert.Equal([true, true, false], [Takes(bucket), Takes(bucket), Takes(bucket)]);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(Takes(bucket));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, false], [Takes(bucket), Takes(bucket)]);
    }

    [Fact]
    public void Acquire_WhenLongUnused_HasTheBurstAndNoMore()
    {
        using var bucket = new TokenBucket(burst: 2, perSecond: 4, _time);
        _time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([true, true, false], [Takes(bucket), Takes(bucket), Takes(bucket)]);
    }

    [Fact]
    public void Idle_WhenFullAgain_CountsFromTheLastCall()
    {
        using var bucket = new TokenBucket(burst: 2, perSecond: 1, _time);
        Takes(bucket);

        Assert.Null(bucket.IdleDuration);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), bucket.IdleDuration);
    }

    [Fact]
    public void Refusal_WhenLimited_SaysHowLongToWait()
    {
        using var limits = new CallerLimits(new() { PersonBurst = 1, PersonPerSecond = 2 }, _time);
        limits.CountPerson("a");
        _time.Advance(TimeSpan.FromMilliseconds(100));

        var refusal = Assert.Throws<RpcException>(() => limits.CountPerson("a"));

        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
        Assert.Equal(TimeSpan.FromMilliseconds(400), refusal.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        limits.CountPerson("b");
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Address_WhenOfTheSameNetwork_IsCountedTogether(string first, string second, bool isTogether)
    {
        using var limits = new CallerLimits(new() { AddressBurst = 1, AddressPerSecond = 1 }, _time);
        limits.CountAddress(IPAddress.Parse(first));

        var refusal = Record.Exception(() => limits.CountAddress(IPAddress.Parse(second)));

        Assert.Equal(isTogether, refusal is RpcException);
    }

    private static bool Takes(TokenBucket bucket)
    {
        using var lease = bucket.AttemptAcquire();
        return lease.IsAcquired;
    }
}
