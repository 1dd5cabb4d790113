using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Peers;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Gateway.Flows;

/// <summary>Merges the participations' journals of a flow for operators, and says whose is missing.</summary>
public sealed class FlowGrpcService(DirectoryFile directory, Peers peers, ExchangedTokens tokens, CallScope scope) : FlowService.FlowServiceBase
{
    private const string Bearer = "Bearer ";

    /// <inheritdoc />
    public override async Task<GetFlowResponse> GetFlow(GetFlowRequest request, ServerCallContext context)
    {
        var journals = await Task.WhenAll(directory.Current.Entries.Select(
            entry => ReadAsync(entry.Participation, request.FlowId, scope.Token!, context.CancellationToken)));
        var response = new GetFlowResponse();
        // By the machine's time: a demonstration's clock stands still between moves and would leave the order open.
        response.Entries.AddRange(journals
            .SelectMany(journal => journal.Entries)
            .OrderBy(entry => entry.RecordedAt.ToDateTimeOffset())
            .ThenBy(entry => entry.Participant, StringComparer.Ordinal)
            .ThenBy(entry => entry.EntryId, StringComparer.Ordinal));
        response.Unreachable.AddRange(journals
            .Where(journal => journal.Failure is not null)
            .Select(journal => new UnreachableParticipant { Participant = journal.Participant.ToString(), Reason = journal.Failure }));
        return response;
    }

    private async Task<Journal> ReadAsync(Participation participation, string flowId, string token, CancellationToken cancellation)
    {
        try
        {
            if (await tokens.ForAsync(participation, token, cancellation) is not { } exchanged)
            {
                return new Journal(participation, [], "UNAUTHENTICATED");
            }

            var answer = await peers.Client<JournalService.JournalServiceClient>(participation).ListJournalEntriesAsync(
                new ListJournalEntriesRequest { FlowId = flowId },
                new CallOptions(new Metadata { { "authorization", Bearer + exchanged } }, cancellationToken: cancellation));
            return new Journal(participation, answer.Entries, null);
        }
        catch (RpcException failure)
        {
            return new Journal(participation, [], Hosting.Contracts.WireNames.UpperSnake(failure.StatusCode.ToString()));
        }
    }

    private sealed record Journal(Participation Participant, IReadOnlyList<JournalEntry> Entries, string? Failure);
}
