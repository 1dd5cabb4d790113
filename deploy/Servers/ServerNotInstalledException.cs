namespace Mesh.Servers;

/// <summary>A server's programs are not on this machine; the message says which, where they were looked for and how to get them.</summary>
public sealed class ServerNotInstalledException(string message) : Exception(message);
