namespace Mesh.Hosting.Storage;

/// <summary>The database cannot be served from as it is; the message says what an operator has to do.</summary>
/// <param name="what">What is wrong, and what to do.</param>
public sealed class StorageNotReadyException(string what) : Exception(what);
