using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Validation;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging.Tests.Resending;

public sealed class OutboxServiceTests
{
    private static readonly DateTimeOffset Told = new StandingClock().Now;

    [Fact]
    public async Task Resend_WhenTheRecipientStillHasTheNotice_SendsItUnderItsIdAndNothingHappensTwice()
    {
        await using var town = await Town.StartAsync();
        var id = await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        var sent = 0;
        town.TeOffice.Transport.Before = _ => sent++;

        var response = await ResendAsync(town.TeOffice, Request());
        Assert.Null(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);
        await town.TeOffice.DispatchAsync();

        Assert.Equal((1, 1), (response.NoticesResent, sent));
        var row = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>());
        Assert.Equal((id, true), (row.NoticeId, row.SentAt is not null));
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
        Assert.Equal(2, town.Region.Script.Prepared);
    }

    [Fact]
    public async Task Resend_WhenTheRecipientLostIt_HandlesItAsTheFirstTime()
    {
        await using var town = await Town.StartAsync();
        var id = await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        await town.Region.InScopeAsync(scope => scope.GetRequiredService<DbContext>().Set<InboxRow>()
            .ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        await ResendAsync(town.TeOffice, Request());
        await town.TeOffice.DispatchAsync();

        Assert.Equal([id, id, id, id], (await town.Region.RowsAsync<Effect>()).Select(effect => effect.NoticeId));
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 2, 0)]
    [InlineData(-2, -1, 0)]
    [InlineData(-1, 0, 0)]
    public async Task Resend_WhenTheSpanBeginsOrEndsThere_TakesItsFirstInstantAndNotItsLast(int since, int until, int resent)
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        var request = Request();
        (request.Since, request.Until) = (Told.AddSeconds(since).ToTimestamp(), Told.AddSeconds(until).ToTimestamp());

        Assert.Equal(resent, (await ResendAsync(town.TeOffice, request)).NoticesResent);
    }

    // What happened while the broker was away was sent when it came back, and is lost with what was sent then.
    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 2, 0)]
    [InlineData(-1, 0, 0)]
    public async Task Resend_WhenItWasSentInTheSpanAndHappenedBefore_IsSentAgain(int since, int until, int resent)
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        town.Time.Advance(TimeSpan.FromDays(2));
        await town.TeOffice.DispatchAsync();
        var sent = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt!.Value;
        var request = Request();
        (request.Since, request.Until) = (sent.AddSeconds(since).ToTimestamp(), sent.AddSeconds(until).ToTimestamp());

        Assert.Equal(resent, (await ResendAsync(town.TeOffice, request)).NoticesResent);
    }

    [Fact]
    public async Task Resend_WhenTypeOrRecipientIsNamed_LeavesTheOthers()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.TellAsync(new PlanActivated { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = 2 }, Participants.Region);
        await town.TeOffice.DispatchAsync();
        var request = Request();
        request.Type = NoticeTypes.Of(PlanSigned.Descriptor);
        request.Recipient = Participants.Region.ToString();

        Assert.Equal(1, (await ResendAsync(town.TeOffice, request)).NoticesResent);

        var unsent = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>(), row => row.SentAt is null);
        Assert.Equal((request.Type, request.Recipient), (unsent.Type, unsent.Recipient));
    }

    [Fact]
    public async Task Resend_WhenANoticeHasNotBeenSentYet_LeavesItsPauseAlone()
    {
        await using var town = await Town.StartAsync();
        town.Unreach(town.Region);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();

        Assert.Equal(0, (await ResendAsync(town.TeOffice, Request())).NoticesResent);

        var row = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>());
        Assert.Equal((1, "NOT_STARTED"), (row.Attempts, row.LastFailure));
    }

    [Fact]
    public async Task Resend_WhenAnOperatorActs_IsJournaledInEachNoticesFlow()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Kela);
        await town.TeOffice.DispatchAsync();

        await ResendAsync(town.TeOffice, Request());

        var notices = await town.TeOffice.RowsAsync<OutboxRow>();
        var entries = (await town.TeOffice.RowsAsync<JournalRow>()).Where(row => row.Step == "ResendNotices by operator").ToList();
        Assert.Equal(
            notices.Select(row => (row.FlowId, row.Recipient, row.CaseId, Road.Own)).Order(),
            entries.Select(row => (row.FlowId, row.Counterpart!, row.CaseId, row.Road)).Order());
    }

    [Fact]
    public async Task Resend_WhenThereIsNothing_IsStillJournaled()
    {
        await using var town = await Town.StartAsync();

        Assert.Equal(0, (await ResendAsync(town.TeOffice, Request())).NoticesResent);

        Assert.Equal("ResendNotices by operator", Assert.Single(await town.TeOffice.RowsAsync<JournalRow>()).Step);
    }

    [Fact]
    public async Task Resend_WhenRepeatedWithTheSameId_GivesTheFirstOutcomeAndSendsOnce()
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.TellAsync(Town.Signed(), Participants.Region);
        await town.TeOffice.DispatchAsync();
        var request = Request();
        var first = await ResendAsync(town.TeOffice, request);
        await town.TeOffice.DispatchAsync();

        var second = await ResendAsync(town.TeOffice, request);

        Assert.Equal(first, second);
        Assert.NotNull(Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).SentAt);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task Resend_WhenThereAreMany_TakesAThousandAndRefusesMoreWhole(int count, bool taken)
    {
        await using var town = await Town.StartAsync();
        await town.TeOffice.ActAsync((outbox, _) =>
        {
            for (var i = 0; i < count; i++)
            {
                outbox.Add(Town.Signed(), Participants.Region, "F07 PlanSigned");
            }

            return Task.FromResult(true);
        });
        await town.TeOffice.InScopeAsync(scope => scope.GetRequiredService<DbContext>().Set<OutboxRow>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SentAt, town.Time.GetUtcNow()), TestContext.Current.CancellationToken));

        if (taken)
        {
            Assert.Equal(count, (await ResendAsync(town.TeOffice, Request())).NoticesResent);
            return;
        }

        var refused = await Assert.ThrowsAsync<RpcException>(() => ResendAsync(town.TeOffice, Request()));
        Assert.Equal((StatusCode.FailedPrecondition, "TOO_MANY_NOTICES"), (refused.StatusCode, RefusalReader.ReasonOf(refused)));
        Assert.Equal("1001", RefusalReader.MetadataOf(refused)["found"]);
        Assert.DoesNotContain(await town.TeOffice.RowsAsync<OutboxRow>(), row => row.SentAt is null);
    }

    [Fact]
    public async Task Resend_WhenSeveralThingsAreWrong_NamesAll()
    {
        await using var town = await Town.StartAsync();
        var request = Request();
        (request.Until, request.Type, request.Recipient) = (request.Since, "PlanSigned", "nobody");

        var refused = await Assert.ThrowsAsync<RpcException>(() => ResendAsync(town.TeOffice, request));

        Assert.Equal(
            ["recipient FORMAT_PARTICIPATION", "until NOT_AFTER_SINCE", "type UNKNOWN_TYPE"],
            RefusalReader.ViolationsOf(refused).Select(violation => $"{violation.Field} {violation.Code}"));
    }

    private static ResendNoticesRequest Request() => new()
    {
        RequestId = Guid.CreateVersion7().ToString(),
        Since = Told.ToTimestamp(),
        Until = Told.AddSeconds(1).ToTimestamp(),
    };

    // As a call: through the gate of requests, under an operator.
    private static Task<ResendNoticesResponse> ResendAsync(TestHost host, ResendNoticesRequest request) => host.InScopeAsync(scope =>
    {
        scope.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Operator, null, "o1", "substantial"));
        new RequestGate(scope).Pass(request);
        return ActivatorUtilities.CreateInstance<OutboxGrpcService>(scope).ResendNotices(request, new TestCall());
    });
}
