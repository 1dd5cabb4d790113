using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Eligibility.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Eligibility;

/// <summary>Criteria as a professional compares them for one client, and an own system for the whole register.</summary>
public sealed class CriteriaGrpcService(
    IComparedClients clients,
    Comparer comparer,
    Outlooks outlooks,
    BatchRun batch,
    Transactions transactions,
    FlowJournal journal,
    Looks looks,
    FlowContext flow,
    CallScope call,
    MeshClock clock)
    : CriteriaService.CriteriaServiceBase
{
    /// <inheritdoc />
    public override async Task<CompareCriteriaResponse> CompareCriteria(CompareCriteriaRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var asOf = WireDate.ReadOptional(request.AsOf) ?? clock.Today;
        var client = await clients.OfCallerAsync(Guid.Parse(request.ClientId), call.Caller, cancellation);
        var compared = await comparer.CompareAsync(client, asOf, Actors.Of(call.Caller), CriteriaMessage.Of(request.ExplainIn), cancellation);
        return await transactions.RunAsync(
            async token =>
            {
                // A question about another day is no look at where the client stands.
                if (asOf == clock.Today)
                {
                    await outlooks.KeepAsync(compared, isLookedAt: true, token);
                }

                journal.Record("CompareCriteria", Road.Own, null, caseId: client.CaseId);
                looks.At(client.SubjectId, client.CaseId);
                return new CompareCriteriaResponse { Answer = compared.Answer };
            },
            cancellation);
    }

    /// <inheritdoc />
    public override async Task BatchEvaluate(
        BatchEvaluateRequest request, IServerStreamWriter<BatchEvaluateResponse> responseStream, ServerCallContext context)
    {
        await batch.RunAsync(call.Caller, flow.Id, answer => responseStream.WriteAsync(answer, context.CancellationToken), context.CancellationToken);
        await transactions.RunAsync(
            _ =>
            {
                journal.Record("BatchEvaluate", Road.Own, null);
                return Task.CompletedTask;
            },
            context.CancellationToken);
    }
}
