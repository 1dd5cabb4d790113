using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

/// <summary>A holder's database as a service has it.</summary>
public sealed class HolderContext(DbContextOptions<HolderContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddHostingTables().AddDisclosureTables();
}
