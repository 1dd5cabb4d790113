namespace Mesh.TestKit;

/// <summary>The folder that all this was built from.</summary>
public static class SourceTree
{
    /// <summary>Where the solution lies.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>A file or folder in it.</summary>
    /// <param name="path">As the repository names it.</param>
    /// <returns>Its full path.</returns>
    public static string At(string path) => Path.Combine(Root, path);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Tyollisyys.Mesh.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("Not run inside the repository."));
}
