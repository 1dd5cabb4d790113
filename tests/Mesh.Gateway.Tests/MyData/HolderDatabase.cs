using Mesh.ClientNotices;
using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>The tables of a holder that tells its clients, as every service has them.</summary>
public sealed class HolderDatabase(DbContextOptions<HolderDatabase> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddHostingTables().AddDisclosureTables().AddClientNoticeTables();
}
