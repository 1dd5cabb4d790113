using Mesh.Hosting.Settings;

namespace Mesh.Municipality;

/// <summary>Starts the service on its own. Named, since two top-level programs in one process would clash.</summary>
internal static class Program
{
    private const int CannotStart = 2;

    private static int Main(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args).Build();
        try
        {
            MeshServiceSettings.Read(configuration);
        }
        catch (SettingsException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return CannotStart;
        }

        // Only the launcher of local mode can give a transport so far; without one notices would be kept and never sent.
        Console.Error.WriteLine("No notice transport is configured. Run this service in local mode: dotnet run --project deploy/Local");
        return CannotStart;
    }
}
