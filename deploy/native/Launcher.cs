using System.Diagnostics;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Player;
using Mesh.Servers;
using Mesh.Topology;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Native;

/// <summary>Starts the topology, plays, serves when asked, and stops everything.</summary>
internal static class Launcher
{
    private const int CannotStart = 2;

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
            var outcome = await PlayAsync(installation, console, options.Files, cancellation);
            console.WriteLine($"Journeys ended {started.Elapsed.TotalSeconds:0.0} s after the start.");
            if (options.Serve)
            {
                SayHowToGoOn(console, installation);
                await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            console.WriteLine("Stopping …");
            return outcome;
        }
        catch (Exception fault) when (fault is ServerNotInstalledException or ServerFailedException or InvalidOperationException { TargetSite.DeclaringType.Name: nameof(NativeInstallation) })
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return CannotStart;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static async Task<int> PlayAsync(NativeInstallation installation, IAnsiConsole console, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var directory = installation.Directory;
        var connections = new ActorConnections
        {
            Gateway = installation.Site.EndpointOf(Site.GatewayName),
            Issuer = installation.Site.EndpointOf(Site.IdentityProviderName),
            Endpoints = directory.Entries.ToDictionary(entry => entry.Participation, entry => entry.Endpoint),
            CertificateOf = uri => installation.Authority.Issue(uri, CertificateUse.ClientOnly),
            TrustedRoots = [installation.Authority.Root],
        };
        var trust = new ServerTrust([installation.Authority.Root], TimeProvider.System);
        var channels = directory.Entries.ToDictionary(entry => entry.Participation, entry => GrpcChannel.ForAddress(entry.Endpoint, new GrpcChannelOptions
        {
            HttpHandler = trust.Handler(
                entry.Participation.Urn,
                installation.Authority.Issue(CertificateNames.ForOwnSystem(entry.Participation, "launcher"), CertificateUse.ClientOnly)),
            DisposeHttpClient = true,
        }));
        try
        {
            var delivery = new Delivery(channels.ToDictionary(known => known.Key, known => new DeliveryService.DeliveryServiceClient(known.Value)));

            // Every host has a clock of its own.
            var clocks = directory.Entries.Select(entry => entry.Participation).ToList();
            return await new Journeys(new PlayedOn(connections, directory, installation.At("play.jsonl"), clocks, delivery.SettledAsync), console)
                .PlayAsync(files, cancellation);
        }
        finally
        {
            foreach (var channel in channels.Values)
            {
                channel.Dispose();
            }
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
