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
    private readonly Readiness _readiness;
    private readonly Dictionary<string, Balancer> _balancers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NativeHost[]> _hosts = new(StringComparer.Ordinal);
    private PrivatePostgres? _postgres;
    private PrivateRabbitMq? _broker;

    private NativeMesh(NativeInstallation installation) => (_installation, _readiness) = (installation, new Readiness(installation));

    /// <summary>The broker's node.</summary>
    public PrivateRabbitMq Broker => _broker!;

    /// <summary>The database cluster.</summary>
    public PrivatePostgres Postgres => _postgres!;

    /// <summary>The processes of each host, by the host's name.</summary>
    public IReadOnlyDictionary<string, NativeHost[]> Hosts => _hosts;

    /// <summary>Starts everything and returns when every host answers. When one cannot start, nothing stays.</summary>
    /// <exception cref="ServerNotInstalledException">PostgreSQL or RabbitMQ is not on this machine.</exception>
    /// <exception cref="ServerFailedException">Something did not start; the message has what it said last.</exception>
    public static async Task<NativeMesh> StartAsync(NativeInstallation installation, Action<string> say, CancellationToken cancellation)
    {
        var mesh = new NativeMesh(installation);
        try
        {
            // The broker takes longest, and nobody waits for it: hosts start and serve without it.
            say("Starting PostgreSQL and RabbitMQ …");
            using var start = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAll(
                OrNoneAsync(mesh.StartBrokerAsync(start.Token), start),
                OrNoneAsync(mesh.StartDatabasesAndHostsAsync(say, start.Token), start));
            return mesh;
        }
        catch
        {
            await mesh.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Has a process of a host end in good order, as in a rolling restart: it says that it is not ready, its balancer notices, and what it
    /// has begun is answered.
    /// </summary>
    public Task StopAsync(string name, int replica) => _hosts[name][replica].StopAsync();

    /// <summary>Starts a process of a host anew, after it was stopped or has ended, and waits until it answers.</summary>
    /// <param name="name">The host's name.</param>
    /// <param name="replica">Which of its processes, from 0.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task StartAgainAsync(string name, int replica, CancellationToken cancellation)
    {
        var processes = _hosts[name];
        await processes[replica].DisposeAsync();
        processes[replica] = NativeHost.Start(_installation, processes[replica].Plan, processes.Length > 1 ? replica : null);
        await _readiness.WaitAsync(processes[replica], cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The gateway first, so that nobody is let in while the others stop; servers last.
        if (_hosts.TryGetValue(Site.GatewayName, out var gateway))
        {
            await Task.WhenAll(gateway.Select(process => process.DisposeAsync().AsTask()));
        }

        await Task.WhenAll(_hosts.Values.Where(host => host != gateway).SelectMany(host => host).Select(process => process.DisposeAsync().AsTask()));
        await Task.WhenAll(_balancers.Values.Select(balancer => balancer.DisposeAsync().AsTask()));
        _readiness.Dispose();
        await Task.WhenAll(_broker?.DisposeAsync().AsTask() ?? Task.CompletedTask, _postgres?.DisposeAsync().AsTask() ?? Task.CompletedTask);
    }

    // Where one part cannot start, the other is given up and waited for: what it has begun is to end too.
    private static async Task OrNoneAsync(Task part, CancellationTokenSource start)
    {
        try
        {
            await part;
        }
        catch
        {
            await start.CancelAsync();
            throw;
        }
    }

    private async Task StartDatabasesAndHostsAsync(Action<string> say, CancellationToken cancellation)
    {
        await StartDatabasesAsync(cancellation);
        say($"Starting {_installation.Plans.Count} hosts …");
        await StartHostsAsync(cancellation);
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
            var replicas = _installation.ReplicasOf(plan);
            _hosts[plan.Name] = [.. replicas.Select((_, number) => NativeHost.Start(_installation, plan, replicas.Count > 1 ? number : null))];
            if (replicas.Count > 1)
            {
                _balancers[plan.Name] = Balancer.Start(
                    _installation.Site.EndpointOf(plan.Name), replicas, (replica, ended) => _readiness.AskAsync(plan, replica, ended));
            }
        }

        await Task.WhenAll(_hosts.Values.SelectMany(host => host).Select(host => _readiness.WaitAsync(host, cancellation)));
    }
}
