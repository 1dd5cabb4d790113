using System.Runtime.CompilerServices;
using Mesh.Identity;

namespace Mesh.Topology.Tests;

/// <summary>The repository's own files.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static string DirectoryFile { get; } = At("deploy/participants.json");

    public static ParticipantDirectory Directory { get; } = ParticipantDirectory.Read(File.ReadAllBytes(DirectoryFile)).Directory;

    public static string At(string path) => Path.Combine(Root, path);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
