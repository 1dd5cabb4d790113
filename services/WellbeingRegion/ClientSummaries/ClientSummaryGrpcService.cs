using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.WellbeingRegion.ClientSummaries;

/// <summary>Client summaries as the region's professionals look at them. What others give passes through and is not kept here.</summary>
public sealed class ClientSummaryGrpcService(
    SummarisedClients clients,
    SummaryComposer composer,
    Subjects subjects,
    Transactions transactions,
    FlowJournal journal,
    Looks looks,
    FlowContext flow,
    CallScope call)
    : ClientSummaryService.ClientSummaryServiceBase
{
    /// <inheritdoc />
    public override async Task<ComposeClientSummaryResponse> ComposeClientSummary(ComposeClientSummaryRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var client = await clients.OfWorkerAsync(request.ClientId, call.Caller, cancellation);
        var asked = await clients.HoldersAsync(client, request.Holders, cancellation);
        await LookAsync("F18 ComposeClientSummary", client, cancellation);
        var answers = await composer.ComposeAsync(await QuestionAsync(client, asked, request.ContentCategories, cancellation), cancellation);
        return new ComposeClientSummaryResponse { Holders = { answers }, NotAsked = { asked.NotAsked }, FlowId = flow.Id.ToString() };
    }

    /// <inheritdoc />
    public override async Task<FindAssessmentsResponse> FindAssessments(FindAssessmentsRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var client = await clients.OfWorkerAsync(request.ClientId, call.Caller, cancellation);
        var asked = await clients.HoldersAsync(client, request.Holders, cancellation);
        await LookAsync("F31 FindAssessments", client, cancellation);
        var answers = await composer.FindAssessmentsAsync(await QuestionAsync(client, asked, [], cancellation), cancellation);
        return new FindAssessmentsResponse { Holders = { answers }, NotAsked = { asked.NotAsked }, FlowId = flow.Id.ToString() };
    }

    private async Task<SummaryQuestion> QuestionAsync(
        SummarisedClient client, AskedHolders asked, IReadOnlyList<DataCategory> contents, CancellationToken cancellation) =>
        new(await subjects.RevealAsync(client.SubjectId, cancellation), asked.Holders, contents, Actors.Of(call.Caller));

    // Before anybody is asked (CON-10): a look that breaks off half-way has been one.
    private Task LookAsync(string step, SummarisedClient client, CancellationToken cancellation) => transactions.RunAsync(
        _ =>
        {
            journal.Record(step, Road.Own, null, caseId: client.CaseId);
            looks.At(client.SubjectId, client.CaseId);
            return Task.CompletedTask;
        },
        cancellation);
}
