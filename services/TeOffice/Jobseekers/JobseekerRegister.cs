using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>Reads and appends to the register of jobseekers, and says whose client somebody is.</summary>
public sealed class JobseekerRegister(DbContext database, MeshClock clock, TimeProvider time)
{
    /// <summary>The jobseeker, when the calling professional has a tie to the client.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS, the same whether the jobseeker is unknown or another's client.</exception>
    public async Task<Jobseeker> OfCallerAsync(Guid jobseekerId, Caller caller, CancellationToken cancellation)
    {
        var found = await (
            from jobseeker in database.Set<Jobseeker>()
            join tie in database.Set<ClientTie>() on jobseeker.JobseekerId equals tie.JobseekerId
            where jobseeker.JobseekerId == jobseekerId && tie.PersonId == caller.PersonId
            select jobseeker).SingleOrDefaultAsync(cancellation);
        return found ?? throw Refusals.NoBasis.Raise();
    }

    /// <summary>The jobseeker that a person is here, or null.</summary>
    public Task<Jobseeker?> OfSubjectAsync(Guid subjectId, CancellationToken cancellation) =>
        database.Set<Jobseeker>().SingleOrDefaultAsync(jobseeker => jobseeker.SubjectId == subjectId, cancellation);

    /// <summary>Writes down where a jobseeker lives, and in which client group; from now on the directory is asked by it.</summary>
    public void Reside(Jobseeker jobseeker, string homeMunicipality, string clientGroup)
    {
        ArgumentNullException.ThrowIfNull(jobseeker);
        (jobseeker.HomeMunicipality, jobseeker.ClientGroup) = (homeMunicipality, clientGroup);
        database.Add(new JobseekerResidence
        {
            ResidenceId = Guid.CreateVersion7(time.GetUtcNow()),
            JobseekerId = jobseeker.JobseekerId,
            HomeMunicipality = homeMunicipality,
            ClientGroup = clientGroup,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });
    }

    /// <summary>Ties a professional to a client; one tie is enough.</summary>
    public async Task TieAsync(Guid jobseekerId, Caller caller, CancellationToken cancellation)
    {
        if (!await database.Set<ClientTie>().AnyAsync(tie => tie.JobseekerId == jobseekerId && tie.PersonId == caller.PersonId, cancellation))
        {
            database.Add(new ClientTie { JobseekerId = jobseekerId, PersonId = caller.PersonId!, From = clock.Now });
        }
    }

    /// <summary>Appends a fact.</summary>
    public JobseekerFact Append(Guid jobseekerId, JobseekerFactKind kind, DateOnly on)
    {
        var fact = new JobseekerFact
        {
            FactId = Guid.CreateVersion7(time.GetUtcNow()),
            JobseekerId = jobseekerId,
            Kind = kind,
            On = on,
            KnownFrom = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
        database.Add(fact);
        return fact;
    }

    /// <summary>When a jobseeker's job search is valid, as known now.</summary>
    public async Task<JobSearchValidity> ValidityAsync(Jobseeker jobseeker, CancellationToken cancellation) =>
        new(jobseeker.ValidFrom, await FactsAsync(jobseeker.JobseekerId, cancellation));

    /// <summary>Every fact about a jobseeker as known now, by the day it holds for, earliest first.</summary>
    public Task<List<JobseekerFact>> FactsAsync(Guid jobseekerId, CancellationToken cancellation) =>
        database.Set<JobseekerFact>().AsNoTracking()
            .Where(fact => fact.JobseekerId == jobseekerId)
            .OrderBy(fact => fact.On).ThenBy(fact => fact.FactId)
            .ToListAsync(cancellation);
}
