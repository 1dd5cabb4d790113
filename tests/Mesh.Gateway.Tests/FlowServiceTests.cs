using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class FlowServiceTests(GatewayTown town)
{
    private readonly Guid _flow = Guid.CreateVersion7();

    [Fact]
    public async Task Flow_WhenSomeAreDown_MergesTheOthersInOrderAndNamesThem()
    {
        await WriteAsync(town.Kela, "F02 one");
        await WriteAsync(town.Office, "F02 two");
        await WriteAsync(town.Kela, "F03 three");
        await WriteAsync(town.Office, "F03 four");

        var flow = await GetAsync("operator", CertificateNames.Gateway);

        Assert.Equal(["F02 one", "F02 two", "F03 three", "F03 four"], flow.Entries.Select(entry => entry.Step));
        Assert.Equal(
            [Participants.Kela, Participants.TeOffice, Participants.Kela, Participants.TeOffice],
            flow.Entries.Select(entry => Participation.TryParse(entry.Participant, out var participation) ? participation : default));
        Assert.Contains(Participants.SouthKarelia.ToString(), flow.Unreachable.Select(participant => participant.Participant));
        Assert.Equal(
            town.Installation.Directory.Entries.Select(entry => entry.Participation).Except([Participants.Kela, Participants.TeOffice]).Select(down => $"{down} UNAVAILABLE").Order(),
            flow.Unreachable.Select(participant => $"{participant.Participant} {participant.Reason}").Order());
    }

    [Fact]
    public async Task Flow_WhenAnOperatorHasLooked_HasTheLookAtEachParticipation()
    {
        await WriteAsync(town.Kela, "F02 one");

        await GetAsync("operator", CertificateNames.Gateway);
        var flow = await GetAsync("operator", CertificateNames.Gateway);

        Assert.Equal(["F02 one", "ListJournalEntries by operator"], flow.Entries.Select(entry => entry.Step));
    }

    [Theory]
    [InlineData("aino", "urn:mesh:gateway", "ACCESS_DENIED")]
    [InlineData("operator", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "UNAUTHENTICATED")]
    [InlineData("kela-officer", "urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", "UNAUTHENTICATED")]
    public async Task Flow_WhenAskedByAnotherThanAnOperatorOfTheGateway_IsRefused(string persona, string audience, string reason)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => GetAsync(persona, audience));

        Assert.Equal(reason, RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task Flow_WhenAskedWithoutToken_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new FlowService.FlowServiceClient(town.Channel).GetFlowAsync(new() { FlowId = _flow.ToString() }, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("UNAUTHENTICATED", RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task Flow_WhenItsIdIsMalformed_IsRefused()
    {
        var metadata = await town.MetadataAsync("operator", CertificateNames.Gateway);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new FlowService.FlowServiceClient(town.Channel).GetFlowAsync(new() { FlowId = "1" }, metadata, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("flow_id", Assert.Single(RefusalReader.ViolationsOf(refusal)).Field);
    }

    [Fact]
    public async Task Flow_WhenTheIdentityProviderIsGone_SaysThatNobodyCouldBeAsked()
    {
        var other = new GatewayTown();
        await other.InitializeAsync();
        try
        {
            var metadata = await other.MetadataAsync("operator", CertificateNames.Gateway);
            var client = new FlowService.FlowServiceClient(other.Channel);
            await client.GetFlowAsync(new() { FlowId = _flow.ToString() }, metadata, cancellationToken: TestContext.Current.CancellationToken);
            await other.Tokens.DisposeAsync();

            var flow = await client.GetFlowAsync(new() { FlowId = _flow.ToString() }, metadata, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(other.Installation.Directory.Entries.Count, flow.Unreachable.Count(participant => participant.Reason == "UNAVAILABLE"));
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    private async Task<GetFlowResponse> GetAsync(string persona, string audience) =>
        await new FlowService.FlowServiceClient(town.Channel).GetFlowAsync(
            new() { FlowId = _flow.ToString() }, await town.MetadataAsync(persona, audience), cancellationToken: TestContext.Current.CancellationToken);

    private Task<bool> WriteAsync(TestHost host, string step) => host.InScopeAsync(services =>
        services.GetRequiredService<Transactions>().RunAsync(
            _ =>
            {
                services.GetRequiredService<FlowContext>().Continue(_flow);
                services.GetRequiredService<FlowJournal>().Record(step, Road.Cooperation, null);
                return Task.FromResult(true);
            },
            TestContext.Current.CancellationToken));
}
