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
        Assert.Equal((AssistanceState.Received, 1, 1), (seen.State, seen.CaseVersion, seen.Notices));
        Assert.Equal(("2023-12-01", "405"), (seen.ReceivedOn, seen.HomeMunicipality));

        // The list is no look at anybody; whoever opens the case sees what Kela told.
        Assert.Equal((0, ""), (seen.EndedMonthsInARow, seen.AgeGroup));
        var opened = await eetu.SeenAsync(Participants.Colleague);
        Assert.Equal((12, "FROM_25"), (opened.EndedMonthsInARow, opened.AgeGroup));
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
