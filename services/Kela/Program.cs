using Mesh.Messaging;

namespace Mesh.Kela;

/// <summary>Starts the service on its own. Named, since two top-level programs in one process would clash.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => ServiceProcess.RunAsync(args, KelaApplication.Build);
}
