using System.Diagnostics;
using System.Text.Json;
using Mesh.Certificates;
using Mesh.TestKit;

namespace Mesh.Benchmarks.Door;

/// <summary>The client's process, as the one that measures sees it.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    /// <summary>Starts it: the same program under another verb.</summary>
    public static async Task<LoadProcess> StartAsync(Installation installation, DoorPlan plan)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [LoadClient.Verb]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_gcServer"] = "0";
        var process = new LoadProcess(Process.Start(start)!);
        installation.Authority.Issue(DoorHosts.Requester.Urn, CertificateUse.ServerAndClient).Dispose();
        var certificate = installation.Authority.FileOf(DoorHosts.Requester.Urn, CertificateUse.ServerAndClient);
        await process.WriteAsync(new LoadIdentity(
            certificate,
            Path.ChangeExtension(certificate, ".key"),
            installation.Authority.RootFile,
            installation.ServiceSettings(DoorHosts.Requester).SigningKeysPath,
            plan));
        return process;
    }

    /// <summary>Has it call.</summary>
    public async Task<LoadResult> RunAsync(LoadOrder order, CancellationToken cancellation)
    {
        await WriteAsync(order);
        return JsonSerializer.Deserialize<LoadResult>(await _process.StandardOutput.ReadLineAsync(cancellation)
            ?? throw new InvalidOperationException("The client's process has ended; its error stands above."))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    private async Task WriteAsync<T>(T line)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(line));
        await _process.StandardInput.FlushAsync();
    }
}
