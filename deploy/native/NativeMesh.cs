using Mesh.Certificates;
using Mesh.Cli;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Servers;
using Mesh.Topology;

namespace Mesh.Native;

/// <summary>
/// The whole topology on this machine: a PostgreSQL cluster with a database and two roles for each participation, a RabbitMQ node with
/// TLS, and every host a process of its own. All of it ends with this process, however that one ends.
/// </summary>
internal sealed class NativeMesh : IAsyncDisposable
{
    private readonly NativeInstallation _installation;
    private readonly Dictionary<string, NativeHost> _hosts = new(StringComparer.Ordinal);
    private PrivatePostgres? _postgres;
    private PrivateRabbitMq? _broker;

    private NativeMesh(NativeInstallation installation) => _installation = installation;

    /// <summary>The broker's node.</summary>
    public PrivateRabbitMq Broker => _broker!;

    /// <summary>The database cluster.</summary>
    public PrivatePostgres Postgres => _postgres!;

    /// <summary>The hosts that run, by name.</summary>
    public IReadOnlyDictionary<string, NativeHost> Hosts => _hosts;

    /// <summary>Starts everything and returns when every host answers. When one cannot start, nothing stays.</summary>
    /// <exception cref="ServerNotInstalledException">PostgreSQL or RabbitMQ is not on this machine.</exception>
    /// <exception cref="ServerFailedException">Something did not start; the message has what it said last.</exception>
    public static async Task<NativeMesh> StartAsync(NativeInstallation installation, Action<string> say, CancellationToken cancellation)
    {
        var mesh = new NativeMesh(installation);
        try
        {
            // The broker takes longest, and neither waits for the other.
            say("Starting PostgreSQL and RabbitMQ …");
            await Task.WhenAll(mesh.StartDatabasesAsync(cancellation), mesh.StartBrokerAsync(cancellation));
            say($"Starting {installation.Plans.Count} hosts …");
            await mesh.StartHostsAsync(cancellation);
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host that was stopped, or has ended, and waits until it answers.</summary>
    public async Task StartHostAsync(HostPlan plan, CancellationToken cancellation)
    {
        _hosts[plan.Name] = NativeHost.Start(_installation, plan);
        using var readiness = new Readiness(_installation);
        await readiness.WaitAsync(_hosts[plan.Name], cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The gateway first, so that nobody is let in while the others stop; servers last.
        if (_hosts.TryGetValue(Site.GatewayName, out var gateway))
        {
            await gateway.DisposeAsync();
        }

        await Task.WhenAll(_hosts.Values.Where(host => host != gateway).Select(host => host.DisposeAsync().AsTask()));
        await Task.WhenAll(_broker?.DisposeAsync().AsTask() ?? Task.CompletedTask, _postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
    }

    private async Task StartDatabasesAsync(CancellationToken cancellation)
    {
        _postgres = await PrivatePostgres.StartAsync(_installation.At("postgres"), cancellation, _installation.Site.DatabasePort);
        foreach (var participation in _installation.Directory.Entries.Select(entry => entry.Participation))
        {
            var database = await _postgres.EnsureDatabaseAsync(Site.DatabaseNameOf(participation), cancellation);
            await DatabaseMigration.RunAsync(
                participation.Role,
                new StoragePlace.Postgres(database.Host, database.Port, database.Name, database.Owner.Name, database.Owner.PasswordFile),
                database.Serving.Name,
                cancellation);

            // Where the host's environment says: the folder of the cluster is the database's user's alone.
            var password = _installation.At(_installation.Site.Own(participation.Slug, "serving.password"));
            new OwnerOnlyFolder(Path.GetDirectoryName(password)!).Write(
                Path.GetFileName(password), await File.ReadAllTextAsync(database.Serving.PasswordFile, cancellation));
        }
    }

    private async Task StartBrokerAsync(CancellationToken cancellation)
    {
        var certificate = _installation.Authority.FileOf(CertificateNames.Broker, CertificateUse.ServerAndClient);
        _broker = await PrivateRabbitMq.StartAsync(
            new PrivateRabbitMqSettings
            {
                Folder = _installation.At("rabbitmq"),
                Port = _installation.Site.Broker.Port,
                CertificatePath = certificate,
                CertificateKeyPath = Path.ChangeExtension(certificate, ".key"),
                TrustedRootsPath = _installation.Authority.RootFile,
                DefinitionsPath = _installation.At("definitions.json"),
            },
            cancellation);
    }

    private async Task StartHostsAsync(CancellationToken cancellation)
    {
        foreach (var plan in _installation.Plans)
        {
            _hosts[plan.Name] = NativeHost.Start(_installation, plan);
        }

        using var readiness = new Readiness(_installation);
        await Task.WhenAll(_hosts.Values.Select(host => readiness.WaitAsync(host, cancellation)));
    }
}
