using Google.Rpc;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Disclosure.Tests;

/// <summary>Each requesting participation makes so many attempts and no more.</summary>
public sealed class RequesterLimitsTests
{
    [Fact]
    public void Count_WhenTheBurstIsUsedUp_IsRefusedUntilAnAttemptHasComeBack()
    {
        var time = new FakeTimeProvider();
        using var limits = new RequesterLimits(new DoorLimits { PerSecond = 1, Burst = 2 }, time);

        Assert.Equal([true, true, false], [Passes(limits), Passes(limits), Passes(limits)]);
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(Passes(limits));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, false], [Passes(limits), Passes(limits)]);
    }

    [Fact]
    public void Limits_WhenNothingIsSet_AreTheUsualOnes()
    {
        var limits = new DoorLimits();

        Assert.Equal((50, 200, 100), (limits.PerSecond, limits.Burst, limits.UnknownPerHour));
    }

    [Fact]
    public async Task Disclose_WhenARequesterHasMadeTooMany_IsRefusedWithTheTimeToWaitAndNothingIsWritten()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Limits = new DoorLimits { PerSecond = 1, Burst = 1 };
        Assert.Equal(StatusCode.PermissionDenied, (await AttemptAsync(holder, People.Region)).StatusCode);

        var refusal = await AttemptAsync(holder, People.Region);

        Assert.Equal((StatusCode.ResourceExhausted, "RATE_LIMITED"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Equal(1, refusal.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Seconds);
        Assert.Single(await holder.LedgerAsync());
        Assert.Single(await holder.RowsAsync<AnsweredRequest>(row => row.EntryId));

        // Another's attempts are its own.
        Assert.Equal(StatusCode.PermissionDenied, (await AttemptAsync(holder, People.Kela)).StatusCode);
    }

    [Fact]
    public async Task Disclose_WhenARequesterHasMadeTooMany_AnswersTheSameBytesForKnownAndUnknownAndAsksNothing()
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        holder.Limits = new DoorLimits { PerSecond = 1, Burst = 1 };
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        sql.Take();

        var known = Wire(await AttemptAsync(holder, People.Region, People.AinoText));
        var unknown = Wire(await AttemptAsync(holder, People.Region, People.EetuText));

        Assert.Equal(known, unknown);
        Assert.Contains("ResourceExhausted", known, StringComparison.Ordinal);
        Assert.Empty(sql.Take());
    }

    [Fact]
    public async Task Disclose_WhenAStatementIsNotOfTheRequest_IsCountedAsAnAttempt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Limits = new DoorLimits { PerSecond = 1, Burst = 1 };
        var request = TestHolder.Request(People.Aino);
        request.Statement = "none.at.all";

        var refusals = new List<RpcException>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            refusals.Add(await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, request)));
        }

        Assert.Equal(["INVALID_REQUEST", "RATE_LIMITED"], refusals.Select(RefusalReader.ReasonOf));
        Assert.Empty(RefusalReader.ViolationsOf(refusals[1]));
    }

    private static bool Passes(RequesterLimits limits)
    {
        try
        {
            limits.Count(People.Region);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static Task<RpcException> AttemptAsync(TestHolder holder, Mesh.Identity.Participation requester, string code = People.AinoText)
    {
        var request = TestHolder.Request(People.Aino);
        request.Subject.PersonalIdentityCode = code;
        return Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(requester, request));
    }

    private static string Wire(RpcException refusal) => $"{refusal.Status} {string.Join(
        '\n', refusal.Trailers.Select(entry => entry.Key + "=" + (entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value)))}";
}
