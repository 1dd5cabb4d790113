using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Cli;

/// <summary>A participation's database, for its owner: each kind of organisation has its own tables.</summary>
internal static class OwnedDatabase
{
    public static Task<T> RunAsync<T>(ParticipantRole role, StoragePlace owner, Func<DbContext, CancellationToken, Task<T>> work, CancellationToken cancellation) => role switch
    {
        ParticipantRole.SocialInsurance => OwnerStorage.RunAsync<KelaDbContext, T>(owner, work, cancellation),
        ParticipantRole.LabourAuthority => OwnerStorage.RunAsync<TeOfficeDbContext, T>(owner, work, cancellation),
        ParticipantRole.SocialCare => OwnerStorage.RunAsync<WellbeingRegionDbContext, T>(owner, work, cancellation),
        ParticipantRole.Municipality => OwnerStorage.RunAsync<MunicipalityDbContext, T>(owner, work, cancellation),
        _ => throw new InvalidOperationException($"No service for the role {role}."),
    };
}
