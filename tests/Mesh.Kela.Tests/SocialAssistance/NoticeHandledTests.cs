using CsCheck;
using Mesh.Identity;
using Mesh.Kela.SocialAssistance;
using Mesh.Kela.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using static Mesh.Kela.Tests.Hosts.Assistance;

namespace Mesh.Kela.Tests.SocialAssistance;

/// <summary>F01a: what became of Kela's notices, in whatever order the answers come.</summary>
public sealed class NoticeHandledTests
{
    private static readonly string Other = People.Born(new(1990, 1, 1), 901);

    [Fact]
    public async Task Answer_WhenAnswersComeInOrder_IsTheNewest()
    {
        await using var kela = await SentAsync();
        Assert.Equal(AssistanceNoticeState.Sent, (await kela.NoticeAsync()).State);

        await AnswerAsync(kela, "RECEIVED");
        Assert.Equal(AssistanceNoticeState.Received, (await kela.NoticeAsync()).State);

        kela.MoveTo(Day("4.12.2023"));
        await AnswerAsync(kela, "CASE_OPENED");
        var opened = await kela.NoticeAsync();
        Assert.Equal((AssistanceNoticeState.CaseOpened, "2023-12-04", ""), (opened.State, opened.ChangedOn, opened.ReasonCode));

        await AnswerAsync(kela, "NOT_NEEDED", "PLAN_EXISTS");
        var closed = await kela.NoticeAsync();
        Assert.Equal((AssistanceNoticeState.NotNeeded, "PLAN_EXISTS"), (closed.State, closed.ReasonCode));
        Assert.Empty(await kela.ParkedAsync());
    }

    [Fact]
    public async Task Answer_WhenReceivedComesLate_DoesNotTakeTheLaterStatesPlace()
    {
        await using var kela = await SentAsync();
        var opened = kela.Now.AddHours(1);
        await AnswerAsync(kela, "CASE_OPENED", at: opened);

        await AnswerAsync(kela, "RECEIVED", at: kela.Now);
        await AnswerAsync(kela, "RECEIVED", at: opened.AddHours(1));
        await AnswerAsync(kela, "HANDED_TO_LABOUR_AUTHORITY", at: opened.AddMinutes(-1));

        Assert.Equal(AssistanceNoticeState.CaseOpened, (await kela.NoticeAsync()).State);
    }

    [Fact]
    public async Task Answer_WhenTheSameNoticeComesTwice_IsKeptOnce()
    {
        await using var kela = await SentAsync();
        var answer = Incoming.Of(kela, KelaHost.SouthKarelia, await HandledAsync(kela, "CASE_OPENED"));
        await kela.ReceiveAsync(answer);
        kela.MoveTo(Day("5.12.2023"));

        await kela.ReceiveAsync(answer);

        Assert.Equal("2023-12-01", (await kela.NoticeAsync()).ChangedOn);
    }

    /// <summary>The state that holds is the same whatever the order, and "received" never hides another.</summary>
    [Fact]
    public void Answers_WhenTheyComeInAnyOrder_EndInTheSameState()
    {
        var states = new[]
        {
            AssistanceNoticeState.Received, AssistanceNoticeState.CaseOpened, AssistanceNoticeState.HandedToLabourAuthority, AssistanceNoticeState.NotNeeded,
        };
        (from answers in (from state in Gen.OneOfConst(states) from minute in Gen.Int[0, 5] select (State: state, Minute: minute)).Array[1, 6]
         from shuffled in Gen.Shuffle(answers)
         select (answers, shuffled)).Sample(sample =>
        {
            var (inOrder, inAnother) = (Fold(sample.answers), Fold(sample.shuffled));
            Assert.Equal(inOrder, inAnother);
            Assert.Equal(inOrder == AssistanceNoticeState.Received, sample.answers.All(answer => answer.State == AssistanceNoticeState.Received));
        });

        static AssistanceNoticeState Fold(IEnumerable<(AssistanceNoticeState State, int Minute)> answers)
        {
            var (state, at) = (AssistanceNoticeState.Sent, (DateTimeOffset?)null);
            foreach (var answer in answers.Select(answer => new NoticeAnswer(answer.State, null, KelaHost.Machine.AddMinutes(answer.Minute))))
            {
                (state, at) = answer.Supersedes(state, at) ? (answer.State, answer.At) : (state, at);
            }

            return state;
        }
    }

    [Theory]
    [InlineData("3221347-3/SOCIAL_CARE", "RECEIVED")]
    [InlineData("3221308-6/SOCIAL_CARE", "SENT")]
    [InlineData("3221308-6/SOCIAL_CARE", "WAITING")]
    public async Task Answer_WhenItIsNotTheRecipientsOrNoState_IsParkedAndChangesNothing(string source, string code)
    {
        await using var kela = await SentAsync();
        Assert.True(Participation.TryParse(source, out var region));

        await kela.ReceiveAsync(Incoming.Of(kela, region, await HandledAsync(kela, code)));

        Assert.Equal(["HANDLER_FAILED"], await kela.ParkedAsync());
        Assert.Equal(AssistanceNoticeState.Sent, (await kela.NoticeAsync()).State);
    }

    [Fact]
    public async Task Answer_WhenTheNoticeIsNotKelas_IsParked()
    {
        await using var kela = await SentAsync();

        await kela.ReceiveAsync(Incoming.Of(
            kela, KelaHost.SouthKarelia, new AssistanceNoticeHandled { NoticeId = Guid.CreateVersion7().ToString(), StateCode = "RECEIVED" }));

        Assert.Equal(["HANDLER_FAILED"], await kela.ParkedAsync());
    }

    [Fact]
    public async Task List_WhenAskedForAState_ShowsThatAloneNewestChangeFirst()
    {
        await using var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        kela.MoveTo(Day("2.12.2023"));
        await kela.RecordAsync(Of(Other, Months("2022-12", 12)));
        kela.MoveTo(Day("3.12.2023"));
        await kela.RecordAsync(Of(People.Aino, Months("2023-08", 4), municipality: "091"));
        kela.MoveTo(Day("4.12.2023"));
        var first = (await kela.OutboxAsync())[0].Id.ToString();
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.SouthKarelia, new AssistanceNoticeHandled { NoticeId = first, StateCode = "RECEIVED" }));

        Assert.Equal(
            [AssistanceNoticeState.Received, AssistanceNoticeState.Waiting, AssistanceNoticeState.Sent],
            (await kela.ListNoticesAsync()).Notices.Select(notice => notice.State));
        Assert.Equal((await kela.OutboxAsync())[1].Id.ToString(), Assert.Single((await kela.ListNoticesAsync(AssistanceNoticeState.Sent)).Notices).NoticeId);
        Assert.Empty((await kela.ListNoticesAsync(AssistanceNoticeState.NotNeeded)).Notices);
        var page = await kela.ListNoticesAsync(size: 2);
        var rest = await kela.ListNoticesAsync(size: 2, page: page.NextPageToken);
        Assert.Equal((2, AssistanceNoticeState.Sent, ""), (page.Notices.Count, Assert.Single(rest.Notices).State, rest.NextPageToken));
    }

    private static async Task<KelaHost> SentAsync()
    {
        var kela = await KelaHost.StartAsync(Day("1.12.2023"));
        await kela.RecordAsync(Of(People.Eetu, Months("2022-12", 12)));
        return kela;
    }

    private static async Task AnswerAsync(KelaHost kela, string state, string reason = "", DateTimeOffset? at = null) =>
        await kela.ReceiveAsync(Incoming.Of(kela, KelaHost.SouthKarelia, await HandledAsync(kela, state, reason), at));

    private static async Task<AssistanceNoticeHandled> HandledAsync(KelaHost kela, string state, string reason = "") =>
        new() { NoticeId = (await kela.OutboxAsync())[0].Id.ToString(), StateCode = state, ReasonCode = reason };
}
