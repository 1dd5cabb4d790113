namespace Mesh.Servers;

/// <summary>A database of a private cluster, with its two roles.</summary>
/// <param name="Host">Address of the cluster.</param>
/// <param name="Port">Port of the cluster.</param>
/// <param name="Name">The database.</param>
/// <param name="Owner">Owns the tables and migrates them; no service runs under it.</param>
/// <param name="Serving">What a service runs under; it can do what <c>mesh migrate</c> grants it.</param>
public sealed record PrivateDatabase(string Host, int Port, string Name, PrivateRole Owner, PrivateRole Serving);

/// <summary>A role of a private cluster, which logs in by password (SCRAM-SHA-256).</summary>
/// <param name="Name">The role.</param>
/// <param name="PasswordFile">The file that holds its generated password, readable by the starting user alone.</param>
public sealed record PrivateRole(string Name, string PasswordFile);
