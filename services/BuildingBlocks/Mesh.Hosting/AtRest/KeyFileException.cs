namespace Mesh.Hosting.AtRest;

/// <summary>A file of keys cannot be used. The service does not start: without keys it could neither read, write nor sign.</summary>
public sealed class KeyFileException(string path, string what) : Exception($"The file of keys {path} {what}.");
