using System.Text;
using Grpc.Net.Client;
using Mesh.Hosting;
using Mesh.Hosting.Settings;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.TestKit;

/// <summary>How a test's host differs from a service's.</summary>
public sealed record TestHostPlan
{
    /// <summary>Registrations of its own.</summary>
    public Action<WebApplicationBuilder> Register { get; init; } = _ => { };

    /// <summary>What it serves beside what every service serves.</summary>
    public Action<WebApplication> Map { get; init; } = _ => { };

    /// <summary>Whether it serves journal, health, clock and reflection as every service does.</summary>
    public bool ServesCommon { get; init; } = true;

    /// <summary>The mesh's clock; the machine's when left out.</summary>
    public MeshClock? Clock { get; init; }

    /// <summary>Machine time; the installation's when left out.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Settings other than the installation's.</summary>
    public Func<MeshServiceSettings, MeshServiceSettings> Settings { get; init; } = settings => settings;

    /// <summary>Whether its endpoint goes to the directory.</summary>
    public bool IsListed { get; init; } = true;
}

/// <summary>A participation's host as services build it: Kestrel, mutual TLS, its own database; on a free port.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly WebApplication _host;
    private readonly StringBuilder _log;

    private TestHost(Installation installation, Participation participation, WebApplication host, StringBuilder log)
    {
        _installation = installation;
        Participation = participation;
        _host = host;
        _log = log;
        Address = host.ListeningAt();
    }

    /// <summary>Whom it serves.</summary>
    public Participation Participation { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its container.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Everything logged so far, one JSON object a line.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Builds and starts it.</summary>
    /// <typeparam name="TContext">Its database.</typeparam>
    public static async Task<TestHost> StartAsync<TContext>(
        Installation installation, Participation participation, TestHostPlan plan, CancellationToken cancellation)
        where TContext : DbContext
    {
        var log = new StringBuilder();
        var builder = MeshService.CreateBuilder<TContext>(On<TContext>(plan.Settings(installation.ServiceSettings(participation))), new MeshHostParts
        {
            Clock = plan.Clock,
            Time = plan.Time ?? installation.Time,
            Log = new LogWriter(log),
            OwnsTelemetry = false,
        });
        plan.Register(builder);
        var host = builder.Build();
        if (plan.ServesCommon)
        {
            host.MapMeshService();
        }

        plan.Map(host);
        try
        {
            await host.StartAsync(cancellation);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        var started = new TestHost(installation, participation, host, log);
        installation.Follow(host.Services.GetRequiredService<DirectoryFile>());
        if (plan.IsListed)
        {
            installation.Change(draft => draft.Endpoints[participation] = started.Address);
        }

        return started;
    }

    /// <summary>A channel to it under the certificate of a mesh name.</summary>
    public GrpcChannel Channel(string clientUri) => _installation.Channel(Address, Participation.Urn, clientUri);

    /// <summary>Uses the host's services in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }

    /// <summary>All rows of a table.</summary>
    public Task<List<T>> RowsAsync<T>()
        where T : class =>
        InScopeAsync(scope => scope.GetRequiredService<DbContext>().Set<T>().AsNoTracking().ToListAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Killed rather than stopped: a graceful stop waits for the connections that tests leave open.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _host.StopAsync(now.Token);
        await _host.DisposeAsync();
    }

    private static MeshServiceSettings On<TContext>(MeshServiceSettings settings)
        where TContext : DbContext => settings with
    {
        Storage = TestStorage.Server<TContext>(Path.Combine(settings.DataFolder, settings.Participation.Slug + ".db")),
    };

    private sealed class LogWriter(StringBuilder log) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (log)
            {
                log.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (log)
            {
                log.Append(value);
            }
        }
    }
}
