using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Hosts;

/// <summary>One participation with its own container and SQLite file; nothing runs in the background until a test starts it.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TestHost(ServiceProvider provider, ScriptedTransport transport, LogCollector log)
    {
        _provider = provider;
        Transport = transport;
        Log = log;
    }

    public ScriptedTransport Transport { get; }

    public LogCollector Log { get; }

    public HandlerScript Script => _provider.GetRequiredService<HandlerScript>();

    public INoticeReceiver Receiver => _provider.GetRequiredService<INoticeReceiver>();

    public OutboxDispatcher Dispatcher => _provider.GetRequiredService<OutboxDispatcher>();

    public ActiveReplica Replica => _provider.GetRequiredService<ActiveReplica>();

    public NoticeRetention Retention => _provider.GetRequiredService<NoticeRetention>();

    public Participation Participation => _provider.GetRequiredService<Self>().Participation;

    public static async Task<TestHost> StartAsync(Participation self, string folder, LocalNoticeBus bus, TimeProvider time)
    {
        var log = new LogCollector();
        var transport = new ScriptedTransport(bus.TransportOf(self));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.None).AddProvider(log));
        services.AddSingleton(new Self(self));
        services.AddSingleton(time);
        services.AddSingleton<MeshClock>(new StandingClock());
        services.AddSingleton<HandlerScript>();
        services.AddScoped<CallScope>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        var keys = Path.Combine(folder, self.Slug + ".keys.json");
        services.AddSingleton(File.Exists(keys) ? AtRestKeys.Load(keys) : AtRestKeys.Create(keys));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddMeshStorage<TestDatabase>(TestKit.TestStorage.Place<TestDatabase>(Path.Combine(folder, self.Slug + ".db")));
        services.AddSingleton<DirectoryMembership>(participation => participation != Participants.Stranger);
        services.AddNotices(_ => transport);
        services.AddNoticeHandler<PlanSigned, FirstSignedHandler>();
        services.AddNoticeHandler<PlanSigned, SecondSignedHandler>();
        services.AddNoticeHandler<BenefitDayThresholdReached, ThresholdHandler>();
        services.AddNoticeHandler<PlanActivated, NewestVersionHandler>();
        var host = new TestHost(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }), transport, log);
        await host.InScopeAsync(scope => scope.GetRequiredService<DbContext>().PrepareSchemaAsync(CancellationToken.None));
        await host.Replica.StartAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Sends what is due now and waits for it.</summary>
    public async Task DispatchAsync()
    {
        await Dispatcher.StartLanesAsync(TestContext.Current.CancellationToken);
        await Dispatcher.LanesAsync();
    }

    /// <summary>Runs an act in a transaction that leaves notices.</summary>
    public Task<T> ActAsync<T>(Func<Outbox, DbContext, Task<T>> act) => InScopeAsync(scope =>
        scope.GetRequiredService<Transactions>().RunAsync(
            _ => act(scope.GetRequiredService<Outbox>(), scope.GetRequiredService<DbContext>()), CancellationToken.None));

    /// <summary>Tells one notice.</summary>
    public Task<Guid> TellAsync(Google.Protobuf.IMessage notice, Participation recipient) =>
        ActAsync((outbox, _) => Task.FromResult(outbox.Add(notice, recipient, $"F07 {notice.Descriptor.Name}")));

    public async Task<List<T>> RowsAsync<T>()
        where T : class =>
        await InScopeAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync());

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }

    public async Task InScopeAsync(Func<IServiceProvider, Task> use)
    {
        await using var scope = _provider.CreateAsyncScope();
        await use(scope.ServiceProvider);
    }

    public IEnumerable<IHostedService> Background() => _provider.GetServices<IHostedService>();

    public async ValueTask DisposeAsync()
    {
        var place = _provider.GetRequiredService<StoragePlace>();
        await Replica.StopAsync(CancellationToken.None);
        await _provider.DisposeAsync();
        await TestKit.TestStorage.CloseAsync(place);
    }
}
