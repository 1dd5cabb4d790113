using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.Disclosure.Tests;

/// <summary>A holder's database as a service has it, with room for a test to watch the commands.</summary>
public sealed class HolderContext(DbContextOptions<HolderContext> options, IEnumerable<IInterceptor> interceptors) : DbContext(options)
{
    /// <summary>For whoever makes the tables.</summary>
    public HolderContext(DbContextOptions<HolderContext> options)
        : this(options, [])
    {
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(interceptors);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddHostingTables().AddDisclosureTables();
}
