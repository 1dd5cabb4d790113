using Mesh.ClientNotices.Tests.Hosts;
using Mesh.Hosting.Calls;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Sending;

public sealed class SendingTests
{
    [Fact]
    public async Task Send_WhenTheActCommits_IsQueuedWithBothInstantsInTheActsFlow()
    {
        await using var sender = await Sender.OpenAsync();
        var aino = await sender.KnowAsync(People.Aino);
        var flow = Guid.CreateVersion7();

        var id = await sender.ActAsync(services =>
        {
            services.GetRequiredService<FlowContext>().Continue(flow);
            return Task.FromResult(services.GetRequiredService<ClientPost>()
                .Send(aino, ClientNoticeKind.ReviewDue, Sender.CaseId, new DateOnly(2023, 12, 1), "2"));
        });

        var row = await sender.RowAsync(id);
        Assert.Equal((aino, ClientNoticeKind.ReviewDue, ServiceState.Queued), (row.SubjectId, row.Kind, row.State));
        Assert.Equal((Sender.CaseId, new DateOnly(2023, 12, 1), "2", flow), (row.CaseId, row.DueOn, row.Reference, row.FlowId));
        var step = Assert.Single(await sender.StepsAsync(id));
        Assert.Equal((1, ServiceState.Queued, sender.Clock.Now, sender.Machine.GetUtcNow()), (step.Number, step.State, step.Time, step.RecordedAt));
        Assert.Equal(["F33 ClientNoticeSent"], await sender.JournalAsync());
    }

    [Fact]
    public async Task Send_WhenTheActFails_LeavesNothing()
    {
        await using var sender = await Sender.OpenAsync();
        var aino = await sender.KnowAsync(People.Aino);

        await Assert.ThrowsAsync<TimeoutException>(() => sender.ActAsync<Guid>(services =>
        {
            services.GetRequiredService<ClientPost>().Send(aino, ClientNoticeKind.SignatureAsked, null, null, "1");
            throw new TimeoutException();
        }));

        Assert.Empty(await sender.RowsAsync<ClientNoticeRow>());
        Assert.Empty(await sender.RowsAsync<ServiceStepRow>());
        Assert.Empty(await sender.JournalAsync());
    }

    [Fact]
    public async Task Send_WhenNoTransactionRuns_IsRefused()
    {
        await using var sender = await Sender.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => sender.InAsync(services => Task.FromResult(
            services.GetRequiredService<ClientPost>().Send(Guid.CreateVersion7(), ClientNoticeKind.SignatureAsked, null, null, "1"))));
    }

    [Theory]
    [InlineData("vapaa teksti")]
    [InlineData("äö")]
    [InlineData("030988-917F")]
    [InlineData("x030988-917F")]
    [InlineData("viite\n")]
    public async Task Send_WhenTheReferenceIsMoreThanAnIdOrCode_IsRefusedWithoutQuotingIt(string reference)
    {
        await using var sender = await Sender.OpenAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => sender.SendAsync(reference: reference));

        Assert.DoesNotContain(reference.Trim(), refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await sender.RowsAsync<ClientNoticeRow>());
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task Send_WhenTheReferenceIsLong_IsTakenUpTo64(int length, bool taken)
    {
        await using var sender = await Sender.OpenAsync();

        var sent = await Record.ExceptionAsync(() => sender.SendAsync(reference: new string('a', length)));

        Assert.Equal(taken, sent is null);
    }

    [Theory]
    [InlineData(ClientNoticeKind.Unspecified)]
    [InlineData((ClientNoticeKind)99)]
    [InlineData(ClientNoticeKind.ReviewDue)]
    [InlineData(ClientNoticeKind.Hearing)]
    public async Task Send_WhenThereAreNoWordsOrTheyMissTheirDate_IsRefused(ClientNoticeKind kind)
    {
        await using var sender = await Sender.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => sender.SendAsync(kind: kind, dueOn: null));

        Assert.Empty(await sender.RowsAsync<ClientNoticeRow>());
    }
}
