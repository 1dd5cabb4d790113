using Mesh.Hosting.Storage;
using Npgsql;

namespace Mesh.Hosting.Tests.Storage;

public sealed class PostgresConnectionsTests
{
    [Fact]
    public async Task Open_WhenNothingIsSaidOfKerberos_AsksForTlsOnly()
    {
        await using var source = PostgresConnections.Open(new StoragePlace.Postgres("database.invalid", 5432, "mesh", "mesh_serving", "/nowhere", "/roots.crt"));

        var said = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((GssEncryptionMode.Disable, SslMode.VerifyFull), (said.GssEncryptionMode, said.SslMode));
    }
}
