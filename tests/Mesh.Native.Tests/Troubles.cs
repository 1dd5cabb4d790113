using System.Collections.Concurrent;
using Mesh.Topology;

namespace Mesh.Native.Tests;

/// <summary>
/// What goes wrong while the journeys are played. What was restarted is there again before the mesh's clock moves: a demonstration's
/// clocks move one after the other, and a host that starts would be of yesterday.
/// </summary>
internal sealed class Troubles(NativeMesh mesh, NativeInstallation installation, Stage stage)
{
    private const string Sender = "0246246-0-social-insurance";
    private const string Recipient = "2296962-1-labour-authority";
    private const int BrokerMove = 8;
    private const int KillMove = 14;
    private const int RollingMove = 20;

    private readonly NativeDatabases _databases = new(mesh.Postgres);
    private MarkTrap? _trap;
    private bool _isSprung;
    private int _moves;
    private Task _underWay = Task.CompletedTask;

    /// <summary>Notices that were published, received and not marked when their service was killed.</summary>
    public long PublishedUnmarked { get; private set; }

    /// <summary>Whether those were sent once more.</summary>
    public bool SentAgain { get; private set; }

    /// <summary>What was done, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Calls that were answered while replica after replica was restarted.</summary>
    public int Answered { get; private set; }

    /// <summary>Calls that were not.</summary>
    public List<string> Failed { get; } = [];

    public async Task BeforeTheClockMovesAsync(CancellationToken cancellation)
    {
        await _underWay;
        _trap ??= await MarkTrap.SetAsync(_databases, Sender);
        if (!_isSprung && await HasUnsentAsync())
        {
            await KillBetweenPublishAndMarkAsync(cancellation);
        }

        await stage.SettledAsync(cancellation);
    }

    public Task AfterTheClockMovedAsync(CancellationToken cancellation)
    {
        _moves++;
        _underWay = _moves switch
        {
            BrokerMove => RestartBrokerAsync(cancellation),
            KillMove => KillAReplicaOfEachAsync(cancellation),
            RollingMove => RollAsync(cancellation),
            _ => Task.CompletedTask,
        };
        return Task.CompletedTask;
    }

    /// <summary>Returns when nothing is being restarted any more.</summary>
    public Task EndAsync() => _underWay;

    // Each service once; a start of a process is what takes long, so of organisations that run the same one only those of the journeys.
    public static readonly IReadOnlyList<string> Services = [Sender, Recipient, "3221308-6-social-care", "0162193-3-municipality"];

    /// <summary>What runs twice: these services, and the gateway before them.</summary>
    public static readonly IReadOnlyList<string> Replicated = [.. Services, Site.GatewayName];

    private async Task<bool> HasUnsentAsync() => await _databases.CountAsync(Sender, "SELECT count(*) FROM notice_outbox WHERE sent_at IS NULL") > 0;

    private async Task KillBetweenPublishAndMarkAsync(CancellationToken cancellation)
    {
        while (!await _trap!.IsSprungAsync())
        {
            await Task.Delay(20, cancellation);
        }

        var unmarked = _databases.Ask(Sender, "SELECT notice_id, recipient FROM notice_outbox WHERE sent_at IS NULL");
        var (notice, handled) = (unmarked[0][0], $"SELECT count(*) FROM notice_inbox WHERE notice_id = '{unmarked[0][0]}'");
        Assert.Equal("2296962-1/LABOUR_AUTHORITY", unmarked[0][1]);
        while (await _databases.CountAsync(Recipient, handled) == 0)
        {
            await Task.Delay(20, cancellation);
        }

        await Task.WhenAll(mesh.Hosts[Sender].Select(replica => replica.KillAsync()));
        await _trap.DisposeAsync();
        _isSprung = true;
        PublishedUnmarked = await _databases.CountAsync(Sender, $"SELECT count(*) FROM notice_outbox WHERE sent_at IS NULL AND notice_id = '{notice}'");
        await Task.WhenAll(Enumerable.Range(0, mesh.Hosts[Sender].Length).Select(replica => mesh.StartAgainAsync(Sender, replica, cancellation)));
        await stage.SettledAsync(cancellation);
        SentAgain = await _databases.CountAsync(Sender, $"SELECT count(*) FROM notice_outbox WHERE sent_at IS NOT NULL AND notice_id = '{notice}'") == 1;
        Done.Add("killed between publish and mark");
    }

    private async Task RestartBrokerAsync(CancellationToken cancellation)
    {
        await mesh.Broker.StopAsync();
        await mesh.Broker.StartAsync(cancellation);
        Done.Add("broker restarted");
    }

    private async Task KillAReplicaOfEachAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(Services.Select(name => mesh.Hosts[name][0].KillAsync()));
        await Task.WhenAll(Services.Select(name => mesh.StartAgainAsync(name, 0, cancellation)));
        Done.Add("a replica of each killed");
    }

    private async Task RollAsync(CancellationToken cancellation)
    {
        // Two at a time: a process that starts keeps one core busy, and one that drains none.
        var made = new ConcurrentBag<SteadyCalls>();
        await Parallel.ForEachAsync(Replicated, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation }, async (name, token) =>
        {
            using var calls = new SteadyCalls(installation, stage.Mesh, name == Site.GatewayName ? Sender : name);
            await calls.WhileAsync(RollAsync(name, token), token);
            made.Add(calls);
        });
        Answered = made.Sum(calls => calls.Answered);
        Failed.AddRange(made.SelectMany(calls => calls.Failed));
        Done.Add("each restarted replica by replica");
    }

    // Never away as a whole: one replica after the other.
    private async Task RollAsync(string name, CancellationToken cancellation)
    {
        for (var replica = 0; replica < mesh.Hosts[name].Length; replica++)
        {
            await mesh.StopAsync(name, replica);
            await mesh.StartAgainAsync(name, replica, cancellation);
        }
    }
}
