using Mesh.Identity;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Tests.Hosts;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>F01 as time passes, with nothing recorded.</summary>
public sealed class SweepTests
{
    private static readonly string Other = People.Born(new(1990, 1, 1), 901);

    [Fact]
    public async Task Sweep_WhenReplicasRunItAtOnce_TellsOnce()
    {
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)), Of(Other, Months("2022-12", 12)));
        kela.MoveTo(Day("1.12.2023"));

        await using var replica = kela.Replica();
        KelaHost[] hosts = [kela, replica, kela, replica];

        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.SweepAsync())));

        Assert.Equal(2, (await kela.OutboxAsync()).Count);
        Assert.DoesNotContain("failed", kela.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_WhenTheServiceIsStartedAnew_TellsWhatWasNotToldAndNothingTwice()
    {
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));

        await kela.RestartAsync();
        Assert.Equal(1, await kela.SweepAsync("1.12.2023"));

        await kela.RestartAsync();
        Assert.Equal(1, await kela.SweepAsync());
        Assert.Equal(0, (await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)))).Notices);
    }

    [Fact]
    public async Task Sweep_WhenTheClockJumpsPastTheRun_TellsItAllTheSame()
    {
        await using var kela = await KelaHost.StartAsync(Day("15.11.2023"));
        var under25 = People.Born(Day("10.12.1998"), 904);
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)), Of(under25, Months("2023-08", 4)));

        Assert.Equal(2, await kela.SweepAsync("5.3.2024"));
        Assert.Equal(["2023-12-01", "2023-12-01"], (await kela.ListNoticesAsync()).Notices.Select(notice => notice.ReachedOn));
    }

    [Fact]
    public async Task Sweep_WhenOneClientIsInTrouble_TellsOfTheOthersAndStaysDue()
    {
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)), Of(Other, Months("2022-12", 12)));
        var (first, _) = ((await kela.RowsAsync<AssistanceWatch>())[0], 0);
        await kela.TamperAsync("UPDATE subject SET code = @code WHERE subject_id = @subject", ("code", new byte[1]), ("subject", first.SubjectId.ToString()));

        Assert.Equal(1, await kela.SweepAsync("1.12.2023"));

        Assert.Contains("Looking for prolonged assistance failed (AtRestTamperedException)", kela.Log, StringComparison.Ordinal);
        Assert.Equal(Day("1.12.2023"), (await kela.RowsAsync<AssistanceWatch>()).Single(watch => watch.SubjectId == first.SubjectId).NextLookOn);
    }

    [Fact]
    public async Task Service_WhenADemonstrationsClockMoves_LooksAtOnce()
    {
        using var looks = new Looks();
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        await using var running = await RunningAsync(kela);

        kela.MoveTo(Day("1.12.2023"));

        await looks.UntilAsync(async () => (await kela.OutboxAsync()).Count == 1);
    }

    [Fact]
    public async Task Service_WhenNobodyMovesAClock_LooksAsTheMachinesTimePasses()
    {
        using var looks = new Looks();
        using var time = new AwaitedTime(HelsinkiTime.StartOf(Day("1.12.2023")).AddMinutes(-1));
        await using var kela = await KelaHost.StartAsync(Day("30.11.2023"), time, goesWithTheMachine: true);
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        await using var running = await RunningAsync(kela);
        await time.SomebodyWaitsAsync();
        Assert.Empty(await kela.OutboxAsync());

        time.Advance(TimeSpan.FromMinutes(1));

        await looks.UntilAsync(async () => (await kela.OutboxAsync()).Count == 1);
    }

    private static async Task<Running> RunningAsync(KelaHost kela)
    {
        var running = new Running(kela.New<AssistanceSweep>());
        await running.StartAsync();
        return running;
    }

    /// <summary>The sweep as a host runs it.</summary>
    private sealed class Running(AssistanceSweep sweep) : IAsyncDisposable
    {
        public Task StartAsync() => sweep.StartAsync(TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            await sweep.StopAsync(CancellationToken.None);
            sweep.Dispose();
        }
    }
}
