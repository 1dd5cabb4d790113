using Grpc.Core;
using Mesh.ClientNotices;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>AKT-INT-3: the client is invited to be heard before it is decided whether the plan is interrupted.</summary>
public sealed class HearingTests
{
    private const string LastDay = "2024-01-29";

    [Fact]
    public async Task Invite_WhenThePlanIsActive_TellsTheClientWithTheLastDayAndKeepsTheProof()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        office.MoveTo("15.1.2024");

        var invited = await office.Send(Callers.Expert, Invitation(aino));

        Assert.Equal((aino.Version + 1, PlanState.Active), (invited.CaseVersion, invited.State));
        var row = Assert.Single(await office.RowsAsync<HearingRow>());
        Assert.Equal(
            (invited.HearingId, aino.CaseId, HearingGround.Job, new DateOnly(2024, 1, 8), new DateOnly(2024, 1, 29)),
            (row.HearingId.ToString(), row.CaseId.ToString(), row.Ground, row.EventDate, row.AnswerBy));
        Assert.Equal(
            (Callers.Expert.PersonId, Callers.Expert.Assurance, office.Now, office.Machine.GetUtcNow()),
            (row.PersonId, row.Assurance, row.InvitedAt, row.RecordedAt));
        var notice = Assert.Single(await office.RowsAsync<ClientNoticeRow>(), sent => sent.Kind == ClientNoticeKind.Hearing);
        Assert.Equal((row.MessageId, invited.HearingId), (notice.NoticeId, notice.Reference));

        var listed = await office.Send(Callers.Aino, new ListMyMessagesRequest());
        var message = Assert.Single(listed.Messages, each => each.Kind == ClientNoticeKind.Hearing);
        Assert.Equal((LastDay, aino.CaseId), (message.DueOn, message.CaseId));
        var read = await office.Send(Callers.Aino, new ReadMyMessageRequest { RequestId = AinosCase.Id(), MessageId = message.MessageId });
        Assert.Contains("29.1.2024", read.Message.Text.Fi, StringComparison.Ordinal);
        Assert.Contains("AKT-INT-3 InviteToHearing LABOUR_AUTHORITY", (await office.JournalAsync()).Select(step => step.Step));
    }

    [Theory]
    [InlineData("30.11.2023")]
    [InlineData("30.1.2024")]
    public async Task Invite_WhenSentAgain_IsOneHearingAndOneMessageAlsoAfterTheLastDay(string again)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var request = Invitation(await AinosCase.ActiveAsync(office));
        var first = await office.Send(Callers.Expert, request);
        office.MoveTo(again);

        Assert.Equal(first, await office.Send(Callers.Expert, request));

        Assert.Equal((1, 1), await CountAsync(office));
    }

    [Fact]
    public async Task Invite_WhenTheClientMayStillAnswer_IsRefusedForTheSameEventOnly()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        var version = (await office.Send(Callers.Expert, Invitation(aino))).CaseVersion;

        office.MoveTo("29.1.2024");
        Assert.Equal(
            (StatusCode.FailedPrecondition, "HEARING_OPEN", LastDay),
            await Refused.DetailAsync(office.Send(Callers.Expert, Again()), "answer_by"));
        Assert.Equal((1, 1), await CountAsync(office));
        var (business, later) = (Again(), Again());
        business.Ground = HearingGround.Business;
        version = (await office.Send(Callers.Expert, business)).CaseVersion;
        (later.ExpectedVersion, later.EventDate) = (version, "2024-01-09");
        version = (await office.Send(Callers.Expert, later)).CaseVersion;

        office.MoveTo("30.1.2024");
        await office.Send(Callers.Expert, Again());
        Assert.Equal((4, 4), await CountAsync(office));

        InviteToHearingRequest Again()
        {
            var again = Invitation(aino);
            (again.ExpectedVersion, again.AnswerBy) = (version, "2024-02-12");
            return again;
        }
    }

    [Theory]
    [InlineData("2023-11-29", false)]
    [InlineData("2023-11-30", false)]
    [InlineData("2023-12-01", true)]
    public async Task Invite_WhenTheLastDayIsAboutToday_MustLieAfterIt(string answerBy, bool taken)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var request = Invitation(await AinosCase.ActiveAsync(office));
        request.AnswerBy = answerBy;

        if (taken)
        {
            await office.Send(Callers.Expert, request);
        }
        else
        {
            Assert.Equal([("answer_by", "NOT_AFTER_TODAY")], await Refused.ViolationsAsync(office.Send(Callers.Expert, request)));
        }

        Assert.Equal(taken ? (1, 1) : (0, 0), await CountAsync(office));
    }

    [Fact]
    public async Task Invite_WhenMuchIsWrong_NamesEverythingAtOnce()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var request = Invitation(await AinosCase.ActiveAsync(office));
        (request.Ground, request.EventDate, request.AnswerBy) = (HearingGround.Unspecified, "8.1.2024", "soon");

        Assert.Equal(
            [("ground", "REQUIRED"), ("event_date", "FORMAT_CIVIL_DATE"), ("answer_by", "FORMAT_CIVIL_DATE")],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, request)));
    }

    [Fact]
    public async Task Invite_WhenThePlanIsNotActive_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.DraftedAsync(office);

        Assert.Equal(
            (StatusCode.FailedPrecondition, "WRONG_STATE", "AWAITING_SIGNATURES"),
            await Refused.DetailAsync(office.Send(Callers.Expert, Invitation(aino)), "state"));
        Assert.Equal((0, 0), await CountAsync(office));
    }

    [Fact]
    public async Task Invite_WhenTheCaseHasMovedOn_IsRefusedWithTheCurrentVersion()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        var stale = Invitation(aino);
        await aino.ReviewAsync("2023-11-30");

        Assert.Equal(
            (StatusCode.Aborted, "STALE_CASE_VERSION", $"{aino.Version}"),
            await Refused.DetailAsync(office.Send(Callers.Expert, stale), "current_version"));
        Assert.Equal((0, 0), await CountAsync(office));
    }

    [Fact]
    public async Task Invite_WhenTheCaseIsNotTheCallers_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        var unknown = Invitation(aino);
        unknown.CaseId = AinosCase.Id();

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, Invitation(aino))));
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Colleague, unknown)),
            await Refused.BytesAsync(office.Send(Callers.Colleague, Invitation(aino))));
        Assert.Equal((0, 0), await CountAsync(office));
    }

    [Theory]
    [InlineData("29.1.2024", true)]
    [InlineData("30.1.2024", false)]
    public async Task ListMyPlans_WhenTheClientIsInvited_ShowsItThroughTheLastDay(string today, bool shown)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        await office.Send(Callers.Expert, Invitation(aino));
        office.MoveTo(today);

        var plan = Assert.Single((await office.Send(Callers.Aino, new ListMyPlansRequest())).PlanCases);

        (string, SignerRole, string)[] review = [("HOLD_REVIEW", SignerRole.LabourAuthority, "2024-02-29")];
        Assert.Equal(
            shown ? [("BE_HEARD", SignerRole.Client, LastDay), .. review] : review,
            plan.NextSteps.Select(step => (step.Code, step.Who, step.DueOn)));
    }

    [Theory]
    [InlineData("UPDATE plan_hearing SET answer_by = '2024-01-01'")]
    [InlineData("DELETE FROM plan_hearing")]
    public async Task Row_WhenAnybodyWouldChangeIt_IsKept(string sql)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        await office.Send(Callers.Expert, Invitation(await AinosCase.ActiveAsync(office)));

        await office.InAsync(async scope =>
        {
            await AppendOnlyRefusal.OfAsync(scope, sql);
            return true;
        });
    }

    private static InviteToHearingRequest Invitation(AinosCase aino) => new()
    {
        RequestId = AinosCase.Id(),
        CaseId = aino.CaseId,
        ExpectedVersion = aino.Version,
        Ground = HearingGround.Job,
        EventDate = "2024-01-08",
        AnswerBy = LastDay,
    };

    private static async Task<(int Hearings, int Messages)> CountAsync(OfficeHost office) => (
        (await office.RowsAsync<HearingRow>()).Count,
        (await office.RowsAsync<ClientNoticeRow>()).Count(sent => sent.Kind == ClientNoticeKind.Hearing));
}
