using Mesh.TestKit.Played;

namespace Mesh.Native.Tests;

/// <summary>Ports for a native mesh beside whatever else runs on this machine.</summary>
internal static class NativePorts
{
    // Gateway and participations, identity provider, broker's three, database; two replicas of each but the identity provider.
    private static readonly int[] Offsets = [.. Enumerable.Range(0, 25), .. Enumerable.Range(100, 12), .. Enumerable.Range(200, 12)];

    public static int Free(int notBefore = 0) => LauncherProcess.FreePorts(notBefore, Offsets);
}
