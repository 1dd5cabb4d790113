using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Requests that wait for a professional of the holder. Saying yes discloses nothing: the requester's next attempt is decided anew.</summary>
internal sealed class WaitingRequestGrpcService(
    Writes writes,
    Transactions transactions,
    CallScope call,
    WaitingStore waiting,
    Subjects subjects,
    SubjectGate gate,
    ProfessionalTies ties,
    FlowJournal journal,
    Looks looks,
    MeshClock clock,
    TimeProvider time) : WaitingRequestService.WaitingRequestServiceBase
{
    // Long enough to be asked again, short enough that what was looked at is still what it was.
    private const int HoldsDays = 7;

    public override Task<ListWaitingRequestsResponse> ListWaitingRequests(ListWaitingRequestsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        return transactions.RunAsync(
            async cancellation =>
            {
                var response = new ListWaitingRequestsResponse();
                foreach (var row in await waiting.PageAsync(ties.AreKept ? ties.Clients : null, page.Offset, page.Size, cancellation))
                {
                    looks.At(row.SubjectId, row.CaseId);
                    response.Requests.Add(Show(row, await subjects.RevealAsync(row.SubjectId, cancellation)));
                }

                response.NextPageToken = page.Next(response.Requests.Count);
                journal.Record("CON-8 ListWaitingRequests by professional", Road.Own, null);
                return response;
            },
            context.CancellationToken);
    }

    public override Task<ApproveWaitingRequestResponse> ApproveWaitingRequest(ApproveWaitingRequestRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        return writes.OnceAsync(request, context, async cancellation =>
        {
            var until = await AnswerAsync(Guid.Parse(request.WaitingId), approved: true, cancellation);
            return new ApproveWaitingRequestResponse { WaitingId = request.WaitingId, HoldsUntil = until };
        });
    }

    public override Task<RejectWaitingRequestResponse> RejectWaitingRequest(RejectWaitingRequestRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        return writes.OnceAsync(request, context, async cancellation =>
        {
            var until = await AnswerAsync(Guid.Parse(request.WaitingId), approved: false, cancellation);
            return new RejectWaitingRequestResponse { WaitingId = request.WaitingId, HoldsUntil = until };
        });
    }

    private async Task<Timestamp> AnswerAsync(Guid waitingId, bool approved, CancellationToken cancellation)
    {
        var found = await waiting.FindAsync(waitingId, cancellation);
        if (ties.AreKept)
        {
            // Somebody else's client is answered as a request that is not here, by the same statements.
            await ties.RequireAsync(found?.Request.SubjectId ?? Guid.CreateVersion7(time.GetUtcNow()), cancellation);
        }

        if (found is not var (request, answer))
        {
            throw Refusals.NoBasis.Raise();
        }

        if (answer is not null)
        {
            throw DisclosureRefusals.WaitingRequestDecided.Raise();
        }

        var until = clock.Now.AddDays(HoldsDays);
        waiting.Add(new WaitingAnswerRow
        {
            WaitingId = waitingId,
            Approved = approved,
            HoldsUntil = until,
            ActorId = call.Caller.PersonId ?? "",
            ActorAssurance = call.Caller.Assurance ?? "",
            Time = clock.Now,
            RecordedAt = time.GetUtcNow(),
        });

        // A yes widens and a no narrows; whatever is being decided meanwhile is decided again.
        await gate.AdvanceAsync(request.SubjectId, cancellation);
        _ = Participation.TryParse(request.Requester, out var requester);
        journal.Record($"{request.Flow} {(approved ? "RequestApproved" : "RequestRejected")}", Road.Own, requester, caseId: request.CaseId);
        return until.ToTimestamp();
    }

    private static WaitingRequest Show(WaitingRequestRow row, PersonalIdentityCode code) => new()
    {
        WaitingId = row.WaitingId.ToString(),
        PersonalIdentityCode = code.Reveal(),
        Requester = row.Requester,
        Purpose = row.Purpose,
        Categories = { WireNames.Read<DataCategory>(row.Categories) },
        Flow = row.Flow,
        Citation = row.Citation,
        CaseId = row.CaseId?.ToString() ?? "",
        AskedAt = row.AskedAt.ToTimestamp(),
    };
}
