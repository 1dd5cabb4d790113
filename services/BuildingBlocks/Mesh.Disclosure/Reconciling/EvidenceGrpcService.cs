using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Shows the other participations their own exchanges with this one, and an operator what differs.</summary>
internal sealed class EvidenceGrpcService(
    ExchangeBooks books, Reconciliation reconciliation, Transactions transactions, FlowJournal journal, CallScope call) : EvidenceService.EvidenceServiceBase
{
    private const string Step = "Reconcile by operator";

    public override async Task<ListExchangesResponse> ListExchanges(ListExchangesRequest request, ServerCallContext context)
    {
        if (call.Caller is not { Kind: CallerKind.Participant, Participation: { } counterpart })
        {
            throw Refusals.AccessDenied.Raise();
        }

        var page = PageToken.Read(request.PageToken, request.PageSize);
        var period = new Period(request.Since.ToDateTimeOffset(), request.Until.ToDateTimeOffset());
        var response = new ListExchangesResponse();
        response.Exchanges.AddRange(await books.PageAsync(request.Book, counterpart, period, page.Offset, page.Size, context.CancellationToken));
        response.NextPageToken = page.Next(response.Exchanges.Count);
        return response;
    }

    // Journaled afterwards: others are never asked within a transaction.
    public override async Task<ReconcileResponse> Reconcile(ReconcileRequest request, ServerCallContext context)
    {
        var response = await reconciliation.RunAsync(request, context.CancellationToken);
        await transactions.RunAsync(
            _ =>
            {
                Record(response);
                return Task.CompletedTask;
            },
            context.CancellationToken);
        return response;
    }

    private void Record(ReconcileResponse response)
    {
        var outcomes = response.Counterparts.ToDictionary(one => one.Counterpart, _ => "OK");
        foreach (var finding in response.Findings)
        {
            outcomes[finding.Counterpart] = finding.Code == FindingCode.Unreachable ? WireNames.Of(finding.Code) : "FINDINGS";
        }

        foreach (var (name, outcome) in outcomes)
        {
            journal.Record(Step, Road.Own, Participation.TryParse(name, out var counterpart) ? counterpart : null, outcome);
        }

        // A look at a period that is not settled yet was a look, too.
        if (outcomes.Count == 0)
        {
            journal.Record(Step, Road.Own, counterpart: null);
        }
    }
}
