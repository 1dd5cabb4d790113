namespace Mesh.Architecture.Tests;

/// <summary>The working tree as it lies on disk: what is written by hand, without what a build or a tool leaves there.</summary>
public static class Repository
{
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        "bin", "obj", "node_modules", "vendor", "TestResults", ".git", ".mesh", ".vs", ".idea",
    };

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file, migrations aside: those are generated.</summary>
    public static IReadOnlyList<SourceFile> CSharp { get; } = Read(".cs").Where(f => !f.Path.Contains("/Migrations/")).ToList();

    /// <summary>Every contract of ours.</summary>
    public static IReadOnlyList<SourceFile> Protos { get; } = Read(".proto").ToList();

    /// <summary>Every project.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } = Read(".csproj").Select(f => new ProjectFile(f.Path, f.Text)).ToList();

    /// <summary>Build settings that are not projects.</summary>
    public static IReadOnlyList<SourceFile> BuildSettings { get; } = [.. Read(".props"), .. Read(".targets")];

    /// <summary>One file by its path from the root.</summary>
    public static SourceFile File(string path) => new(path, System.IO.File.ReadAllText(Path.Combine(Root, path)));

    /// <summary>Whether a path from the root exists as a file with something in it.</summary>
    public static bool HasText(string path)
    {
        var file = new FileInfo(Path.Combine(Root, path));
        return file.Exists && file.Length > 0;
    }

    /// <summary>Paths of the folders directly under one, without what is not ours.</summary>
    public static IEnumerable<string> FoldersIn(string path) => new DirectoryInfo(Path.Combine(Root, path))
        .EnumerateDirectories()
        .Where(d => !NotOurs.Contains(d.Name))
        .Select(d => $"{path}/{d.Name}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<SourceFile> Read(string extension) => Walk(new DirectoryInfo(Root))
        .Where(f => f.Extension == extension)
        .Select(f => new SourceFile(Path.GetRelativePath(Root, f.FullName).Replace('\\', '/'), System.IO.File.ReadAllText(f.FullName)))
        .OrderBy(f => f.Path, StringComparer.Ordinal);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return file;
        }

        foreach (var file in folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(Walk))
        {
            yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles("*.sln").Any())
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No solution above the test's own folder.");
    }
}
