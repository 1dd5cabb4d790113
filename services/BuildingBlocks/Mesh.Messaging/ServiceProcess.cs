using System.Security.Cryptography;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Clocks;
using Mesh.Hosting.Health;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Mesh.Messaging;

/// <summary>
/// A participation's service as a process of its own, on a broker. Here and not in Mesh.Hosting, which knows no notices: a service that
/// could not send any would keep them for ever.
/// </summary>
public static class ServiceProcess
{
    private const int CannotStart = 2;

    /// <summary>How a service's host is built.</summary>
    public delegate WebApplication Build(MeshServiceSettings settings, MeshHostParts parts, Func<IServiceProvider, INoticeTransport> transport);

    /// <summary>
    /// Reads the settings, runs until told to stop, and gives the exit code: 2 when it cannot start as it is told to. With
    /// <c>health</c> as the first argument it starts nothing: it asks the service that runs here whether it serves, 0 or 1.
    /// </summary>
    public static async Task<int> RunAsync(string[] args, Build build)
    {
        ArgumentNullException.ThrowIfNull(build);
        try
        {
            var isProbe = args is [HealthProbe.Verb, ..];
            var configuration = new ConfigurationBuilder()
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(isProbe ? args[1..] : args)
                .Build();
            var (settings, bus) = Read(configuration);
            if (isProbe)
            {
                return await HealthProbe.OfAsync(settings, settings.Participation.Urn);
            }

            var parts = new MeshHostParts { Clock = ClockOf(configuration, settings) };
            await using var host = build(settings, parts, NoticeRegistration.RabbitMqTransportOf(bus));
            await host.RunAsync();
            return 0;
        }
        catch (SettingsException refused)
        {
            foreach (var fault in refused.Faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            return CannotStart;
        }
        catch (Exception fault) when (fault is DirectoryRefusedException or KeyFileException or StorageNotReadyException or MissingPlatformDataException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return CannotStart;
        }
    }

    /// <summary>What the service and its road for notices are told.</summary>
    /// <exception cref="SettingsException">Something is missing or malformed in either; every fault is named.</exception>
    internal static (MeshServiceSettings Service, RabbitMqSettings Bus) Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var service = Kept(() => MeshServiceSettings.Read(configuration), faults);
        RabbitMqSettings? bus = null;
        if (RabbitMqSettings.IsIn(configuration))
        {
            bus = Kept(() => RabbitMqSettings.Read(configuration), faults);
        }
        else
        {
            faults.Add($"{RabbitMqSettings.Section} is missing: no notice transport is configured. Without a broker, run the mesh in one process: dotnet run --project deploy/Local");
        }

        return faults.Count == 0 ? (service!, bus!) : throw new SettingsException(faults);
    }

    // The clock of a demonstration that is played. Without the setting time is the machine's; with it, elsewhere, the host does not start.
    private static DemonstrationClock? ClockOf(IConfiguration configuration, MeshServiceSettings settings)
    {
        if (configuration["Mesh:Demonstration:ClockFile"] is not { Length: > 0 } file)
        {
            return null;
        }

        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(settings.DirectoryKeyPath));
        using var directory = DirectoryFile.Open(settings.DirectoryPath, key, TimeProvider.System);
        try
        {
            return KeptClock.Open(directory.Current, file);
        }
        catch (InvalidOperationException refused)
        {
            throw new SettingsException([$"Mesh:Demonstration:ClockFile: {refused.Message}"]);
        }
    }

    private static T? Kept<T>(Func<T> read, List<string> faults)
        where T : class
    {
        try
        {
            return read();
        }
        catch (SettingsException refused)
        {
            faults.AddRange(refused.Faults);
            return null;
        }
    }
}
