using Microsoft.EntityFrameworkCore;

namespace Mesh.IdentityProvider.Storage;

/// <summary>OpenIddict's tables in the provider's own SQLite file: clients, and of each sign-in its codes and refresh tokens, without access tokens.</summary>
internal sealed class ProviderStore(DbContextOptions<ProviderStore> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.UseOpenIddict();
    }
}
