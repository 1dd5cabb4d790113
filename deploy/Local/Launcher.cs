using System.Diagnostics;
using Grpc.Core;
using Mesh.Certificates;
using Mesh.Hosting.Storage;
using Mesh.Player;
using Spectre.Console;

namespace Mesh.Local;

/// <summary>Starts the mesh, plays, says how to go on, and serves.</summary>
public static class Launcher
{
    private const int CannotStart = 2;

    // As a shell says of what ended by Ctrl-C. What was to be played was not, so it is none of the codes of a play.
    private const int Interrupted = 130;

    /// <summary>Runs to the end; gives the process's exit code.</summary>
    public static async Task<int> RunAsync(LocalOptions options, CancellationToken cancellation)
    {
        var console = AnsiConsole.Console;
        var started = Stopwatch.StartNew();
        try
        {
            using var installation = Installation.Open(options);
            console.WriteLine($"Starting {installation.Directory.Current.Entries.Count} participations, the identity provider and the gateway …");
            await using var mesh = await LocalMesh.StartAsync(installation, options, tracing: null, cancellation);
            console.WriteLine($"Started in {started.Elapsed.TotalSeconds:0.0} s.");
            var outcome = await new Journeys(PlayedOn(installation, mesh, options), console).PlayAsync(options.Files, cancellation);
            console.WriteLine($"Journeys ended {started.Elapsed.TotalSeconds:0.0} s after the start.");
            if (!options.Exit)
            {
                WhatNow.Print(console, installation, options);
                await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return outcome;
        }
        catch (Exception fault) when (Explained(fault) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return CannotStart;
        }
        catch (Exception fault) when (cancellation.IsCancellationRequested && fault is OperationCanceledException or RpcException)
        {
            return Interrupted;
        }
    }

    /// <summary>Starts the mesh and writes the documents that say what it serves.</summary>
    public static async Task<int> DocumentAsync(LocalOptions options, string folder, CancellationToken cancellation)
    {
        try
        {
            using var installation = Installation.Open(options);
            await using var mesh = await LocalMesh.StartAsync(installation, options, tracing: null, cancellation);
            await Documents.WriteAsync(mesh, folder, cancellation);
            return 0;
        }
        catch (Exception fault) when (Explained(fault) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return CannotStart;
        }
    }

    private static PlayedOn PlayedOn(Installation installation, LocalMesh mesh, LocalOptions options)
    {
        var directory = installation.Directory.Current;
        return new PlayedOn(
            new ActorConnections
            {
                Gateway = options.Gateway,
                Issuer = options.Issuer,
                Endpoints = directory.Entries.ToDictionary(entry => entry.Participation, entry => entry.Endpoint),
                CertificateOf = uri => installation.Authority.Issue(uri, CertificateUse.ClientOnly),
                TrustedRoots = [installation.Authority.Root],
            },
            directory,
            installation.PlayLog,
            // One clock is shared by every host of this process, so moving one moves all.
            [directory.Entries[0].Participation],
            mesh.SettledAsync);
    }

    // What a person at the terminal can put right; anything else is a fault and keeps its stack.
    private static string? Explained(Exception fault) => fault switch
    {
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } inUse =>
            $"{inUse.Message} Another mesh may be running; --first-port takes other ports.",
        StorageNotReadyException mismatch => mismatch.Message,
        FolderNotOursException refused => refused.Message,
        _ => null,
    };
}
