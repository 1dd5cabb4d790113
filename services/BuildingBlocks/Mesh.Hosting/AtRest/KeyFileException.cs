namespace Mesh.Hosting.AtRest;

/// <summary>A file of keys cannot be used. A service does not start, without keys it could neither read, write nor sign; one that runs keeps the keys it has.</summary>
public sealed class KeyFileException(string path, string what) : Exception($"The file of keys {path} {what}.");
