using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.JointPlans;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Clients;

/// <summary>Colleagues take clients on, so that nobody is left without a worker (RESP-1).</summary>
public sealed class ClientWorkGrpcService(
    Writes writes, DbContext database, Subjects subjects, ClientTies ties, FlowJournal journal, Looks looks, CallScope call, TimeProvider time)
    : ClientWorkService.ClientWorkServiceBase
{
    /// <inheritdoc />
    public override Task<TakeOnClientResponse> TakeOnClient(TakeOnClientRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            // Of somebody unknown cases are looked for, too: the same statements, the same answer.
            var code = PersonalIdentityCode.Parse(request.PersonalIdentityCode).Value;
            var subject = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
            var cases = await CasesAsync(subject, cancellation);
            if (cases.Count == 0)
            {
                throw Refusals.NoBasis.Raise();
            }

            await ties.TieAsync(subject, call.Caller, cancellation, request.ReasonCode);
            journal.Record("RESP-1 TakeOnClient", Road.Own, null);
            looks.At(subject, null);
            return new TakeOnClientResponse { CaseIds = { cases.Select(id => id.ToString()) } };
        });

    private async Task<IReadOnlyList<Guid>> CasesAsync(Guid subject, CancellationToken cancellation)
    {
        var assistance = database.Set<AssistanceCaseRow>().Where(row => row.SubjectId == subject).Select(row => row.CaseId);
        var joint = database.Set<JointCaseRow>().Where(row => row.SubjectId == subject).Select(row => row.CaseId);
        return await assistance.Union(joint).OrderBy(id => id).ToListAsync(cancellation);
    }
}

/// <summary>What a client to take on must satisfy beyond the contract.</summary>
internal sealed class TakeOnCheck(AcceptedCodes codes) : IRequestCheck<TakeOnClientRequest>
{
    public void Check(TakeOnClientRequest request, Violations violations) =>
        codes.Read(request.PersonalIdentityCode, "personal_identity_code", violations);
}
