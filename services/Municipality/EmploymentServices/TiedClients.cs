using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Municipality.EmploymentServices;

/// <summary>The clients for whom a professional of the municipality has recorded a service.</summary>
internal sealed class TiedClients(DbContext database) : ITiedClients
{
    public IQueryable<Guid> TiedTo(Caller professional) =>
        database.Set<ClientTie>().Where(tie => tie.PersonId == professional.PersonId).Select(tie => tie.SubjectId);
}
