using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Municipality.Storage;

/// <summary>The municipality's database. Nobody else reads or writes it.</summary>
public sealed class MunicipalityDbContext(DbContextOptions<MunicipalityDbContext> options) : DbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseMeshConventions();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables();
        modelBuilder.AddNoticeTables();
        modelBuilder.AddDisclosureTables();
        modelBuilder.AddConsentNoticeTables();
        modelBuilder.AddClientNoticeTables();
        modelBuilder.AddWorkTables();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MunicipalityDbContext).Assembly);
    }
}
