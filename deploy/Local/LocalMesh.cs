using System.Net;
using Mesh.Certificates;
using Mesh.Gateway;
using Mesh.Hosting;
using Mesh.Hosting.Clocks;
using Mesh.Hosting.Logging;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Mesh.IdentityProvider;
using Mesh.Kela;
using Mesh.Messaging;
using Mesh.Municipality;
using Mesh.TeOffice;
using Mesh.WellbeingRegion;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mesh.Local;

/// <summary>
/// Every participation, the identity provider and the gateway in one process, each with its own port, certificate, container and
/// database, joined by the local transport. The same hosts as anywhere: nothing in them asks whether they are local.
/// </summary>
public sealed class LocalMesh : IAsyncDisposable
{
    private readonly List<(string Name, WebApplication Host)> _hosts = [];
    private readonly List<IDisposable> _owned = [];
    private const string IdentityProvider = "identity-provider";

    private readonly LocalNoticeBus _bus = new();
    private readonly Installation _installation;
    private readonly LocalOptions _options;
    private readonly DemonstrationClock _clock;

    private LocalMesh(Installation installation, LocalOptions options)
    {
        _installation = installation;
        _options = options;
        _clock = KeptClock.Open(installation.Directory.Current, installation.ClockFile);
    }

    /// <summary>The hosts that serve contracts: each participation by its slug, and the gateway.</summary>
    public IEnumerable<(string Name, WebApplication Host)> Hosts => _hosts.Where(host => host.Name != IdentityProvider);

    /// <summary>Builds and starts everything. When one host cannot start, none stays.</summary>
    /// <param name="installation">What was installed.</param>
    /// <param name="options">Where to listen.</param>
    /// <param name="tracing">What else hears of spans.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LocalMesh> StartAsync(
        Installation installation, LocalOptions options, Action<TracerProviderBuilder>? tracing, CancellationToken cancellation)
    {
        var mesh = new LocalMesh(installation, options);
        try
        {
            await mesh.StartAsync(tracing, cancellation);
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits, at most two seconds, until every notice has been handled or its recipient has asked for another try.</summary>
    public async Task SettledAsync(CancellationToken cancellation)
    {
        for (var tries = 0; tries < 100 && await UnsentAsync(cancellation) > 0; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The gateway first, so that nobody is let in while the others stop.
        foreach (var (_, host) in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
        }

        foreach (var (_, host) in Enumerable.Reverse(_hosts))
        {
            await host.DisposeAsync();
        }

        foreach (var owned in Enumerable.Reverse(_owned))
        {
            owned.Dispose();
        }
    }

    private async Task StartAsync(Action<TracerProviderBuilder>? tracing, CancellationToken cancellation)
    {
        // Once for the process: sources are process-wide, and each provider would export every host's spans.
        var builder = Sdk.CreateTracerProviderBuilder().AddMesh();
        tracing?.Invoke(builder);
        _owned.Add(builder.Build());
        if (TelemetryRegistration.IsCollected)
        {
            _owned.Add(Sdk.CreateMeterProviderBuilder().AddMesh().AddOtlpExporter().Build());
        }


        _hosts.Add((IdentityProvider, BuildIdentityProvider()));
        foreach (var entry in _installation.Directory.Current.Entries)
        {
            var host = BuildService(entry.Participation);
            _hosts.Add((entry.Participation.Slug, host));
            _owned.Add(_bus.Register(entry.Participation, host.Services.GetRequiredService<INoticeReceiver>()));
        }

        _hosts.Add(("gateway", GatewayApplication.Build(_installation.GatewaySettings(), Parts("gateway"))));
        await Task.WhenAll(_hosts.Select(host => host.Host.StartAsync(cancellation)));
    }

    private async Task<int> UnsentAsync(CancellationToken cancellation)
    {
        var unsent = 0;
        foreach (var (_, host) in _hosts)
        {
            await using var scope = host.Services.CreateAsyncScope();
            if (scope.ServiceProvider.GetService<NoticeBacklog>() is { } backlog)
            {
                unsent += await backlog.UnsentAsync(cancellation);
            }
        }

        return unsent;
    }

    private WebApplication BuildService(Participation participation)
    {
        var settings = _installation.SettingsOf(participation);
        var parts = Parts(participation.Slug);
        INoticeTransport Transport(IServiceProvider services) => _bus.TransportOf(participation);
        return participation.Role switch
        {
            ParticipantRole.SocialInsurance => KelaApplication.Build(settings, parts, Transport),
            ParticipantRole.LabourAuthority => TeOfficeApplication.Build(settings, parts, Transport),
            ParticipantRole.SocialCare => WellbeingRegionApplication.Build(settings, parts, Transport),
            ParticipantRole.Municipality => MunicipalityApplication.Build(settings, parts, Transport),
            _ => throw new InvalidOperationException($"No service for the role {participation.Role}."),
        };
    }

    private WebApplication BuildIdentityProvider() => IdentityProviderApplication.Build(new IdentityProviderSettings
    {
        Issuer = _options.Issuer,
        Listen = new IPEndPoint(IPAddress.Loopback, _options.Issuer.Port),
        DataFolder = Path.Combine(_installation.Data, IdentityProvider),
        Certificate = _installation.Authority.Issue(CertificateNames.IdentityProvider, CertificateUse.ServerAndClient),
        TrustedRoots = [_installation.Authority.Root],
        Directory = () => _installation.Directory.Current,
        WebRedirects = [new(_options.WebApplication, "signed-in")],
        NativeRedirects = [new("fi.tyollisyys.mesh:/signed-in"), new("http://127.0.0.1/signed-in")],
        OwnSystems = [.. _installation.Directory.Current.Entries
            .Where(entry => entry.Participation.Role == ParticipantRole.SocialInsurance)
            .Select(entry => CertificateNames.ForOwnSystem(entry.Participation, "payments"))],
        Logging = logging => logging.Services.AddSingleton<ILoggerProvider>(
            _ => new MeshJsonLoggerProvider(LogOf(IdentityProvider), IdentityProvider, TimeProvider.System, leaveOpen: true)),
    });

    private MeshHostParts Parts(string name) => new() { Clock = _clock, Log = LogOf(name), OwnsTelemetry = false };

    private StreamWriter LogOf(string name)
    {
        var log = new StreamWriter(Path.Combine(_installation.Logs, name + ".jsonl"), append: true);
        _owned.Insert(0, log);
        return log;
    }
}
