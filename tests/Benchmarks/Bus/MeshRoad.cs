using System.Diagnostics;
using Mesh.Hosting.Health;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Benchmarks.Bus;

/// <summary>
/// Two participations' hosts as services wire them: an act commits a notice into its outbox, the dispatcher sends it, the receiver's handler
/// commits its effect with the inbox's row. Both hosts are in this process, each with a database of its own.
/// </summary>
internal sealed class MeshRoad : IRoad
{
    private const int NoticesOfAnAct = 100;

    private readonly TestHost _sender;
    private readonly TestHost _receiver;
    private readonly Waiting _waiting;

    private MeshRoad(TestHost sender, TestHost receiver, Waiting waiting) => (_sender, _receiver, _waiting) = (sender, receiver, waiting);

    public string Name => "mesh";

    public static async Task<MeshRoad> OpenAsync(Installation installation, TestBroker broker, CancellationToken cancellation)
    {
        var waiting = new Waiting();
        var road = new MeshRoad(
            await StartAsync(installation, broker, Participants.Kela, waiting, cancellation),
            await StartAsync(installation, broker, Participants.TeOffice, waiting, cancellation),
            waiting);
        foreach (var host in (TestHost[])[road._sender, road._receiver])
        {
            while (!await host.InScopeAsync(scope => IsConnectedAsync(scope, cancellation)))
            {
                await Task.Delay(50, cancellation);
            }
        }

        return road;
    }

    public async Task<TimeSpan> SendAsync(CancellationToken cancellation)
    {
        var notice = Notice();
        var arrival = _waiting.For(notice.CaseId);
        var committed = await _sender.InScopeAsync(scope => CommitAsync(scope, [notice], cancellation));
        return Stopwatch.GetElapsedTime(committed, await arrival.WaitAsync(cancellation));
    }

    public async Task<TimeSpan> CatchUpAsync(int count, CancellationToken cancellation)
    {
        var recipient = Participants.TeOffice.ToString();
        var holds = _sender.Services.GetRequiredService<DeliveryHolds>();
        holds.Hold(recipient);
        var notices = Enumerable.Range(0, count).Select(_ => Notice()).ToList();
        var arrivals = notices.Select(notice => _waiting.For(notice.CaseId)).ToList();
        foreach (var act in notices.Chunk(NoticesOfAnAct))
        {
            await _sender.InScopeAsync(scope => CommitAsync(scope, act, cancellation));
        }

        var begun = Stopwatch.GetTimestamp();
        holds.Release(recipient, newestFirst: false);
        _sender.Services.GetRequiredService<OutboxSignal>().Wake(recipient);
        return Stopwatch.GetElapsedTime(begun, (await Task.WhenAll(arrivals).WaitAsync(cancellation)).Max());
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    // Each of another case.
    private static PlanSigned Notice() =>
        new() { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = 3, PlanVersion = 1, SignerRole = SignerRole.Client };

    private static async Task<long> CommitAsync(IServiceProvider scope, IEnumerable<PlanSigned> notices, CancellationToken cancellation)
    {
        var committed = 0L;
        var transactions = scope.GetRequiredService<Transactions>();
        await transactions.RunAsync(
            _ =>
            {
                // First, so that it runs before the dispatcher is woken.
                transactions.AfterCommit(() => committed = Stopwatch.GetTimestamp());
                var outbox = scope.GetRequiredService<Outbox>();
                foreach (var notice in notices)
                {
                    outbox.Add(notice, Participants.TeOffice, "F08 PlanSigned");
                }

                return Task.CompletedTask;
            },
            cancellation);
        return committed;
    }

    private static async Task<bool> IsConnectedAsync(IServiceProvider scope, CancellationToken cancellation)
    {
        foreach (var check in scope.GetServices<IPromiseCheck>().Where(check => check.GetType().Name == "BusConnectedPromise"))
        {
            if (!(await check.CheckAsync(cancellation)).Kept)
            {
                return false;
            }
        }

        return true;
    }

    private static Task<TestHost> StartAsync(
        Installation installation, TestBroker broker, Participation participation, Waiting waiting, CancellationToken cancellation) =>
        TestHost.StartAsync<RoadDatabase>(
            installation,
            participation,
            new()
            {
                Register = builder => builder.Services
                    .AddSingleton(waiting)
                    .AddRabbitMqNotices(broker.Settings)
                    .AddNoticeHandler<PlanSigned, EffectHandler>(),
                Map = app => app.MapNotices(),
            },
            cancellation);

    private sealed class EffectHandler(DbContext database, Transactions transactions, Waiting waiting) : INoticeHandler<PlanSigned>
    {
        public string Name => "effect";

        public Task<NoticeAct> PrepareAsync(PlanSigned notice, NoticeContext context, CancellationToken cancellation) => Task.FromResult<NoticeAct>(_ =>
        {
            database.Add(new RoadEffect { What = notice.CaseId });
            transactions.AfterCommit(() => waiting.Arrived(notice.CaseId));
            return Task.CompletedTask;
        });
    }
}

/// <summary>The notice road's tables, and one that the handler writes to.</summary>
internal sealed class RoadDatabase(DbContextOptions<RoadDatabase> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables().AddNoticeTables();
        modelBuilder.Entity<RoadEffect>().ToTable("effect").HasKey(effect => effect.Id);
    }
}

/// <summary>What the handler did.</summary>
internal sealed class RoadEffect
{
    public long Id { get; private set; }

    public required string What { get; init; }
}
