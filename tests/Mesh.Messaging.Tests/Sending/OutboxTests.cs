using System.Diagnostics;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Sending;

public sealed class OutboxTests
{
    [Fact]
    public async Task Add_WhenActCommits_WritesRowAndJournalTogether()
    {
        await using var town = await Town.StartAsync();
        var notice = Town.Signed();

        var id = await town.TeOffice.TellAsync(notice, Participants.Region);

        var row = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>());
        var journal = Assert.Single(await town.TeOffice.RowsAsync<JournalRow>());
        Assert.Equal((id, "3221308-6/SOCIAL_CARE", Guid.Parse(notice.CaseId)), (row.NoticeId, row.Recipient, row.CaseId));
        Assert.Equal((new StandingClock().Now, town.Time.GetUtcNow()), (row.CreatedAt, row.RecordedAt));
        Assert.Equal(("F07 PlanSigned", Road.Notice, row.FlowId, row.CaseId), (journal.Step, journal.Road, journal.FlowId, journal.CaseId));
        Assert.Equal(7, id.Version);
    }

    [Fact]
    public async Task Add_WhenActFails_WritesNothing()
    {
        await using var town = await Town.StartAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => town.TeOffice.ActAsync<int>((outbox, _) =>
        {
            outbox.Add(Town.Signed(), Participants.Region, "F07 PlanSigned");
            throw new InvalidDataException();
        }));

        await town.TeOffice.DispatchAsync();
        Assert.Empty(await town.TeOffice.RowsAsync<OutboxRow>());
        Assert.Empty(await town.TeOffice.RowsAsync<JournalRow>());
        Assert.Empty(await town.Region.RowsAsync<Effect>());
    }

    [Theory]
    [InlineData("140501A902D")]
    [InlineData("Aino Testilä, työtön")]
    public async Task Add_WhenNoticeHoldsACodeOfAPersonOrText_ThrowsBeforeAnythingIsWritten(string planted)
    {
        await using var town = await Town.StartAsync();

        var refused = await Assert.ThrowsAsync<NoticeRefusedException>(
            () => town.Kela.TellAsync(new BenefitDayThresholdReached { ThresholdCode = planted }, Participants.TeOffice));

        Assert.Equal(["threshold_code"], refused.Fields);
        Assert.DoesNotContain(planted, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await town.Kela.RowsAsync<OutboxRow>());
        Assert.Empty(await town.Kela.RowsAsync<JournalRow>());
    }

    [Fact]
    public async Task Add_WhenNoTransactionRuns_Throws()
    {
        await using var town = await Town.StartAsync();

        await town.TeOffice.InScopeAsync(scope =>
        {
            var outbox = scope.GetRequiredService<Outbox>();
            Assert.Throws<InvalidOperationException>(() => outbox.Add(Town.Signed(), Participants.Region, "F07 PlanSigned"));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Add_WhenFlowIsKnown_ContinuesIt()
    {
        await using var town = await Town.StartAsync();
        var flow = Guid.CreateVersion7();

        await town.TeOffice.InScopeAsync(async scope =>
        {
            scope.GetRequiredService<FlowContext>().Continue(flow);
            await scope.GetRequiredService<Mesh.Hosting.Storage.Transactions>().RunAsync(
                _ => Task.FromResult(scope.GetRequiredService<Outbox>().Add(Town.Signed(), Participants.Region, "F07 PlanSigned")),
                CancellationToken.None);
        });

        Assert.Equal(flow, Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>()).FlowId);
    }

    [Fact]
    public async Task Add_WhenItContinuesAnEarlierCause_RowAndJournalNameThatTrace()
    {
        await using var town = await Town.StartAsync();
        var cause = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var unrelated = new Activity("job of the night").Start();

        await town.TeOffice.ActAsync((outbox, _) =>
            Task.FromResult(outbox.Add(Town.Signed(), Participants.Region, "F09 PlanReviewOverdue", continues: cause)));

        var row = Assert.Single(await town.TeOffice.RowsAsync<OutboxRow>());
        Assert.Contains(cause.TraceId.ToHexString(), row.TraceParent, StringComparison.Ordinal);
        Assert.Equal(cause.TraceId.ToHexString(), Assert.Single(await town.TeOffice.RowsAsync<JournalRow>()).TraceId);
        Assert.Same(unrelated, Activity.Current);
    }
}
