using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.WellbeingRegion.Clients;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>Taking, handing over, the exception from the order, closing; and who may do none of it.</summary>
public sealed class AssistanceActTests
{
    [Fact]
    public async Task Take_WhenNobodyHas_MakesTheCallerTheWorkerAndTellsKelaOfEveryNotice()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        await eetu.NotifyAsync();
        var taken = await eetu.TakeAsync();

        Assert.Equal((AssistanceState.Taken, 3), (taken.State, taken.CaseVersion));
        Assert.Equal("worker-1", Assert.Single(await region.RowsAsync<ClientTie>()).PersonId);
        Assert.Equal(
            ["RECEIVED", "RECEIVED", "CASE_OPENED", "CASE_OPENED"],
            (await region.ToldAsync<AssistanceNoticeHandled>()).Select(told => told.StateCode));
        Assert.Equal(2, (await region.ToldAsync<AssistanceNoticeHandled>()).DistinctBy(told => told.NoticeId).Count());
        Assert.Empty((await region.Send(Participants.Colleague, new ListAssistanceCasesRequest())).AssistanceCases);
    }

    [Fact]
    public async Task Take_WhenItIsSentAgain_GivesTheFirstOutcomeAndTellsKelaOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        var request = await eetu.TakingAsync();

        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));
        Assert.Equal(["RECEIVED", "CASE_OPENED"], (await region.ToldAsync<AssistanceNoticeHandled>()).Select(told => told.StateCode));
        request.ExpectedVersion++;
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), await Refused.ReasonAsync(region.Send(Participants.Worker, request)));
    }

    [Fact]
    public async Task Take_WhenTwoDoAtOnce_IsOnesAndTheOtherGetsNoBasis()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        Caller[] callers = [Participants.Worker, Participants.Colleague];
        var requests = new List<TakeAssistanceCaseRequest> { await eetu.TakingAsync(), await eetu.TakingAsync() };
        var outcomes = await Task.WhenAll(callers.Zip(requests, (caller, request) => OutcomeAsync(region.Send(caller, request))));

        Assert.Equal(["NO_BASIS", "OK"], outcomes.Order());
        Assert.Single(await region.RowsAsync<ClientTie>());
    }

    [Fact]
    public async Task Acts_WhenTheCaseHasMovedOn_AreRefusedAsStaleAndNothingChanges()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();
        var before = await eetu.RowAsync();
        var (invite, handOver, except, close) =
            (await eetu.InvitingAsync(), await eetu.HandingOverAsync(), await eetu.ExceptingAsync(), await eetu.ClosingAsync());
        invite.ExpectedVersion = handOver.ExpectedVersion = except.ExpectedVersion = close.ExpectedVersion = before.Version - 1;

        (StatusCode, string?, string?) stale = (StatusCode.Aborted, "STALE_CASE_VERSION", "3");
        Assert.Equal(stale, await Refused.DetailAsync(region.Send(Participants.Worker, invite), "current_version"));
        Assert.Equal(stale, await Refused.DetailAsync(region.Send(Participants.Worker, handOver), "current_version"));
        Assert.Equal(stale, await Refused.DetailAsync(region.Send(Participants.Worker, except), "current_version"));
        Assert.Equal(stale, await Refused.DetailAsync(region.Send(Participants.Worker, close), "current_version"));
        Assert.Equivalent(before, await eetu.RowAsync());
    }

    [Fact]
    public async Task Acts_WhenAnotherWorksOnTheCase_GetTheSameNoBasisAsForAnUnknownCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await eetu.EvaluateAsync();
        var asked = region.Others.Asked.Count;
        var refusals = new List<string>();
        foreach (var id in new[] { await eetu.IdAsync(), Requests.Id() })
        {
            var (take, invite, handOver) = (await eetu.TakingAsync(), await eetu.InvitingAsync(), await eetu.HandingOverAsync());
            var (except, close) = (await eetu.ExceptingAsync(), await eetu.ClosingAsync());
            take.CaseId = invite.CaseId = handOver.CaseId = except.CaseId = close.CaseId = id;
            refusals.AddRange(
            [
                await Refused.BytesAsync(region.Send(Participants.Colleague, new GetAssistanceCaseRequest { CaseId = id })),
                await Refused.BytesAsync(region.Send(Participants.Colleague, take)),
                await Refused.BytesAsync(region.Send(Participants.Colleague, new EvaluateAssistanceCaseRequest { CaseId = id })),
                await Refused.BytesAsync(region.Send(Participants.Colleague, invite)),
                await Refused.BytesAsync(region.Send(Participants.Colleague, handOver)),
                await Refused.BytesAsync(region.Send(Participants.Colleague, except)),
                await Refused.BytesAsync(region.Send(Participants.Colleague, close)),
            ]);
        }

        Assert.StartsWith("PermissionDenied", Assert.Single(refusals.Distinct()), StringComparison.Ordinal);
        Assert.Equal(asked, region.Others.Asked.Count);
    }

    [Fact]
    public async Task Acts_WhenNobodyHasTakenTheCase_GetNoBasisAndAskNobody()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();
        var asked = region.Others.Asked.Count;
        var untaken = (await region.RowsAsync<AssistanceCaseRow>()).Single(row => row.State == AssistanceState.Received).CaseId.ToString();

        // The worker has a tie to the client from the earlier case, and still takes the new one before acting on it.
        Assert.Equal(
            Refused.NoBasis,
            await Refused.ReasonAsync(region.Send(Participants.Worker, new EvaluateAssistanceCaseRequest { CaseId = untaken })));
        Assert.Equal(asked, region.Others.Asked.Count);
    }

    [Fact]
    public async Task HandOver_WhenBothBenefitsArePaid_ReferredToTheLabourAuthorityAndKelaLearnsIt()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        eetu.Register.StartingAuthority = StartingAuthority.LabourAuthority;
        await eetu.EvaluateAsync();
        Assert.Equal(
            (StatusCode.FailedPrecondition, "LABOUR_AUTHORITY_STARTS"),
            await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.InvitingAsync())));
        var answer = await region.Send(Participants.Worker, await eetu.HandingOverAsync());

        Assert.Equal((AssistanceState.HandedOver, Participants.TeOffice.ToString()), (answer.State, answer.LabourAuthority));
        Assert.Equal(await eetu.IdAsync(), Assert.Single(await region.ToldAsync<AssistanceCaseHandedOver>()).ReferralId);
        Assert.Equal("HANDED_TO_LABOUR_AUTHORITY", (await region.ToldAsync<AssistanceNoticeHandled>())[^1].StateCode);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F04 AssistanceCaseHandedOver");
    }

    [Fact]
    public async Task HandOver_WhenTheRegionStartsOrNobodyHasFoundOut_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        Assert.Equal("NOT_EVALUATED", await HandOverAsync(region, eetu));
        region.Others.JobSearch = _ => FakeOthers.Withheld();
        await eetu.EvaluateAsync();
        Assert.Equal("NOT_EVALUATED", await HandOverAsync(region, eetu));
        _ = EetusCase.In(region);
        await eetu.EvaluateAsync();
        Assert.Equal("REGION_STARTS", await HandOverAsync(region, eetu));
        Assert.Empty(await region.ToldAsync<AssistanceCaseHandedOver>());
    }

    [Fact]
    public async Task Exception_WhenTheJobSearchCannotBeHad_LetsMeasuresStartAndOutlastsTheNextUnknown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.Others.JobSearch = _ => FakeOthers.Withheld();
        await eetu.EvaluateAsync();
        var answer = await region.Send(Participants.Worker, await eetu.ExceptingAsync());

        Assert.Equal((MeasuresState.Allowed, 4), (answer.Measures, answer.CaseVersion));
        Assert.Equal(MeasuresState.Allowed, (await eetu.EvaluateAsync()).Measures);
    }

    [Fact]
    public async Task Exception_WhenTheLabourAuthoritySaysTheJobSearchIsValid_IsRefusedOrGivesWay()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ExceptingAsync());
        Assert.Equal(MeasuresState.Blocked, (await eetu.EvaluateAsync()).Measures);

        Assert.Equal(
            (StatusCode.FailedPrecondition, "JOB_SEARCH_VALID"),
            await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.ExceptingAsync())));
    }

    [Fact]
    public async Task Close_WhenNoPlanIsNeeded_TellsKelaWhyAndAdvancesTheGate()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var before = await region.GateAsync();
        await region.Send(Participants.Worker, await eetu.ClosingAsync());

        var told = (await region.ToldAsync<AssistanceNoticeHandled>())[^1];
        Assert.Equal(("NOT_NEEDED", "EMPLOYED"), (told.StateCode, told.ReasonCode));
        Assert.Equal(before + 1, await region.GateAsync());
        Assert.Equal(
            (StatusCode.FailedPrecondition, "WRONG_STATE"),
            await Refused.ReasonAsync(region.Send(Participants.Worker, new EvaluateAssistanceCaseRequest { CaseId = await eetu.IdAsync() })));
    }

    [Theory]
    [InlineData("1EMPLOYED")]
    [InlineData("CODE_030988")]
    public async Task Close_WhenTheReasonMayNotTravel_IsRefusedAsABadField(string reason)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);

        Assert.Equal(
            [("reason_code", "NOT_FOR_NOTICES")],
            await Refused.ViolationsAsync(region.Send(Participants.Worker, await eetu.ClosingAsync(reason))));
    }

    [Theory]
    [InlineData("1.12.2023", "2023-12-07", "2023-12-13")]
    [InlineData("2.12.2023", "2023-12-07", "2023-12-13")]
    [InlineData("4.12.2023", "2023-12-08", "2023-12-14")]
    [InlineData("20.12.2023", "2023-12-27", "2024-01-03")]
    public async Task Targets_WhenTheNoticeComes_AreWorkingDaysWithoutItsOwn(string received, string acknowledge, string contact)
    {
        await using var region = await RegionHost.StartAsync(received);
        var eetu = await EetusCase.ReceivedAsync(region);
        var seen = await eetu.SeenAsync();

        Assert.Equal((acknowledge, contact), (seen.AcknowledgeBy, seen.ContactBy));
    }

    [Fact]
    public async Task List_WhenStatesAndPagesAreAsked_GivesTheNewestChangeFirst()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("5.12.2023");
        eetu.Person = Participants.Aino;
        await eetu.NotifyAsync();

        var all = (await region.Send(Participants.Worker, new ListAssistanceCasesRequest())).AssistanceCases;
        Assert.Equal([AssistanceState.Received, AssistanceState.Taken], all.Select(seen => seen.State));
        Assert.Equal(all[1], Assert.Single((await region.Send(Participants.Worker, new ListAssistanceCasesRequest { State = AssistanceState.Taken })).AssistanceCases));
        var page = await region.Send(Participants.Worker, new ListAssistanceCasesRequest { PageSize = 1 });
        Assert.Equal(all[0], Assert.Single(page.AssistanceCases));
        Assert.Equal(all[1], Assert.Single((await region.Send(Participants.Worker, new ListAssistanceCasesRequest { PageSize = 1, PageToken = page.NextPageToken })).AssistanceCases));
    }

    private static async Task<string?> HandOverAsync(RegionHost region, EetusCase eetu) =>
        (await Refused.ReasonAsync(region.Send(Participants.Worker, await eetu.HandingOverAsync()))).Reason;

    private static async Task<string> OutcomeAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return "OK";
        }
        catch (RpcException refusal)
        {
            return Mesh.Hosting.Errors.RefusalReader.ReasonOf(refusal) ?? refusal.StatusCode.ToString();
        }
    }
}
