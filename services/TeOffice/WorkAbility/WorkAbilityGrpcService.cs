using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TeOffice.Jobseekers;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.WorkAbility;

/// <summary>Looks at what the client's region found of the client's ability to work, by the client's consent there (F19).</summary>
public sealed class WorkAbilityGrpcService(
    JobseekerRegister register,
    Subjects subjects,
    Door door,
    WorkAbilityCopies copies,
    Transactions transactions,
    Looks looks,
    DirectoryFile directory,
    CallScope call,
    MeshClock clock,
    TimeProvider time)
    : WorkAbilityService.WorkAbilityServiceBase
{
    /// <inheritdoc />
    public override async Task<FetchWorkAbilityResponse> FetchWorkAbility(FetchWorkAbilityRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var jobseeker = await register.OfCallerAsync(Guid.Parse(request.JobseekerId), call.Caller, cancellation);
        if (directory.Current.Responsible(ParticipantRole.SocialCare, jobseeker.HomeMunicipality, clock.Today) is not AuthorityAnswer.Known region)
        {
            return new FetchWorkAbilityResponse { Source = FactSource.Unreachable };
        }

        var code = await subjects.RevealAsync(jobseeker.SubjectId, cancellation);
        var answer = await door.AskAsync(region.Participation, Question(code), cancellation);
        return await transactions.RunAsync(
            async token =>
            {
                switch (answer)
                {
                    case DoorAnswer.Given given:
                        return new FetchWorkAbilityResponse
                        {
                            Source = FactSource.Given,
                            Copy = await copies.KeepAsync(jobseeker.JobseekerId, region.Participation, given, token),
                            Withheld = { given.WithheldCategories },
                        };
                    case DoorAnswer.Withheld withheld:
                        return Withheld(withheld.Reason);
                    case DoorAnswer.Damaged damaged:
                        return Withheld(damaged.Reason);
                    default:
                        return new FetchWorkAbilityResponse { Source = FactSource.Unreachable };
                }
            },
            cancellation);
    }

    /// <inheritdoc />
    public override async Task<ListWorkAbilityCopiesResponse> ListWorkAbilityCopies(ListWorkAbilityCopiesRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var jobseeker = await register.OfCallerAsync(Guid.Parse(request.JobseekerId), call.Caller, context.CancellationToken);
        var kept = await copies.PageAsync(jobseeker.JobseekerId, page, context.CancellationToken);
        looks.At(jobseeker.SubjectId, null, DataCategory.WorkAbilityResult, DataCategory.CapacityLimits);
        return new ListWorkAbilityCopiesResponse { Copies = { kept }, NextPageToken = page.Next(kept.Count) };
    }

    private DiscloseRequest Question(PersonalIdentityCode code) => new()
    {
        RequestId = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        Subject = new Subject { PersonalIdentityCode = code.Reveal() },
        Purpose = Purpose.WorkAbility,
        Categories = { DataCategory.WorkAbilityResult, DataCategory.CapacityLimits },
        Actor = Actors.Of(call.Caller),
    };

    private static FetchWorkAbilityResponse Withheld(string reason) => new() { Source = FactSource.Withheld, Reason = reason };
}
