using Mesh.Disclosure;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Clients;

/// <summary>A colleague takes a client on, as when the worker is away (RESP-1).</summary>
public sealed class TakeOnTests
{
    [Fact]
    public async Task TakeOn_WhenTheRegionHasACase_GivesTheColleagueTheClientsCasesBesideTheWorker()
    {
        await using var region = await RegionHost.StartAsync();
        var opened = Guid.CreateVersion7();
        var eetu = await EetusCase.JoinedAsync(region, opened);
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(eetu.Service(Participants.Colleague).GetAssistanceCaseAsync(new() { CaseId = await eetu.IdAsync() }, cancellationToken: TestContext.Current.CancellationToken)));
        var request = TakingOn();

        var taken = await region.Send(Participants.Colleague, request);

        Assert.Equal(taken, await region.Send(Participants.Colleague, request));
        Assert.Equal(new[] { await eetu.IdAsync(), opened.ToString() }.Order(StringComparer.Ordinal), taken.CaseIds.Order(StringComparer.Ordinal));
        Assert.Equal(await eetu.IdAsync(), (await eetu.SeenAsync(Participants.Colleague)).CaseId);
        Assert.Equal(await eetu.IdAsync(), (await eetu.SeenAsync()).CaseId);
        Assert.Equal(["", "WORKER_AWAY"], (await region.RowsAsync<ClientTie>()).Select(tie => tie.Reason).Order(StringComparer.Ordinal));
        Assert.Contains(await region.JournalAsync(), step => step.Step == "RESP-1 TakeOnClient");
    }

    [Fact]
    public async Task TakeOn_WhenDone_IsALookThatTheClientSees()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);

        await region.Send(Participants.Colleague, TakingOn());

        var look = Assert.Single(await region.RowsAsync<LedgerEntry>(), entry => entry.PreciseReason == "TakeOnClient");
        Assert.Equal(((await eetu.RowAsync()).SubjectId, Participants.Colleague.PersonId), (look.SubjectId, look.ActorId));
    }

    [Fact]
    public async Task TakeOn_WhenThePersonIsUnknownOrHasNoCase_IsRefusedAlike()
    {
        await using var region = await RegionHost.StartAsync();

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Colleague, TakingOn())));
        Assert.Empty(await region.RowsAsync<ClientTie>());
        Assert.Equal(
            [("personal_identity_code", "IDENTITY_CODE_CHECK_CHARACTER"), ("reason_code", "REQUIRED")],
            await Refused.ViolationsAsync(region.Send(Participants.Colleague, new TakeOnClientRequest { RequestId = Requests.Id(), PersonalIdentityCode = "030988-917X" })));
    }

    private static TakeOnClientRequest TakingOn() =>
        new() { RequestId = Requests.Id(), PersonalIdentityCode = EetusCase.Code, ReasonCode = "WORKER_AWAY" };
}
