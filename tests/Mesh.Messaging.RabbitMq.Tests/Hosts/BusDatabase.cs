using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>The tables of the notice road, and one of the handlers' own.</summary>
public sealed class BusDatabase(DbContextOptions<BusDatabase> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables().AddNoticeTables();
        modelBuilder.Entity<Effect>().ToTable("effect").HasKey(effect => effect.Id);
    }
}
