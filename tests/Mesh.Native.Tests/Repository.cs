namespace Mesh.Native.Tests;

/// <summary>The folder that all this was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Tyollisyys.Mesh.sln")) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
