using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Messaging.Tests.Hosts;

internal sealed class TestDatabase(DbContextOptions<TestDatabase> options) : DbContext(options)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddHostingTables().AddNoticeTables();
        modelBuilder.Entity<Effect>().ToTable("effect").HasKey(effect => effect.Id);
    }
}

/// <summary>What a handler did, or an act wrote: a row for each time.</summary>
internal sealed class Effect
{
    public long Id { get; private set; }

    public required string What { get; init; }

    public required Guid NoticeId { get; init; }

    public int CaseVersion { get; init; }

    public string TraceId { get; init; } = "";
}
