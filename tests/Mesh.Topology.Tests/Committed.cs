using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary>The directory that the committed topology is made of.</summary>
internal static class Committed
{
    public static string DirectoryFile { get; } = SourceTree.At("deploy/participants.json");

    public static ParticipantDirectory Directory { get; } = ParticipantDirectory.Read(File.ReadAllBytes(DirectoryFile)).Directory;
}
