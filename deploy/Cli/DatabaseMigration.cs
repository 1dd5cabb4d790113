using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.WellbeingRegion.Storage;

namespace Mesh.Cli;

/// <summary>Brings a participation's database to this version's schema: each kind of organisation has its own.</summary>
public static class DatabaseMigration
{
    /// <summary>Migrates as the owner; gives what was applied now.</summary>
    /// <param name="role">The participation's role, which says which service's tables they are.</param>
    /// <param name="owner">The database, as its owner.</param>
    /// <param name="servingRole">The role that the service runs under.</param>
    /// <param name="cancellation">Gives up; what is applied by then stays.</param>
    public static Task<IReadOnlyList<string>> RunAsync(
        ParticipantRole role, StoragePlace.Postgres owner, string servingRole, CancellationToken cancellation) => role switch
        {
            ParticipantRole.SocialInsurance => Migrator.MigrateAsync<KelaDbContext>(owner, servingRole, cancellation),
            ParticipantRole.LabourAuthority => Migrator.MigrateAsync<TeOfficeDbContext>(owner, servingRole, cancellation),
            ParticipantRole.SocialCare => Migrator.MigrateAsync<WellbeingRegionDbContext>(owner, servingRole, cancellation),
            ParticipantRole.Municipality => Migrator.MigrateAsync<MunicipalityDbContext>(owner, servingRole, cancellation),
            _ => throw new InvalidOperationException($"No service for the role {role}."),
        };
}
