using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>A sender's database as a service has it, with room for a test to watch the commands.</summary>
internal sealed class SenderContext(DbContextOptions<SenderContext> options, IEnumerable<IInterceptor> interceptors) : DbContext(options)
{
    /// <summary>For whoever makes the tables.</summary>
    public SenderContext(DbContextOptions<SenderContext> options)
        : this(options, [])
    {
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.AddInterceptors(interceptors);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddHostingTables().AddDisclosureTables().AddClientNoticeTables();
}
