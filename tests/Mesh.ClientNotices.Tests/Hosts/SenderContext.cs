using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.ClientNotices.Tests.Hosts;

/// <summary>A sender's database as a service has it.</summary>
internal sealed class SenderContext(DbContextOptions<SenderContext> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseMeshConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.AddHostingTables().AddDisclosureTables().AddClientNoticeTables();
}
