using Mesh.Servers;
using Mesh.TestKit.Played;
using Npgsql;

namespace Mesh.Native.Tests;

/// <summary>The databases of a native mesh as their administrator sees them.</summary>
internal sealed class NativeDatabases(PrivatePostgres cluster)
{
    public static string NameOf(string slug) => "mesh_" + slug.Replace('-', '_');

    public async Task<NpgsqlConnection> OpenAsync(string slug)
    {
        var connection = new NpgsqlConnection(TextOf(slug));
        await connection.OpenAsync();
        return connection;
    }

    public IReadOnlyList<IReadOnlyList<string>> Ask(string slug, string sql)
    {
        using var connection = new NpgsqlConnection(TextOf(slug));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        return Tally.Rows(reader);
    }

    public async Task<long> CountAsync(string slug, string sql)
    {
        await using var connection = await OpenAsync(slug);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string slug, string sql)
    {
        await using var connection = await OpenAsync(slug);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    // No pool: a connection that stays would hold up what takes the database away.
    private string TextOf(string slug) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = cluster.Port,
        Database = NameOf(slug),
        Username = cluster.Administrator.Name,
        Password = File.ReadAllText(cluster.Administrator.PasswordFile).Trim(),
        Pooling = false,
    }.ConnectionString;
}
