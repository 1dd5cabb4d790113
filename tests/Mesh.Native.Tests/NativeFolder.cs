namespace Mesh.Native.Tests;

/// <summary>A data folder of its own.</summary>
internal static class NativeFolder
{
    /// <summary>Makes one. Where root runs the tests the database has a user of its own, who must be able to go through it.</summary>
    public static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-native-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return folder;
    }
}
