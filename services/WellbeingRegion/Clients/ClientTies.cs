using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>Which professional works with which client. Every area's cases of a client are the same professionals'.</summary>
public sealed class ClientTies(DbContext database, MeshClock clock)
{
    /// <summary>Ties of one professional, for a query over cases.</summary>
    public IQueryable<ClientTie> Of(Caller caller)
    {
        var person = caller.PersonId;
        return database.Set<ClientTie>().AsNoTracking().Where(tie => tie.PersonId == person);
    }

    /// <summary>Ties a professional to a client, with the running act; one tie is enough.</summary>
    public async Task TieAsync(Guid subjectId, Caller caller, CancellationToken cancellation, string reason = "")
    {
        if (!await Of(caller).AnyAsync(tie => tie.SubjectId == subjectId, cancellation))
        {
            database.Add(new ClientTie { SubjectId = subjectId, PersonId = caller.PersonId!, From = clock.Now, Reason = reason });
        }
    }
}
