using Mesh.Hosting.Journal;
using Mesh.Identity;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Receiving;

public sealed class NoticeAdmissionTests
{
    [Fact]
    public async Task Receive_WhenRightNoticeComesFromTheWrongParticipation_IsParkedAndWarnedOf()
    {
        await using var town = await Town.StartAsync();
        var envelope = town.Envelope();

        await town.Bus.TransportOf(Participants.Kela).SendAsync(envelope, Participants.Region, TestContext.Current.CancellationToken);

        await AssertParkedAsync(town, "FORGED_SOURCE");
        Assert.Contains(town.Region.Log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("FORGED_SOURCE", StringComparison.Ordinal));
        Assert.Empty(await town.Region.RowsAsync<JournalRow>());

        // The true one is not kept out by the forged one.
        await ReceiveAsync(town, envelope);
        Assert.Equal(2, (await town.Region.RowsAsync<Effect>()).Count);
        Assert.Equal("0246246-0/SOCIAL_INSURANCE", Assert.Single(await town.Region.RowsAsync<ParkedRow>()).AuthenticatedSource);
    }

    [Fact]
    public async Task Receive_WhenSourceIsNotInTheDirectory_IsParked()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Source = Participants.Stranger }, Participants.Stranger);

        await AssertParkedAsync(town, "UNKNOWN_SOURCE");
    }

    [Fact]
    public async Task Receive_WhenItIsForAnother_IsParked()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Recipient = Participants.Kela });

        await AssertParkedAsync(town, "WRONG_RECIPIENT");
    }

    [Fact]
    public async Task Receive_WhenTypeIsUnknown_IsParkedAndJournaledWithoutItsName()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Type = "fi.tyollisyys.mesh.notices.v2.PlanForgotten" });

        await AssertParkedAsync(town, "UNKNOWN_TYPE");
        var journal = Assert.Single(await town.Region.RowsAsync<JournalRow>());
        Assert.Equal(("Unknown notice received", "UNKNOWN_TYPE"), (journal.Step, journal.Outcome));
    }

    [Fact]
    public async Task Receive_WhenNobodyHandlesTheType_IsParked()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope(new PlanReviewOverdue { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = 1 }));

        await AssertParkedAsync(town, "NO_HANDLER");
    }

    [Theory]
    [InlineData("""{"caseVersion":"three"}""")]
    [InlineData("""{"caseId":"Aino Testilä"}""")]
    public async Task Receive_WhenPayloadIsNotOneOfItsType_IsParked(string data)
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Data = data });

        await AssertParkedAsync(town, "MALFORMED");
    }

    [Fact]
    public async Task Receive_WhenAPartnerSendsAnIdentityCode_ItDoesNotComeToRestHere()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Data = """{"caseId":"140501A902D"}""" });

        await AssertParkedAsync(town, "MALFORMED");
        var row = Assert.Single(await town.Region.RowsAsync<ParkedRow>());
        var stored = await town.Region.InScopeAsync(scope => Task.FromResult(System.Text.Encoding.UTF8.GetString(scope.GetRequiredService<ParkedEnvelopes>().Reveal(row))));
        Assert.DoesNotContain("140501A902D", stored, StringComparison.Ordinal);
        Assert.Contains(IdentityCodePattern.Replacement, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(town.Region.Log.Lines, line => line.Text.Contains("140501", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-29, null)]
    [InlineData(-30, null)]
    [InlineData(-31, "TOO_OLD")]
    [InlineData(1, null)]
    [InlineData(2, "CLOCK_AHEAD")]
    public async Task Receive_WhenWrittenDaysAgo_IsParkedPastTheLimit(int days, string? reason)
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { RecordedAt = town.Time.GetUtcNow().AddDays(days) });

        Assert.Equal(reason, (await town.Region.RowsAsync<ParkedRow>()).SingleOrDefault()?.Reason);
        Assert.Equal(reason is null ? 2 : 0, (await town.Region.RowsAsync<Effect>()).Count);
    }

    [Fact]
    public async Task Receive_WhenATickPastThirtyDays_IsParked()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { RecordedAt = town.Time.GetUtcNow().AddDays(-30).AddTicks(-1) });

        await AssertParkedAsync(town, "TOO_OLD");
    }

    [Fact]
    public async Task Receive_WhenOnlyTheMeshsTimeHasJumped_IsHandled()
    {
        await using var town = await Town.StartAsync();

        await ReceiveAsync(town, town.Envelope() with { Time = new StandingClock().Now.AddYears(-5) });

        Assert.Empty(await town.Region.RowsAsync<ParkedRow>());
    }

    private static Task ReceiveAsync(Town town, NoticeEnvelope envelope, Participation? from = null) =>
        town.Region.Receiver.ReceiveAsync(envelope, from ?? Participants.TeOffice, TestContext.Current.CancellationToken);

    private static async Task AssertParkedAsync(Town town, string reason)
    {
        Assert.Equal(reason, Assert.Single(await town.Region.RowsAsync<ParkedRow>()).Reason);
        Assert.Empty(await town.Region.RowsAsync<Effect>());
        Assert.Empty(await town.Region.RowsAsync<InboxRow>());
    }
}
