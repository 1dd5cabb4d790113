using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Refusals at the holder, as its professionals register and see them.</summary>
internal sealed class RefusalGrpcService(
    Writes writes,
    Transactions transactions,
    RefusalRequests requests,
    Subjects subjects,
    RefusalStore refusals,
    ClientActs acts,
    ConsentReceipts receipts,
    ProfessionalTies ties,
    FlowJournal journal,
    Looks looks) : RefusalService.RefusalServiceBase
{
    public override Task<RegisterRefusalResponse> RegisterRefusal(RegisterRefusalRequest request, ServerCallContext context)
    {
        var (code, form) = requests.Read(request);
        return writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var subjectId = await subjects.EnsureAsync(code, cancellation);
                var revision = RefusalDecisions.Refuse(acts.NewId(), form(subjectId), acts.Actor(ClientActs.Professional));
                await acts.WriteAsync("F26 RefusalRegistered", [], revision, cancellation);
                return new RegisterRefusalResponse { RefusalId = revision.RefusalId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.RefusalId, response.Revision, cancellation);
                return response;
            });
    }

    public override Task<LiftRefusalResponse> LiftRefusal(LiftRefusalRequest request, ServerCallContext context)
    {
        var giving = requests.Read(request);
        return writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var history = await refusals.HistoryAsync(Guid.Parse(request.RefusalId), cancellation);

                // A refusal that is not here is nobody's, and goes the same way.
                var subjectId = history.Count == 0 ? acts.NewId() : history[0].SubjectId;
                await ties.RequireAsync(subjectId, cancellation);
                var revision = RefusalDecisions.Lift(subjectId, history, giving, acts.Actor(ClientActs.Professional)).OrRefuse();
                await acts.WriteAsync("F26 RefusalLifted", history, revision, cancellation);
                return new LiftRefusalResponse { RefusalId = revision.RefusalId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.RefusalId, response.Revision, cancellation);
                return response;
            });
    }

    public override Task<ListRefusalsResponse> ListRefusals(ListRefusalsRequest request, ServerCallContext context)
    {
        var code = requests.Read(request);
        var page = PageToken.Read(request.PageToken, request.PageSize);
        return transactions.RunAsync(
            async cancellation =>
            {
                var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
                await ties.RequireAsync(subjectId, cancellation);
                var shown = ShownRefusals.Of(await refusals.RevisionsOfAsync(subjectId, cancellation))
                    .Skip(page.Offset).Take(page.Size)
                    .ToList();
                journal.Record("CON-10 ListRefusals by professional", Road.Own, null);
                looks.At(subjectId, null);
                return new ListRefusalsResponse { Refusals = { shown }, NextPageToken = page.Next(shown.Count) };
            },
            context.CancellationToken);
    }
}
