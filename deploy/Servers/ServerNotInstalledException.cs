namespace Mesh.Servers;

/// <summary>A server's programs are not on this machine; nothing was started.</summary>
/// <param name="server">The server, as an operator knows it.</param>
/// <param name="package">The Debian package that has it.</param>
public sealed class ServerNotInstalledException(string server, string package)
    : Exception($"{server} is not installed. On Debian: apt-get install --no-install-recommends {package}");
