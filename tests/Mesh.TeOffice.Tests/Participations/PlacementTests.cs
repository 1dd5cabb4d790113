using Mesh.Messaging;
using Mesh.TeOffice.Participations;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.TeOffice.Tests.Participations;

/// <summary>F11 from the region, F12 to Kela: what is told of rehabilitative work activity, once and in order.</summary>
public sealed class PlacementTests
{
    private const string Told = nameof(ServiceParticipationRecorded);
    private readonly string _placementId = AinosCase.Id();

    [Fact]
    public async Task Receive_WhenTheWorkStarts_FetchesByTheNoticeAndTellsKelaInItsFlow()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        office.Doors.Asked.Clear();
        office.Doors.TellPlacement(Placement(eetu, startedOn: "2024-01-22"));
        var notice = Started(office, eetu, 4);

        await office.ReceiveAsync(notice);

        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal(
            (Participants.Region, notice.Id.ToString(), Purpose.RehabilitativeWork), (holder, request.Subject.NoticeId, request.Purpose));
        Assert.Equal([DataCategory.Placement], request.Categories);
        var row = Assert.Single(await office.RowsAsync<ParticipationRow>());
        Assert.Equal(
            (_placementId, eetu.CaseId, eetu.JobseekerId, 1, 4, notice.FlowId),
            (row.PlacementId.ToString(), row.CaseId.ToString(), row.JobseekerId.ToString(), row.Version, row.PlacementVersion, row.FlowId));
        var told = (await office.OutboxAsync())[^1];
        Assert.Equal((Participants.Kela, notice.FlowId, Told), (told.Recipient, told.FlowId, NoticeTypes.ShortName(told.Type)));
        Assert.Equal($$"""{ "participationId": "{{row.ParticipationId}}", "participationVersion": 1 }""", told.Data);
        Assert.Contains("F12 ServiceParticipationRecorded", (await office.JournalAsync()).Select(step => step.Step));
    }

    [Fact]
    public async Task Disclose_WhenKelaFetchesByTheNotice_GivesTheParticipationByDutyAndNamesTheClient()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await ReceiveAsync(office, eetu, Started(office, eetu, 4), startedOn: "2024-01-22");
        var told = (await office.OutboxAsync())[^1];

        var response = await office.Send(Callers.Kela, Ask(told.Id));

        Assert.Equal(("F12", BasisKind.Duty), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal(People.Eetu.Reveal(), content.PersonalIdentityCode);
        Assert.Equal(
            new ServiceParticipation
            {
                ParticipationId = Assert.Single(await office.RowsAsync<ParticipationRow>()).ParticipationId.ToString(),
                ServiceType = "REHABILITATIVE_WORK_ACTIVITY",
                FirstDay = "2024-01-22",
                LastDay = "2024-07-19",
                DaysPerWeek = 3,
                Organiser = Participants.Region.ToString(),
            },
            content.ServiceParticipation);
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Region, Ask(Guid.CreateVersion7()))),
            await Refused.BytesAsync(office.Send(Callers.Region, Ask(told.Id))));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Kela, Ask(Guid.CreateVersion7()))));
    }

    [Fact]
    public async Task Receive_WhenThePlacementIsOnlyAgreed_IsKeptAndKelaIsToldNothing()
    {
        await using var office = await OfficeHost.StartAsync("16.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);

        await ReceiveAsync(office, eetu, Agreed(office, eetu, 1));

        Assert.Equal((0, 1), Versions(Assert.Single(await office.RowsAsync<ParticipationRow>())));
        Assert.DoesNotContain(Told, await office.ToldAsync());
    }

    [Fact]
    public async Task Receive_WhenAgreedStartedAndEnded_TellsKelaOfStartAndEndAsVersionsOfOneParticipation()
    {
        await using var office = await OfficeHost.StartAsync("16.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await ReceiveAsync(office, eetu, Agreed(office, eetu, 1));
        office.MoveTo("22.1.2024");
        await ReceiveAsync(office, eetu, Started(office, eetu, 4), startedOn: "2024-01-22");
        office.MoveTo("28.3.2024");
        await ReceiveAsync(office, eetu, Ended(office, eetu, 5), startedOn: "2024-01-22", endedOn: "2024-03-28");

        Assert.Equal((2, 5), Versions(Assert.Single(await office.RowsAsync<ParticipationRow>())));
        Assert.Equal([0, 1, 2], (await office.RowsAsync<LearntPlacementRow>()).OrderBy(row => row.PlacementVersion).Select(row => row.ParticipationVersion));
        Assert.Equal(2, (await office.ToldAsync()).Count(name => name == Told));
        var given = await office.ContentAsync(Ask((await office.OutboxAsync())[^1].Id), Callers.Kela);
        Assert.Equal("2024-03-28", given.ServiceParticipation.EndedOn);
    }

    [Fact]
    public async Task Receive_WhenToldTwice_IsOneVersionAndOneNoticeToKela()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var notice = Started(office, eetu, 4);
        await ReceiveAsync(office, eetu, notice, startedOn: "2024-01-22");
        var asked = office.Doors.Asked.Count;

        await office.ReceiveAsync(notice);
        await office.ReceiveAsync(Started(office, eetu, 4));

        Assert.Equal(asked, office.Doors.Asked.Count);
        Assert.Single(await office.RowsAsync<LearntPlacementRow>());
        Assert.Single(await office.ToldAsync(), name => name == Told);
        Assert.Empty(await office.ParkedAsync());
    }

    [Fact]
    public async Task Receive_WhenTheEndComesFirst_IgnoresTheStartThatComesAfterIt()
    {
        await using var office = await OfficeHost.StartAsync("28.3.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await ReceiveAsync(office, eetu, Ended(office, eetu, 5), startedOn: "2024-01-22", endedOn: "2024-03-28");

        await ReceiveAsync(office, eetu, Started(office, eetu, 4), startedOn: "2024-01-22");

        Assert.Equal((1, 5), Versions(Assert.Single(await office.RowsAsync<ParticipationRow>())));
        Assert.Single(await office.ToldAsync(), name => name == Told);
        var given = await office.ContentAsync(Ask((await office.OutboxAsync())[^1].Id), Callers.Kela);
        Assert.Equal("2024-03-28", given.ServiceParticipation.EndedOn);
    }

    [Fact]
    public async Task Receive_WhenALateNoticeFetchesWhatALaterOneTells_TellsKelaOnce()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);

        await ReceiveAsync(office, eetu, Agreed(office, eetu, 1), startedOn: "2024-01-22");
        await ReceiveAsync(office, eetu, Started(office, eetu, 4), startedOn: "2024-01-22");

        Assert.Equal((1, 4), Versions(Assert.Single(await office.RowsAsync<ParticipationRow>())));
        Assert.Single(await office.ToldAsync(), name => name == Told);
    }

    [Fact]
    public async Task Receive_WhenTheRegionIsUnreachable_IsKeptByTheSender()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        office.Doors.BeUnreachable();
        var notice = Started(office, eetu, 4);

        await Assert.ThrowsAsync<TransientNoticeException>(() => office.ReceiveAsync(notice));
        Assert.Empty(await office.RowsAsync<ParticipationRow>());
        await ReceiveAsync(office, eetu, notice, startedOn: "2024-01-22");

        Assert.Single(await office.ToldAsync(), name => name == Told);
    }

    [Theory]
    [InlineData("another region")]
    [InlineData("no region")]
    [InlineData("unknown case")]
    [InlineData("another placement")]
    [InlineData("another case")]
    [InlineData("no days")]
    [InlineData("no version")]
    public async Task Receive_WhenItDoesNotFit_IsParkedAndKelaIsToldNothing(string mismatch)
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var placement = Placement(eetu, startedOn: "2024-01-22");
        placement.PlacementId = mismatch == "another placement" ? AinosCase.Id() : placement.PlacementId;
        placement.CaseId = mismatch == "another case" ? AinosCase.Id() : placement.CaseId;
        placement.FirstDay = mismatch == "no days" ? "" : placement.FirstDay;
        office.Doors.TellPlacement(placement);
        var notice = new RehabilitativeWorkStarted
        {
            CaseId = mismatch == "unknown case" ? AinosCase.Id() : eetu.CaseId,
            PlacementId = _placementId,
            PlacementVersion = mismatch == "no version" ? 0 : 4,
        };

        await office.ReceiveAsync(RegionNotices.Of(office, notice, mismatch switch
        {
            "another region" => Participants.OtherRegion,
            "no region" => Participants.Kela,
            _ => Participants.Region,
        }));

        Assert.Single(await office.ParkedAsync());
        Assert.Empty(await office.RowsAsync<ParticipationRow>());
        Assert.DoesNotContain(Told, await office.ToldAsync());
    }

    [Fact]
    public async Task Keep_WhenAPlacementIsKept_LeavesTheProvidersNameUnreadable()
    {
        await using var office = await OfficeHost.StartAsync("22.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await ReceiveAsync(office, eetu, Started(office, eetu, 4), startedOn: "2024-01-22");

        var stored = (byte[])Assert.Single(await office.ColumnAsync("SELECT content FROM learnt_placement"));

        Assert.Equal(-1, stored.AsSpan().IndexOf("Tuettu tyo"u8));
        Assert.DoesNotContain("Tuettu tyo", office.Log, StringComparison.Ordinal);
    }

    private static (int Participation, int Placement) Versions(ParticipationRow row) => (row.Version, row.PlacementVersion);

    private async Task ReceiveAsync(OfficeHost office, EetusCase eetu, NoticeEnvelope notice, string startedOn = "", string endedOn = "")
    {
        office.Doors.TellPlacement(Placement(eetu, startedOn, endedOn));
        await office.ReceiveAsync(notice);
    }

    private PlacementNotice Placement(EetusCase eetu, string startedOn = "", string endedOn = "") => new()
    {
        PlacementId = _placementId,
        CaseId = eetu.CaseId,
        Provider = "Tuettu tyo",
        FirstDay = "2024-01-22",
        LastDay = "2024-07-19",
        DaysPerWeek = 3,
        StartedOn = startedOn,
        EndedOn = endedOn,
    };

    private NoticeEnvelope Agreed(OfficeHost office, EetusCase eetu, int version) => RegionNotices.Of(
        office, new PlacementAgreed { CaseId = eetu.CaseId, PlacementId = _placementId, PlacementVersion = version }, flow: eetu.FlowId);

    private NoticeEnvelope Started(OfficeHost office, EetusCase eetu, int version) => RegionNotices.Of(
        office, new RehabilitativeWorkStarted { CaseId = eetu.CaseId, PlacementId = _placementId, PlacementVersion = version }, flow: eetu.FlowId);

    private NoticeEnvelope Ended(OfficeHost office, EetusCase eetu, int version) => RegionNotices.Of(
        office, new RehabilitativeWorkEnded { CaseId = eetu.CaseId, PlacementId = _placementId, PlacementVersion = version }, flow: eetu.FlowId);

    private static DiscloseRequest Ask(Guid noticeId) => new()
    {
        RequestId = AinosCase.Id(),
        Subject = new Subject { NoticeId = noticeId.ToString() },
        Purpose = Purpose.BenefitPayment,
        Categories = { DataCategory.ServiceParticipation },
        Actor = new Actor { PairwiseId = "handler", Role = ActorRole.System, Assurance = "urn:mesh:assurance:system" },
    };
}
