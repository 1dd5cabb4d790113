using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>Which of the people known here a professional of the holder works with. Each area with clients of its own says it for them.</summary>
public interface ITiedClients
{
    /// <summary>The clients to whom this professional has a tie; composable into a query.</summary>
    IQueryable<Guid> TiedTo(Caller professional);
}

/// <summary>
/// Whether the calling professional has anything to do with a client's consents: by a tie of the service's own, or because he or she
/// registered one of the client's consents or refusals. Without it the answer is NO_BASIS, as for somebody unknown.
/// </summary>
internal sealed class ProfessionalTies(DbContext database, CallScope call, IEnumerable<ITiedClients> areas)
{
    /// <summary>Whether the service has ties at all. Where it has none, as at Kela, what is no single client's is its professionals' alike.</summary>
    public bool AreKept => areas.Any();

    /// <summary>The clients.</summary>
    public IQueryable<Guid> Clients
    {
        get
        {
            var person = call.Caller.PersonId ?? "";
            var registered = ActedFor<ConsentRevision>(person).Union(ActedFor<RefusalRevision>(person));
            return areas.Aggregate(registered, (all, area) => all.Union(area.TiedTo(call.Caller)));
        }
    }

    /// <summary>Goes on only with a tie.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS.</exception>
    public async Task RequireAsync(Guid subjectId, CancellationToken cancellation)
    {
        if (!await Clients.AnyAsync(client => client == subjectId, cancellation))
        {
            throw Refusals.NoBasis.Raise();
        }
    }

    private IQueryable<Guid> ActedFor<TRevision>(string person)
        where TRevision : ClientActRevision => database.Set<TRevision>()
        .Where(revision => revision.ActedAs == ClientActs.Professional && revision.ActorId == person)
        .Select(revision => revision.SubjectId);
}
