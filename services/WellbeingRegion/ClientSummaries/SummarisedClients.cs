using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.Counterparts;
using Mesh.WellbeingRegion.JointPlans;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.ClientSummaries;

/// <summary>A client whose summary a professional looks at.</summary>
/// <param name="CaseId">The case by which the client was named.</param>
/// <param name="SubjectId">The client, in this database only.</param>
public sealed record SummarisedClient(Guid CaseId, Guid SubjectId);

/// <summary>Finds clients by a case that their worker knows, and whom to ask of them.</summary>
public sealed class SummarisedClients(DbContext database, ClientTies ties, SummaryHolders holders, FlowContext flow, MeshClock clock)
{
    /// <summary>
    /// The client of a case of prolonged assistance that has been taken, or of a joint case that has been accepted; goes on in its flow.
    /// </summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS, the same whether there is no such case or the caller has no tie to its client.</exception>
    public async Task<SummarisedClient> OfWorkerAsync(string clientId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(clientId);
        var own = ties.Of(caller);
        var found = await database.Set<AssistanceCaseRow>().AsNoTracking()
                .Where(row => row.CaseId == id && row.State != AssistanceState.Received && own.Any(tie => tie.SubjectId == row.SubjectId))
                .Select(row => new { row.SubjectId, row.FlowId })
                .SingleOrDefaultAsync(cancellation)
            ?? await database.Set<JointCaseRow>().AsNoTracking()
                .Where(row => row.CaseId == id && row.AcceptedAt != null && own.Any(tie => tie.SubjectId == row.SubjectId))
                .Select(row => new { row.SubjectId, row.FlowId })
                .SingleOrDefaultAsync(cancellation)
            ?? throw Refusals.NoBasis.Raise();
        flow.Continue(found.FlowId);
        return new SummarisedClient(id, found.SubjectId);
    }

    /// <summary>The holders that the professional named; else those of the client's municipality as Kela last told it, and owners of joint cases.</summary>
    public async Task<AskedHolders> HoldersAsync(SummarisedClient client, IReadOnlyList<string> named, CancellationToken cancellation)
    {
        if (named.Count > 0)
        {
            return SummaryHolders.Named(named);
        }

        var home = await database.Set<AssistanceCaseRow>().AsNoTracking()
            .Where(row => row.SubjectId == client.SubjectId)
            .OrderByDescending(row => row.KnownAsOf).ThenByDescending(row => row.CaseId)
            .Select(row => new { row.HomeMunicipality, row.ClientGroup })
            .FirstOrDefaultAsync(cancellation);
        var owners = await database.Set<JointCaseRow>().AsNoTracking()
            .Where(row => row.SubjectId == client.SubjectId && row.AcceptedAt != null)
            .Select(row => row.Owner)
            .Distinct()
            .OrderBy(owner => owner)
            .ToListAsync(cancellation);
        return holders.Of(home?.HomeMunicipality ?? "", home?.ClientGroup ?? "", clock.Today, [.. owners.Select(RemoteActs.Stored)]);
    }
}
