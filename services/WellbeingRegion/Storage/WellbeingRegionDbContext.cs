using Mesh.ClientNotices;
using Mesh.ConsentNotices;
using Mesh.Disclosure;
using Mesh.Eligibility;
using Mesh.Hosting.Storage;
using Mesh.Messaging;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;

namespace Mesh.WellbeingRegion.Storage;

/// <summary>The wellbeing services region's database. Nobody else reads or writes it.</summary>
public sealed class WellbeingRegionDbContext(DbContextOptions<WellbeingRegionDbContext> options) : DbContext(options)
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
        modelBuilder.AddOutlookTable();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WellbeingRegionDbContext).Assembly);
    }
}
