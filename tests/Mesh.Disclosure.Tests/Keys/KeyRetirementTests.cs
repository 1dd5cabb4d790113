using Grpc.Core;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Errors;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>A key goes when nothing needs it, and not before.</summary>
public sealed class KeyRetirementTests
{
    private readonly ShiftedTime _time = new();

    [Theory]
    [InlineData("2027-11-30T12:00:00+02:00", false)]
    [InlineData("2027-12-01T23:30:00+02:00", false)]
    [InlineData("2027-12-02T00:00:00+02:00", true)]
    public async Task Retire_WhenNothingHasTheKey_IsDoneAfterTwelveMonths(string now, bool done)
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var aino = await keyed.Holder.KnowAsync(People.Aino);
        await keyed.ReportAsync();
        SetTime("2026-11-30T22:30:00Z");
        await keyed.RotateAsync(time: _time);
        SetTime(now);

        if (!done)
        {
            var refusal = await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync("k1", _time));
            Assert.Equal("KEY_TOO_YOUNG", refusal.Reason);
            Assert.Contains("2027-12-01", refusal.Message, StringComparison.Ordinal);
            return;
        }

        await keyed.RetireAsync("k1", _time);

        Assert.Equal(["k2"], (await keyed.ListAsync()).Select(key => key.Kid));
        var keys = keyed.Holder.Scope().ServiceProvider.Get<AtRestKeys>();
        await Eventually.TrueAsync(() => !keys.All.Any(key => key.Kid == "k1"));
        Assert.Equal(aino, await keyed.Holder.KnowAsync(People.Aino));
        Assert.Equal("k3", (await keyed.RotateAsync(time: _time)).Kid);
    }

    [Fact]
    public async Task Retire_WhenAnythingNeedsTheKey_IsRefusedAndLeavesTheFile()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        await Assert.ThrowsAsync<TimeoutException>(() => keyed.RotateAsync(StopAt(RotationStep.Added), _time));
        Assert.Equal("KEY_IN_USE", await ReasonAsync(keyed, "k1"));
        Assert.Equal("KEY_IN_USE", await ReasonAsync(keyed, "k2"));
        Assert.Equal("KEY_UNKNOWN", await ReasonAsync(keyed, "k3"));
        await Assert.ThrowsAsync<TimeoutException>(() => keyed.RotateAsync(StopAt(RotationStep.Current), _time));
        _time.Advance(TimeSpan.FromDays(400));
        var before = File.ReadAllBytes(keyed.Holder.KeysFile);

        var refusal = await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync("k1", _time));

        Assert.Equal("KEY_IN_USE", refusal.Reason);
        Assert.Contains("subject.code (1), subject.code_index (1)", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(keyed.Holder.KeysFile));
        Assert.Equal(1, (await keyed.RotateAsync(time: _time)).Rows);
        await keyed.RetireAsync("k1", _time);
        Assert.Equal("KEY_UNKNOWN", await ReasonAsync(keyed, "k1"));
    }

    [Fact]
    public async Task Retire_WhenSomebodyIsStillSightedByTheKey_WaitsUntilTheSightingIsForgotten()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var holder = keyed.Holder;
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        await keyed.ReportAsync();
        await keyed.RotateAsync(time: _time);
        _time.Advance(TimeSpan.FromDays(400));

        var refusal = await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync("k1", _time));

        Assert.Contains("subject_sighting.reference_index (1)", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("request_outcome", refusal.Message, StringComparison.Ordinal);
        holder.Clock.Set(holder.Clock.Now.AddDays(400));
        await keyed.InAsync(services => services.Get<Sightings>().SweepAsync(TestContext.Current.CancellationToken));
        await keyed.RetireAsync("k1", _time);
    }

    [Fact]
    public async Task Write_WhenRepeated_HasItsFirstOutcomeWhileTheKeyIsThereAndIsNeverCarriedOutTwice()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var holder = keyed.Holder;
        var form = TestHolder.Form(People.Aino, People.Region);
        var first = await holder.RegisterAsync(form);
        await keyed.ReportAsync();
        await keyed.RotateAsync(time: _time);

        Assert.Equal(first.ConsentId, (await holder.RegisterAsync(form)).ConsentId);

        _time.Advance(TimeSpan.FromDays(400));
        await keyed.RetireAsync("k1", _time);
        var keys = holder.Scope().ServiceProvider.Get<AtRestKeys>();
        await Eventually.TrueAsync(() => !keys.All.Any(key => key.Kid == "k1"));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.RegisterAsync(form));
        Assert.Equal("REQUEST_ID_REUSED", RefusalReader.ReasonOf(refusal));
        Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.ConsentId));
    }

    private static Action<RotationProgress> StopAt(RotationStep step) => progress =>
    {
        if (progress.Step == step)
        {
            throw new TimeoutException();
        }
    };

    private void SetTime(string moment) => _time.Advance(DateTimeOffset.Parse(moment, null) - _time.GetUtcNow());

    private async Task<string> ReasonAsync(KeyedHolder keyed, string kid) =>
        (await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync(kid, _time))).Reason;
}
