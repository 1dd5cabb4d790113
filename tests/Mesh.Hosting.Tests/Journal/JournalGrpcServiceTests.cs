using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Tests.Journal;

[Collection<TownTests>]
public sealed class JournalGrpcServiceTests(Town town)
{
    private readonly Guid _flow = Guid.CreateVersion7();

    [Fact]
    public async Task List_WhenTheFlowIsKnown_GivesItsEntriesInTheOrderTheyWereWritten()
    {
        var caseId = Guid.CreateVersion7();
        await WriteAsync(_flow, "F03 InvitationSent", caseId);
        await WriteAsync(Guid.CreateVersion7(), "F01 Another", null);
        await WriteAsync(_flow, "F04 InvitationRead", null);

        var entries = await ListAsync();

        Assert.Equal(["F03 InvitationSent", "F04 InvitationRead"], entries.Select(entry => entry.Step));
        Assert.Equal([caseId.ToString(), ""], entries.Select(entry => entry.CaseId));
        Assert.All(entries, entry => Assert.Equal(Participants.Kela.ToString(), entry.Participant));
        Assert.All(entries, entry => Assert.Equal(Participants.TeOffice.ToString(), entry.Counterpart));
    }

    [Fact]
    public async Task List_WhenAnOperatorHasLooked_ShowsTheLookToTheNext()
    {
        await WriteAsync(_flow, "F03 InvitationSent", null);

        Assert.Single(await ListAsync());
        Assert.Equal(["F03 InvitationSent", "ListJournalEntries by operator"], (await ListAsync()).Select(entry => entry.Step));
    }

    [Fact]
    public async Task List_WhenTheFlowIsUnknown_GivesAndWritesNothing()
    {
        Assert.Empty(await ListAsync());
        Assert.DoesNotContain(await town.Host.RowsAsync<JournalRow>(), row => row.FlowId == _flow);
    }

    [Fact]
    public async Task List_WhenFlowIdIsMalformed_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ListAsync("aino"));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    private async Task<IReadOnlyList<JournalEntry>> ListAsync(string? flowId = null)
    {
        var token = await town.Tokens.OfAsync("operator", Participants.Kela.Urn);
        var answer = await new JournalService.JournalServiceClient(town.Channel(CertificateNames.Gateway))
            .ListJournalEntriesAsync(new() { FlowId = flowId ?? _flow.ToString() }, AnyCall.Options(token));
        return answer.Entries;
    }

    private Task<bool> WriteAsync(Guid flow, string step, Guid? caseId) => town.Host.InScopeAsync(services =>
        services.GetRequiredService<Transactions>().RunAsync(
            _ =>
            {
                services.GetRequiredService<FlowContext>().Continue(flow);
                services.GetRequiredService<FlowJournal>().Record(step, Road.Cooperation, Participants.TeOffice, caseId: caseId);
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken));
}
