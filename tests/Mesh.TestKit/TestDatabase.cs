using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.TestKit;

/// <summary>The tables of every service, and one of a test's own.</summary>
public sealed class TestDatabase(DbContextOptions<TestDatabase> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables();
        modelBuilder.Entity<Effect>().ToTable("effect").HasKey(effect => effect.Id);
    }
}

/// <summary>What an act wrote: a row for each time.</summary>
public sealed class Effect
{
    /// <summary>Which time.</summary>
    public long Id { get; private set; }

    /// <summary>What was done.</summary>
    public required string What { get; init; }
}
