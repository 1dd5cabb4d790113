using Microsoft.EntityFrameworkCore;

namespace Mesh.IdentityProvider.Storage;

/// <summary>OpenIddict's tables in the provider's own SQLite file. Today it holds the clients; access tokens are not stored, they are signed and live five minutes.</summary>
internal sealed class ProviderStore(DbContextOptions<ProviderStore> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.UseOpenIddict();
    }
}
