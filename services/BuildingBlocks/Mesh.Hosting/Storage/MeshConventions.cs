using Mesh.Hosting.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mesh.Hosting.Storage;

/// <summary>How values are kept in every participation's database, alike on SQLite and PostgreSQL.</summary>
public static class MeshConventions
{
    /// <summary>
    /// Instants are kept as UTC ticks: SQLite can neither order nor compare its text form of them, and PostgreSQL's own type would cut
    /// them to microseconds, after which a digest made of one no longer fits. Columns are named in snake_case, so that a statement
    /// written by hand needs no quotes.
    /// </summary>
    public static void UseMeshConventions(this ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<Guid>().HaveConversion<CanonicalGuid>();
        configuration.Conventions.Add(_ => new SnakeCaseColumns());
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    // Lower case, as on the wire: one id is written one way everywhere, and an operator can search for it.
    private sealed class CanonicalGuid() : ValueConverter<Guid, string>(
        id => id.ToString("D"),
        text => Guid.ParseExact(text, "D"));

    private sealed class SnakeCaseColumns : IModelFinalizingConvention
    {
        public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
        {
            foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(table => table.GetDeclaredProperties()))
            {
                property.Builder.HasColumnName(WireNames.UpperSnake(property.Name).ToLowerInvariant());
            }
        }
    }
}
