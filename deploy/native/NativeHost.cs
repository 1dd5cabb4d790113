using Mesh.Servers;
using Mesh.Topology;

namespace Mesh.Native;

/// <summary>One host as a process of its own, started from its environment file in the installation's folder.</summary>
internal sealed class NativeHost : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly LeashedProcess _process;

    private NativeHost(HostPlan plan, Uri address, string log, LeashedProcess process) => (Plan, Address, Log, _process) = (plan, address, log, process);

    /// <summary>What it is.</summary>
    public HostPlan Plan { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>File of what it says.</summary>
    public string Log { get; }

    /// <summary>Whether it is no more.</summary>
    public bool HasEnded => _process.HasEnded;

    /// <summary>Starts it; it is not ready yet.</summary>
    /// <param name="installation">What it is told.</param>
    /// <param name="plan">What it is.</param>
    /// <param name="replica">Which of its replicas, from 0; null when it has none beside it.</param>
    public static NativeHost Start(NativeInstallation installation, HostPlan plan, int? replica)
    {
        var name = replica is null ? plan.Name : $"{plan.Name}-{replica}";
        var log = installation.At(Path.Combine("logs", name + ".log"));
        var address = replica is { } number ? installation.Site.ReplicaOf(plan.Name, number) : installation.Site.ListenOf(plan.Name);
        var environment = File.ReadLines(installation.At(Path.Combine("hosts", plan.Name, "environment")))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[0] == HostPlan.Listen ? address.AbsoluteUri : parts[1]));
        var program = Path.Combine(AppContext.BaseDirectory, plan.Assembly + ".dll");
        var process = LeashedProcess.Start(log, "TERM", ["dotnet", program], environment: environment, workingDirectory: installation.Folder);
        return new NativeHost(plan, address, log, process);
    }

    /// <summary>Has it end in good order: calls that run are answered first.</summary>
    public Task StopAsync() => _process.StopAsync(StopLimit);

    /// <summary>Ends it as SIGKILL does.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>The last lines it said, for whoever wonders why it ended.</summary>
    public string LastLines() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(10)) : "";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _process.DisposeAsync();
    }
}
