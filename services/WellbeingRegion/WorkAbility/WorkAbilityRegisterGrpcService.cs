using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.WellbeingRegion.Clients;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.WorkAbility;

/// <summary>The register as the region's professionals use it.</summary>
public sealed class WorkAbilityRegisterGrpcService(
    Writes writes, AssessmentRegister register, Subjects subjects, ClientTies ties, FlowJournal journal, CallScope call, TimeProvider time)
    : WorkAbilityRegisterService.WorkAbilityRegisterServiceBase
{
    /// <inheritdoc />
    public override Task<RecordWorkAbilityResponse> RecordWorkAbility(RecordWorkAbilityRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            // Somebody unknown is looked for among the caller's clients, too: the same statements, the same answer.
            var code = PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
            var subject = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
            if (!await ties.Of(call.Caller).AnyAsync(tie => tie.SubjectId == subject, cancellation))
            {
                throw Refusals.NoBasis.Raise();
            }

            var row = register.Append(subject, request, call.Caller);
            journal.Record("RecordWorkAbility", Road.Own, null);
            return new RecordWorkAbilityResponse { AssessmentId = row.AssessmentId.ToString() };
        });
}

/// <summary>What an assessment to record must satisfy beyond its contract.</summary>
public sealed class AssessmentCheck(AcceptedCodes codes, MeshClock clock) : IRequestCheck<RecordWorkAbilityRequest>
{
    /// <inheritdoc />
    public void Check(RecordWorkAbilityRequest request, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(request);
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
        if (WireDate.TryRead(request.AssessedOn, out var day) && day > clock.Today)
        {
            violations.Add("assessed_on", "IN_FUTURE", "Must not be after today.");
        }
    }
}
