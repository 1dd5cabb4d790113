using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.MunicipalServices;

/// <summary>Looks at the home municipality's own employment services of a client, by the client's consent there.</summary>
public sealed class MunicipalServicesGrpcService(
    JobseekerRegister register, Subjects subjects, Door door, DirectoryFile directory, CallScope call, MeshClock clock, TimeProvider time)
    : MunicipalServicesService.MunicipalServicesServiceBase
{
    /// <inheritdoc />
    public override async Task<FetchMunicipalServicesResponse> FetchMunicipalServices(
        FetchMunicipalServicesRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var jobseeker = await register.OfCallerAsync(Guid.Parse(request.JobseekerId), call.Caller, cancellation);
        if (directory.Current.Responsible(ParticipantRole.Municipality, jobseeker.HomeMunicipality, clock.Today)
            is not AuthorityAnswer.Known municipality)
        {
            return new FetchMunicipalServicesResponse { Source = FactSource.Unreachable };
        }

        var code = await subjects.RevealAsync(jobseeker.SubjectId, cancellation);
        var answer = await door.AskAsync(
            municipality.Participation,
            new DiscloseRequest
            {
                RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
                Subject = new Subject { PersonalIdentityCode = code.Reveal() },
                Purpose = Purpose.EmploymentSupport,
                Categories = { DataCategory.EmploymentServices },
                Actor = Actors.Of(call.Caller),
            },
            cancellation);
        return answer switch
        {
            DoorAnswer.Given given => new FetchMunicipalServicesResponse
            {
                Source = FactSource.Given,
                Services = given.Content.EmploymentServices,
                DisclosureId = given.DisclosureId.ToString(),
            },
            DoorAnswer.Withheld withheld => new FetchMunicipalServicesResponse { Source = FactSource.Withheld, Reason = withheld.Reason },
            DoorAnswer.Damaged damaged => new FetchMunicipalServicesResponse { Source = FactSource.Withheld, Reason = damaged.Reason },
            _ => new FetchMunicipalServicesResponse { Source = FactSource.Unreachable },
        };
    }
}
