using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Jobseekers;

/// <summary>What a registration must satisfy beyond its contract.</summary>
public sealed class RegistrationCheck(AcceptedCodes codes, MeshClock clock) : IRequestCheck<RegisterJobseekerRequest>
{
    /// <inheritdoc />
    public void Check(RegisterJobseekerRequest request, Violations violations)
    {
        violations.AddIfAfter(clock.Today, request.ValidFrom, "valid_from");
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
    }
}

/// <summary>An employment plan is recorded when it has been made.</summary>
public sealed class EmploymentPlanCheck(MeshClock clock) : IRequestCheck<RecordEmploymentPlanRequest>
{
    /// <inheritdoc />
    public void Check(RecordEmploymentPlanRequest request, Violations violations) =>
        violations.AddIfAfter(clock.Today, request.MadeOn, "made_on");
}

/// <summary>A job search is recorded as ended when it has.</summary>
public sealed class JobSearchEndCheck(MeshClock clock) : IRequestCheck<EndJobSearchRequest>
{
    /// <inheritdoc />
    public void Check(EndJobSearchRequest request, Violations violations) =>
        violations.AddIfAfter(clock.Today, request.EndedOn, "ended_on");
}

/// <summary>An interview is recorded as held when it has been; a booked one lies ahead or behind.</summary>
public sealed class InterviewCheck(MeshClock clock) : IRequestCheck<RecordInterviewRequest>
{
    /// <inheritdoc />
    public void Check(RecordInterviewRequest request, Violations violations)
    {
        if (request.State == InterviewState.Held)
        {
            violations.AddIfAfter(clock.Today, request.InterviewOn, "interview_on");
        }
    }
}
