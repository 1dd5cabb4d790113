using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Health;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>A participation's host on the real broker, with a database of its own.</summary>
internal sealed class BusHost : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly string _folder;

    private BusHost(TestHost host, string folder) => (_host, _folder) = (host, folder);

    public Handling Handling => _host.Services.GetRequiredService<Handling>();

    public IServiceProvider Services => _host.Services;

    public string Log => _host.Log;

    public Uri Address => _host.Address;

    /// <summary>Starts a host, which connects as soon as there is a broker.</summary>
    public static async Task<BusHost> StartAsync(
        Broker broker, Participation participation, Func<RabbitMqSettings, RabbitMqSettings>? change = null, string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("bus-").FullName;
        var settings = change is null ? broker.Settings : change(broker.Settings);
        var plan = new TestHostPlan
        {
            Settings = usual => usual with { DataFolder = folder },
            Register = builder => builder.Services
                .AddSingleton<Handling>()
                .AddRabbitMqNotices(settings)
                .AddNoticeHandler<PlanSigned, SignedHandler>()
                .AddNoticeHandler<PlanActivated, ActivatedHandler>(),
            Map = app => app.MapNotices(),
        };
        return new(await TestHost.StartAsync<BusDatabase>(broker.Installation, participation, plan, TestContext.Current.CancellationToken), folder);
    }

    /// <summary>The same, and waits until it is connected.</summary>
    public static async Task<BusHost> StartConnectedAsync(
        Broker broker, Participation participation, Func<RabbitMqSettings, RabbitMqSettings>? change = null)
    {
        var host = await StartAsync(broker, participation, change);
        await Eventually.TrueAsync(async () => (await host.BusPromiseAsync()).Kept);
        return host;
    }

    public static PlanSigned Signed() =>
        new() { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = 3, PlanVersion = 1, SignerRole = SignerRole.Client };

    /// <summary>Tells a notice in a transaction of its own.</summary>
    public Task<Guid> TellAsync(IMessage notice, Participation recipient) => _host.InScopeAsync(scope =>
        scope.GetRequiredService<Transactions>().RunAsync(
            _ => Task.FromResult(scope.GetRequiredService<Outbox>().Add(notice, recipient, $"F07 {notice.Descriptor.Name}")), CancellationToken.None));

    public Task<Promise> BusPromiseAsync() => _host.InScopeAsync(scope =>
        scope.GetServices<IPromiseCheck>().OfType<BusConnectedPromise>().Single().CheckAsync(CancellationToken.None));

    public Task<List<T>> RowsAsync<T>()
        where T : class => _host.RowsAsync<T>();

    public async Task<List<string>> EffectsAsync() => (await RowsAsync<Effect>()).ConvertAll(effect => effect.What);

    /// <summary>Waits until a row of the outbox is as said.</summary>
    public Task OutboxAsync(Guid notice, Func<OutboxRow, bool> condition) =>
        Eventually.TrueAsync(async () => (await RowsAsync<OutboxRow>()).Exists(row => row.NoticeId == notice && condition(row)));

    /// <summary>Waits until one notice is parked and gives its row.</summary>
    public async Task<ParkedRow> ParkedAsync()
    {
        await Eventually.TrueAsync(async () => (await RowsAsync<ParkedRow>()).Count > 0);
        return Assert.Single(await RowsAsync<ParkedRow>());
    }

    /// <summary>Whether readiness lets calls in.</summary>
    public async Task<bool> IsReadyAsync() =>
        (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status == HealthStatus.Healthy;

    /// <summary>An operator has everything sent again.</summary>
    public Task<ResendNoticesResponse> ResendAsync(Participation recipient) => InScopeAsync(scope =>
    {
        scope.GetRequiredService<CallScope>().Enter(new(CallerKind.Operator, null, "o1", "substantial"));
        var now = TimeProvider.System.GetUtcNow();
        return ActivatorUtilities.CreateInstance<OutboxGrpcService>(scope).ResendNotices(
            new()
            {
                RequestId = Guid.CreateVersion7().ToString(),
                Since = (now - TimeSpan.FromHours(1)).ToTimestamp(),
                Until = (now + TimeSpan.FromHours(1)).ToTimestamp(),
                Recipient = recipient.ToString(),
            },
            new TestCall());
    });

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> use) => await _host.InScopeAsync(use);

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        // In order, and before the rest is killed: what was handled and not yet acknowledged would come to the next test's host.
        await Services.GetServices<IHostedService>().OfType<ConnectedTransportHost>().Single().StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
