using Mesh.ClientNotices;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>
/// Letters and work of those clients to whom the professional has a tie. Somebody known here who is no jobseeker, as by a consent, has nobody
/// with a tie: such a letter is anybody's, or it would never be posted.
/// </summary>
internal sealed class TiedClients(DbContext database) : ILetterClients, IWorkClients, ITiedClients
{
    public IQueryable<Guid>? SubjectsOf(Caller professional)
    {
        var jobseekers = database.Set<Jobseeker>();
        var others = from notice in database.Set<ClientNoticeRow>()
                     where !jobseekers.Any(jobseeker => jobseeker.SubjectId == notice.SubjectId)
                     select notice.SubjectId;
        return TiedTo(professional).Union(others);
    }

    public IQueryable<Guid> TiedTo(Caller professional) =>
        from jobseeker in database.Set<Jobseeker>()
        join tie in database.Set<ClientTie>() on jobseeker.JobseekerId equals tie.JobseekerId
        where tie.PersonId == professional.PersonId
        select jobseeker.SubjectId;
}
