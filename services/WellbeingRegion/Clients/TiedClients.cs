using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.WorkQueues;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>Work of those clients to whom the professional has a tie.</summary>
internal sealed class TiedClients(ClientTies ties) : IWorkClients, ITiedClients
{
    public IQueryable<Guid>? SubjectsOf(Caller professional) => TiedTo(professional);

    public IQueryable<Guid> TiedTo(Caller professional) => ties.Of(professional).Select(tie => tie.SubjectId);
}
