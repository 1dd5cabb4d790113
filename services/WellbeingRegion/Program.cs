using Mesh.Messaging;

namespace Mesh.WellbeingRegion;

/// <summary>Starts the service on its own. Named, since two top-level programs in one process would clash.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => ServiceProcess.RunAsync(args, (settings, parts, transport) => WellbeingRegionApplication.Build(settings, parts, transport));
}
