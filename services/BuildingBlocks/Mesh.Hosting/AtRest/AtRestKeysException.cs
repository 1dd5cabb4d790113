namespace Mesh.Hosting.AtRest;

/// <summary>A file of keys cannot be used. The service does not start: without keys it could neither read nor write.</summary>
public sealed class AtRestKeysException(string path, string what) : Exception($"The file of keys {path} {what}.");
