using System.Diagnostics;
using Grpc.Core;
using Mesh.Certificates;
using Mesh.Player;
using Mesh.Servers;
using Spectre.Console;

namespace Mesh.Native;

/// <summary>Starts the topology, plays, serves when asked, and stops everything.</summary>
internal static class Launcher
{
    private const int CannotStart = 2;

    // As a shell says of what ended by Ctrl-C. What was to be played was not, so it is none of the codes of a play.
    private const int Interrupted = 130;

    /// <summary>Runs to the end; gives the process's exit code.</summary>
    public static async Task<int> RunAsync(NativeOptions options, CancellationToken cancellation)
    {
        var console = AnsiConsole.Console;
        var started = Stopwatch.StartNew();
        try
        {
            using var installation = NativeInstallation.Open(options);
            await using var mesh = await NativeMesh.StartAsync(installation, console.WriteLine, cancellation);
            console.WriteLine($"Everything answers {started.Elapsed.TotalSeconds:0.0} s after the start.");
            using var stage = new Stage(installation);
            var outcome = await new Journeys(stage.Mesh, console).PlayAsync(options.Files, cancellation);
            console.WriteLine($"Journeys ended {started.Elapsed.TotalSeconds:0.0} s after the start.");
            if (options.Serve)
            {
                SayHowToGoOn(console, installation);
                await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            console.WriteLine("Stopping …");
            return outcome;
        }
        catch (Exception fault) when (fault is ServerNotInstalledException or ServerFailedException or FolderNotOursException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return CannotStart;
        }
        catch (Exception fault) when (cancellation.IsCancellationRequested && fault is OperationCanceledException or RpcException)
        {
            return Interrupted;
        }
    }

    private static void SayHowToGoOn(IAnsiConsole console, NativeInstallation installation)
    {
        var writer = console.Profile.Out.Writer;
        writer.WriteLine();
        foreach (var plan in installation.Plans)
        {
            writer.WriteLine($"{installation.Site.EndpointOf(plan.Name)}  {plan.Name}");
        }

        writer.WriteLine($"""

            As an operator: dotnet run --project deploy/Cli -- health --persona operator --settings {Path.GetRelativePath(Environment.CurrentDirectory, installation.At("mesh.json"))}
            Logs are in {Path.GetRelativePath(Environment.CurrentDirectory, installation.At("logs"))}. Serving until Ctrl-C.
            """);
    }
}
