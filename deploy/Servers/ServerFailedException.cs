namespace Mesh.Servers;

/// <summary>A server's program ended, or did not get ready, instead of doing what it was started for.</summary>
/// <param name="what">What was tried.</param>
/// <param name="said">The last lines of what the program said.</param>
public sealed class ServerFailedException(string what, string said) : Exception($"{what} failed: {said.Trim()}");
