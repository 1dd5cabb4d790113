using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.MyCare;

/// <summary>The calling client's own cases and placements, in every state: the client needs no tie, and sees nobody else's.</summary>
public sealed class MyCareGrpcService(DbContext database, Subjects subjects, IClientIdentity client, TimeProvider time)
    : MyCareService.MyCareServiceBase
{
    /// <inheritdoc />
    public override async Task<ListMyCareCasesResponse> ListMyCareCases(ListMyCareCasesRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;

        // Somebody unknown here goes the same way with an id that nobody has.
        var subject = await subjects.FindAsync(await client.CodeOfCallerAsync(cancellation), cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
        var cases = await database.Set<AssistanceCaseRow>().AsNoTracking()
            .Where(row => row.SubjectId == subject)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.CaseId)
            .ToListAsync(cancellation);
        var placements = await database.Set<PlacementRow>().AsNoTracking()
            .Where(row => row.SubjectId == subject)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.PlacementId)
            .ToListAsync(cancellation);
        return new ListMyCareCasesResponse
        {
            AssistanceCases = { cases.Select(MyCareView.Of) },
            Placements = { placements.Select(MyCareView.Of) },
        };
    }
}
