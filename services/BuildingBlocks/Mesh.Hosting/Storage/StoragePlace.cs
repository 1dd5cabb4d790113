namespace Mesh.Hosting.Storage;

/// <summary>Where a participation's database is.</summary>
public abstract record StoragePlace
{
    private StoragePlace()
    {
    }

    /// <summary>A SQLite file, the embedded default.</summary>
    /// <param name="Path">Path of the file.</param>
    public sealed record SqliteFile(string Path) : StoragePlace;

    /// <summary>A database of a PostgreSQL server.</summary>
    /// <param name="Host">Name or address of the server.</param>
    /// <param name="Port">Its port.</param>
    /// <param name="Database">The database.</param>
    /// <param name="User">The role to connect as: the serving role, or the owner to migrate.</param>
    /// <param name="PasswordFile">File with the role's password, read anew for each connection, so that it can be changed under a running service.</param>
    /// <param name="RootCertificate">
    /// PEM file of the authority that the server's certificate must come from, for its name. Null: TLS if the server has it, and whoever
    /// answers is believed; for a server of this machine only.
    /// </param>
    public sealed record Postgres(
        string Host, int Port, string Database, string User, string PasswordFile, string? RootCertificate = null) : StoragePlace;
}
