using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>F01 and F01a: exactly one case for a client, whatever Kela tells when.</summary>
public sealed class KelaNoticeTests
{
    [Fact]
    public async Task Notice_WhenItComes_OpensACaseThatEverybodySeesAndAnswersKela()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        var notice = await eetu.NotifyAsync();

        var seen = Assert.Single((await region.Send(Participants.Colleague, new ListAssistanceCasesRequest())).AssistanceCases);
        Assert.Equal((AssistanceState.Received, 1, 1, 12), (seen.State, seen.CaseVersion, seen.Notices, seen.EndedMonthsInARow));
        Assert.Equal(("2023-12-01", "FROM_25", "405"), (seen.ReceivedOn, seen.AgeGroup, seen.HomeMunicipality));
        Assert.Equal(notice.FlowId.ToString(), seen.FlowId);
        Assert.Equal(
            new AssistanceNoticeHandled { NoticeId = notice.Id.ToString(), StateCode = "RECEIVED" },
            Assert.Single(await region.ToldAsync<AssistanceNoticeHandled>()));
        var told = Assert.Single(await region.OutboxAsync());
        Assert.Equal((Participants.Kela, notice.FlowId), (told.Recipient, told.FlowId));
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F01a AssistanceNoticeHandled" && step.FlowId == notice.FlowId);
    }

    [Fact]
    public async Task Notice_WhenItIsFetched_IsAskedByItsIdForTheNeed()
    {
        await using var region = await RegionHost.StartAsync();
        var notice = await EetusCase.In(region).NotifyAsync();

        var (holder, asked) = Assert.Single(region.Others.Asked);
        Assert.Equal(Participants.Kela, holder);
        Assert.Equal((notice.Id.ToString(), notice.Id.ToString()), (asked.Subject.NoticeId, asked.Proof.NoticeId));
        Assert.Equal(Purpose.ActivationPlanNeed, asked.Purpose);
        Assert.Equal([DataCategory.SocialAssistanceMonths], asked.Categories);
    }

    [Fact]
    public async Task Notice_WhenItComesTwice_IsOneNoticeOfOneCaseFetchedOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        var notice = await eetu.NotifyAsync();
        await region.ReceiveAsync(notice);

        Assert.Equal(1, (await eetu.RowAsync()).Notices);
        Assert.Single(region.Others.Asked);
        Assert.Single(await region.OutboxAsync());
    }

    [Fact]
    public async Task Notice_WhenTwoComeAtOnce_AreCountedToOneCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        await Task.WhenAll(region.ReceiveAsync(eetu.Notice()), region.ReceiveAsync(eetu.Notice()));

        Assert.Equal(2, (await eetu.RowAsync()).Notices);
    }

    [Fact]
    public async Task Notice_WhenAnotherComesLater_IsCountedAndTakenOverAsTheNewerKnowledge()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        var first = await eetu.RowAsync();
        region.MoveTo("2.1.2024");
        eetu.Months.Add("2023-12");
        eetu.Municipality = "153";
        await eetu.NotifyAsync();

        var row = await eetu.RowAsync();
        Assert.Equal((2, 13, "153", 2), (row.Notices, row.EndedInARow, row.HomeMunicipality, row.Version));
        Assert.Equal((first.CaseId, first.ReceivedOn), (row.CaseId, row.ReceivedOn));
    }

    [Fact]
    public async Task Notice_WhenAnOlderAnswerComesLate_IsCountedAndChangesNothingKnown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.ReceivedAsync(region);
        (eetu.KelaAsOf, eetu.Municipality) = ("2023-11-30", "153");
        await eetu.NotifyAsync();

        var row = await eetu.RowAsync();
        Assert.Equal((2, 12, "405", Days.Of("1.12.2023")), (row.Notices, row.EndedInARow, row.HomeMunicipality, row.KnownAsOf));
        Assert.Equal(2, (await region.RowsAsync<AssistanceAnswerRow>()).Count);
    }

    [Fact]
    public async Task Notice_WhenTheCaseIsTaken_TellsKelaThatItsCaseIsOpen()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var later = await eetu.NotifyAsync();

        Assert.Equal(
            new AssistanceNoticeHandled { NoticeId = later.Id.ToString(), StateCode = "CASE_OPENED" },
            (await region.ToldAsync<AssistanceNoticeHandled>())[^1]);
    }

    [Theory]
    [InlineData("2023-12", "2023-12", false)]
    [InlineData("2024-01", "2024-12", true)]
    public async Task Notice_WhenTheCaseIsClosed_OpensAnotherOnlyForALaterRun(string first, string last, bool opens)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");
        eetu.Months.AddRange(Days.Months(first, last));
        if (!opens)
        {
            // The run goes on without a break: Kela's later notice is still about the same one.
            eetu.Months.AddRange(Days.Months("2024-01", "2024-12"));
        }

        var notice = await eetu.NotifyAsync();

        var rows = await region.RowsAsync<AssistanceCaseRow>();
        Assert.Equal(opens ? 2 : 1, rows.Count);
        var told = (await region.ToldAsync<AssistanceNoticeHandled>()).Single(handled => handled.NoticeId == notice.Id.ToString());
        Assert.Equal(opens ? ("RECEIVED", "") : ("NOT_NEEDED", "EMPLOYED"), (told.StateCode, told.ReasonCode));
        Assert.Equal(opens ? 1 : 0, rows.Count(row => row.State == AssistanceState.Received));
    }

    [Theory]
    [InlineData("ASSISTANCE_MONTHS_UNDER_25", 1)]
    [InlineData("ASSISTANCE_MONTHS_FROM_25", 2)]
    public async Task Notice_WhenTheCaseIsClosedAndTheRunGoesOn_OpensAnotherOnlyForTheOtherThreshold(string threshold, int cases)
    {
        await using var region = await RegionHost.StartAsync("1.4.2023");
        var young = EetusCase.In(region);
        (young.Person, young.Born, young.Threshold) = (EetusCase.YoungCode, Days.Of("10.12.1998"), "ASSISTANCE_MONTHS_UNDER_25");
        young.Months = [.. Days.Months("2022-12", "2023-12")];
        await young.NotifyAsync();
        await young.TakeAsync();
        await region.Send(Participants.Worker, await young.ClosingAsync());
        region.MoveTo("10.12.2023");
        young.Threshold = threshold;

        await young.NotifyAsync();
        await young.NotifyAsync();

        var rows = (await region.RowsAsync<AssistanceCaseRow>()).OrderBy(row => row.ReceivedOn).ToList();
        Assert.Equal(cases, rows.Count);
        Assert.Equal((cases == 1 ? 3 : 1, Days.Of("1.12.2022")), (rows[0].Notices, rows[0].RunBegan));
    }

    [Fact]
    public async Task Notice_WhenAnEvaluationHasSeenTheLaterRunBefore_OpensAnotherAllTheSame()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("1.6.2024");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.EvaluateAsync();
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");

        await eetu.NotifyAsync();

        Assert.Equal(2, (await region.RowsAsync<AssistanceCaseRow>()).Count);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    [InlineData(13, false)]
    public async Task Notice_WhenFewerMonthsAreSaidToHaveEndedInARowThanAreTold_IsParked(int inARow, bool parked)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        var told = region.Others.Kela;
        region.Others.Kela = request =>
        {
            var content = told(request);
            content.SocialAssistanceMonths.EndedMonthsInARow = inARow;
            return content;
        };
        await eetu.NotifyAsync();

        Assert.Equal(parked ? ["EvidenceDamagedException"] : [], await region.ParkedAsync());
    }

    [Fact]
    public async Task Notice_WhenItIsOfALaterRunAndTheCaseIsWorkedOn_IsCountedToThatCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();

        var row = await eetu.RowAsync();
        Assert.Equal((2, AssistanceState.Taken, Days.Of("1.1.2024")), (row.Notices, row.State, row.RunBegan));
    }

    [Theory]
    [InlineData("2022-12", 1)]
    [InlineData("2024-01", 2)]
    public async Task Notice_WhenTheCaseIsJoined_OpensAnotherOnlyForALaterRun(string began, int cases)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.JoinedAsync(region, Guid.CreateVersion7());
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months(began, "2024-12")];

        await eetu.NotifyAsync();
        await eetu.NotifyAsync();

        var rows = await region.RowsAsync<AssistanceCaseRow>();
        Assert.Equal(cases, rows.Count);
        Assert.Equal(cases == 1 ? 3 : 1, rows.Single(row => row.State == AssistanceState.Joined).Notices);
        Assert.Equal(cases - 1, (await region.Send(Participants.Colleague, new ListAssistanceCasesRequest())).AssistanceCases.Count);
    }

    [Fact]
    public async Task Notice_WhenALaterRunHasOpenedAnother_IsCountedToThatOne()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();
        await eetu.NotifyAsync();

        Assert.Equal([1, 2], (await region.RowsAsync<AssistanceCaseRow>()).OrderBy(row => row.ReceivedOn).Select(row => row.Notices));
    }

    [Fact]
    public async Task Notice_WhenKelaIsUnreachable_StaysWithTheSenderUntilItIs()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        var notice = eetu.Notice();
        var told = region.Others.Kela;
        region.Others.Kela = _ => throw FakeOthers.Unreachable();
        await Assert.ThrowsAsync<TransientNoticeException>(() => region.ReceiveAsync(notice));
        Assert.Empty(await region.RowsAsync<AssistanceCaseRow>());

        region.Others.Kela = told;
        await region.ReceiveAsync(notice);
        Assert.Single(await region.RowsAsync<AssistanceCaseRow>());
    }

    [Fact]
    public async Task Notice_WhenKelaWithholds_IsParkedAndNobodyBecomesKnown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        region.Others.Kela = _ => FakeOthers.Withheld();
        await eetu.NotifyAsync();

        Assert.Equal(["WithheldException"], await region.ParkedAsync());
        await NobodyIsKnownAsync(region);
    }

    [Theory]
    [InlineData("030988-917X", null)]
    [InlineData("", null)]
    [InlineData(EetusCase.Code, "2022-13")]
    [InlineData(EetusCase.Code, "2023-11")]
    public async Task Notice_WhenWhatKelaGivesCannotBe_IsParkedAndNobodyBecomesKnown(string person, string? alsoMonth)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        eetu.Person = person;
        if (alsoMonth is not null)
        {
            eetu.OtherMonths[alsoMonth] = MainLivelihood.No;
        }

        await eetu.NotifyAsync();

        Assert.Equal(["EvidenceDamagedException"], await region.ParkedAsync());
        await NobodyIsKnownAsync(region);
    }

    [Fact]
    public async Task Notice_WhenSomebodyElseThanKelaSendsIt_IsParkedWithoutAsking()
    {
        await using var region = await RegionHost.StartAsync();
        await region.ReceiveAsync(EetusCase.In(region).Notice(Participants.TeOffice));

        Assert.Equal(["InvalidOperationException"], await region.ParkedAsync());
        Assert.Empty(region.Others.Asked);
    }

    [Fact]
    public async Task Notice_WhenItIsKept_LeavesNoMonthOrCodeReadable()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.ReceivedAsync(region);

        var kept = Assert.Single(await region.RowsAsync<AssistanceAnswerRow>());
        var text = System.Text.Encoding.Latin1.GetString(kept.Content);
        Assert.DoesNotContain("2023-11", text, StringComparison.Ordinal);
        Assert.DoesNotContain("917F", text, StringComparison.Ordinal);
    }

    private static async Task NobodyIsKnownAsync(RegionHost region)
    {
        Assert.Empty(await region.RowsAsync<AssistanceCaseRow>());
        Assert.Null(await region.InAsync(services => services.GetRequiredService<Subjects>()
            .FindAsync(PersonalIdentityCode.Parse(EetusCase.Code).Value, CancellationToken.None)));
    }
}
