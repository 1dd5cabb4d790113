using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Eligibility;

/// <summary>F05 at the door: whether the job search is valid, what has been made, booked and held, and who starts.</summary>
public sealed class JobSearchStandingSource(
    JobSearchStandings standings, JobseekerRegister register, DbContext database, Transactions transactions, FlowContext flow, MeshClock clock)
    : IDisclosureSource
{
    /// <inheritdoc />
    public DataCategory Category => DataCategory.JobSearchStanding;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        if (await register.OfSubjectAsync(request.SubjectId, cancellation) is not { } jobseeker)
        {
            return;
        }

        var standing = await standings.OfAsync(jobseeker, request.AsOf, cancellation);
        content.JobSearchStanding = standing;
        if (standing.StartingAuthority == StartingAuthority.Unspecified)
        {
            await transactions.RunAsync(token => NoteAsync(jobseeker.JobseekerId, request, token), cancellation);
        }
    }

    private async Task NoteAsync(Guid jobseekerId, SourceRequest request, CancellationToken cancellation)
    {
        var region = request.Requester.ToString();
        var asked = await database.Set<RegionAsked>().SingleOrDefaultAsync(
            row => row.JobseekerId == jobseekerId && row.Region == region, cancellation);
        if (asked is null)
        {
            database.Add(new RegionAsked
            {
                JobseekerId = jobseekerId,
                Region = region,
                AsOf = request.AsOf,
                FlowId = flow.Id,
                FirstAskedAt = clock.Now,
                LastAskedAt = clock.Now,
            });
        }
        else
        {
            (asked.AsOf, asked.FlowId, asked.LastAskedAt) = (request.AsOf, flow.Id, clock.Now);
        }
    }
}
