using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>The register as the authority's professionals use it.</summary>
public sealed class JobseekerGrpcService(
    Writes writes,
    DbContext database,
    JobseekerRegister register,
    Subjects subjects,
    IEnumerable<IJobSearchFactListener> listeners,
    CallScope call,
    Self self,
    DirectoryFile directory,
    MeshClock clock,
    TimeProvider time)
    : JobseekerService.JobseekerServiceBase
{
    /// <inheritdoc />
    public override Task<RegisterJobseekerResponse> RegisterJobseeker(RegisterJobseekerRequest request, ServerCallContext context)
    {
        var code = PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
        return writes.OnceAsync(request, context, async cancellation =>
        {
            if (directory.Current.LabourAuthority(request.HomeMunicipality, request.ClientGroup, clock.Today)
                is not AuthorityAnswer.Known { Participation: var authority } || authority != self.Participation)
            {
                throw JobseekerRefusals.NotOurClient.Raise();
            }

            var subject = await subjects.EnsureAsync(code, cancellation);
            var jobseeker = await register.OfSubjectAsync(subject, cancellation);
            if (jobseeker is null)
            {
                jobseeker = new Jobseeker
                {
                    JobseekerId = Guid.CreateVersion7(time.GetUtcNow()),
                    SubjectId = subject,
                    HomeMunicipality = request.HomeMunicipality,
                    ClientGroup = request.ClientGroup,
                    ValidFrom = WireDate.Read(request.ValidFrom),
                    KnownFrom = clock.Now,
                    RecordedAt = time.GetUtcNow(),
                };
                database.Add(jobseeker);
                register.Reside(jobseeker, request.HomeMunicipality, request.ClientGroup);
            }
            else if ((jobseeker.HomeMunicipality, jobseeker.ClientGroup) != (request.HomeMunicipality, request.ClientGroup))
            {
                // Another region and municipality, maybe: the old ones are asked and told nothing more.
                register.Reside(jobseeker, request.HomeMunicipality, request.ClientGroup);
            }

            if ((await register.ValidityAsync(jobseeker, cancellation)).Ended < WireDate.Read(request.ValidFrom))
            {
                register.Append(jobseeker.JobseekerId, JobseekerFactKind.JobSearchBegun, WireDate.Read(request.ValidFrom));
                await TellAsync(jobseeker, cancellation);
            }

            await register.TieAsync(jobseeker.JobseekerId, call.Caller, cancellation);
            return new RegisterJobseekerResponse { JobseekerId = jobseeker.JobseekerId.ToString() };
        });
    }

    /// <inheritdoc />
    public override Task<RecordEmploymentPlanResponse> RecordEmploymentPlan(RecordEmploymentPlanRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var fact = await AppendAsync(request.JobseekerId, JobseekerFactKind.EmploymentPlanMade, "made_on", request.MadeOn, cancellation);
            return new RecordEmploymentPlanResponse { FactId = fact.FactId.ToString() };
        });

    /// <inheritdoc />
    public override Task<RecordInterviewResponse> RecordInterview(RecordInterviewRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var kind = request.State == InterviewState.Held ? JobseekerFactKind.InterviewHeld : JobseekerFactKind.InterviewBooked;
            var fact = await AppendAsync(request.JobseekerId, kind, "interview_on", request.InterviewOn, cancellation);
            return new RecordInterviewResponse { FactId = fact.FactId.ToString() };
        });

    /// <inheritdoc />
    public override Task<EndJobSearchResponse> EndJobSearch(EndJobSearchRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var jobseeker = await register.OfCallerAsync(Guid.Parse(request.JobseekerId), call.Caller, cancellation);
            var validity = await register.ValidityAsync(jobseeker, cancellation);
            if (validity.Ended is not null)
            {
                throw JobseekerRefusals.JobSearchEnded.Raise();
            }

            var endedOn = WireDate.Read(request.EndedOn);
            Require(endedOn >= validity.Begun, "ended_on", "BEFORE_JOB_SEARCH", "The date is before the job search began.");
            var fact = register.Append(jobseeker.JobseekerId, JobseekerFactKind.JobSearchEnded, endedOn);
            await TellAsync(jobseeker, cancellation);
            return new EndJobSearchResponse { FactId = fact.FactId.ToString() };
        });

    // What contradicts the date of birth would stop every later evaluation, and a fact once appended stays. It is said only to
    // somebody with a tie: to others it would tell that there is such a client.
    private async Task<JobseekerFact> AppendAsync(
        string jobseekerId, JobseekerFactKind kind, string field, string date, CancellationToken cancellation)
    {
        var jobseeker = await register.OfCallerAsync(Guid.Parse(jobseekerId), call.Caller, cancellation);
        var on = WireDate.Read(date);
        var birthDate = (await subjects.RevealAsync(jobseeker.SubjectId, cancellation)).BirthDate;
        Require(on >= birthDate, field, "BEFORE_BIRTH", "The date is before the client was born.");
        var fact = register.Append(jobseeker.JobseekerId, kind, on);
        await TellAsync(jobseeker, cancellation);
        return fact;
    }

    private async Task TellAsync(Jobseeker jobseeker, CancellationToken cancellation)
    {
        foreach (var listener in listeners)
        {
            await listener.RecordedAsync(jobseeker, cancellation);
        }
    }

    private static void Require(bool holds, string field, string code, string text)
    {
        var violations = new Violations();
        if (!holds)
        {
            violations.Add(field, code, text);
        }

        violations.ThrowIfAny();
    }
}
