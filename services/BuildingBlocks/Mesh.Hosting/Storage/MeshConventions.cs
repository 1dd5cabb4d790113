using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mesh.Hosting.Storage;

/// <summary>How values are kept in every participation's database.</summary>
public static class MeshConventions
{
    /// <summary>
    /// Instants are kept as UTC ticks, because SQLite can neither order nor compare its text form of them; civil dates as ISO 8601 text, which sorts.
    /// </summary>
    public static void UseMeshConventions(this ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<Guid>().HaveConversion<CanonicalGuid>();
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    // Lower case, as on the wire: one id is written one way everywhere, and an operator can search for it.
    private sealed class CanonicalGuid() : ValueConverter<Guid, string>(
        id => id.ToString("D"),
        text => Guid.ParseExact(text, "D"));
}
