using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What the books show to whom, and how they are asked for.</summary>
public sealed class EvidenceServiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ListExchanges_WhenTheCallerIsTheOtherSide_ShowsItsOwnAndNobodyElses()
    {
        await using var both = await TwoSides.OpenAsync();
        var given = Assert.IsType<DoorAnswer.Given>(await both.AskAsync());
        var entry = Assert.Single(await both.Town.LedgerAsync());

        var answered = Assert.Single((await ListAsync(both.Town, People.Region, ExchangeBook.Answered)).Exchanges);
        var asked = Assert.Single((await ListAsync(both.Region, People.Municipality, ExchangeBook.Asked)).Exchanges);

        Assert.Equal((asked.StatementId, asked.StatementSha256), (answered.StatementId, answered.StatementSha256));
        Assert.Equal((given.Receipt, given.Receipt), (answered.Receipt, asked.Receipt));
        Assert.Equal(EntryDigest.Of(entry), answered.EntrySha256.ToByteArray());
        Assert.Equal(("OK", entry.EntryId.ToString()), (asked.Outcome, asked.EntryId));
        Assert.Empty((await ListAsync(both.Town, People.Region, ExchangeBook.Asked)).Exchanges);
        Assert.Empty((await ListAsync(both.Town, People.Kela, ExchangeBook.Answered)).Exchanges);
        Assert.Empty((await ListAsync(both.Region, People.Kela, ExchangeBook.Asked)).Exchanges);
    }

    [Fact]
    public async Task ListExchanges_WhenNothingWasGiven_NamesNoEntry()
    {
        await using var town = await TestHolder.OpenAsync(People.Municipality);
        await Assert.ThrowsAsync<RpcException>(() => town.AskAsync(People.Region, TestHolder.Request(People.Aino)));

        var answered = Assert.Single((await ListAsync(town, People.Region, ExchangeBook.Answered)).Exchanges);

        Assert.Equal(("", "", 0), (answered.EntryId, answered.Receipt, answered.EntrySha256.Length));
        Assert.Equal(32, answered.StatementSha256.Length);
    }

    [Fact]
    public async Task ListExchanges_WhenThereAreMoreThanAPage_GivesThemAllInOrder()
    {
        await using var both = await ManyAsync(250);
        var (seen, request) = (new List<Exchange>(), Request(ExchangeBook.Asked));
        do
        {
            var page = await new HeldBooks(both.Region, People.Municipality).ListExchangesAsync(request, cancellationToken: TestContext.Current.CancellationToken);
            seen.AddRange(page.Exchanges);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(250, seen.Select(one => one.StatementId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(seen.Select(one => one.AnsweredAt.ToDateTimeOffset()).Order(), seen.Select(one => one.AnsweredAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Reconcile_WhenThereAreManyPages_ComparesThemAll()
    {
        await using var both = await ManyAsync(250);
        var request = Period();
        Assert.Equal("", TwoSides.Text(await TwoSides.ReconcileAsync(both.Region, request)));

        var last = (await both.Region.RowsAsync<AskedRequest>(row => row.AnsweredAt))[^1];
        await TwoSides.TamperAsync(both.Town, $"DELETE FROM answered_request WHERE statement_id = '{last.StatementId}'");

        var finding = Assert.Single((await TwoSides.ReconcileAsync(both.Region, request)).Findings);
        Assert.Equal((FindingCode.SentNotReceived, last.StatementId.ToString()), (finding.Code, finding.StatementId));
        Assert.Equal((People.Municipality.ToString(), last.AnsweredAt), (finding.Holder, finding.AnsweredAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Reconcile_WhenABookHasMoreThanIsComparedAtOnce_IsRefused()
    {
        await using var both = await ManyAsync(ExchangeBooks.Most + 1, isAnswered: false);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => TwoSides.ReconcileAsync(both.Region, Period()));

        Assert.Equal((StatusCode.FailedPrecondition, "TOO_MANY_EXCHANGES"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Equal("2000", RefusalReader.MetadataOf(refusal)["most"]);
    }

    [Fact]
    public async Task Reconcile_WhenTheCounterpartNeverStopsShowing_IsRefused()
    {
        await using var both = await TwoSides.OpenAsync();
        both.Region.Books.All[People.Municipality] = new ShownBooks(_ => Task.FromResult(new ListExchangesResponse
        {
            Exchanges = { Enumerable.Range(0, 100).Select(_ => Row()) },
            NextPageToken = "more",
        }));

        var refusal = await Assert.ThrowsAsync<RpcException>(() => TwoSides.ReconcileAsync(both.Region, Period()));
        Assert.Equal("TOO_MANY_EXCHANGES", RefusalReader.ReasonOf(refusal));

        both.Region.Books.All[People.Municipality] = new ShownBooks(_ => Task.FromResult(new ListExchangesResponse { NextPageToken = "more" }));
        Assert.Equal("", TwoSides.Text(await TwoSides.ReconcileAsync(both.Region, Period())));
    }

    public static TheoryData<Action<Exchange>> Spoiled => new()
    {
        exchange => exchange.StatementId = "nobody's",
        exchange => exchange.AnsweredAt = null,
        exchange => exchange.AnsweredAt = new Timestamp { Seconds = long.MaxValue },
        exchange => exchange.Receipt = new string('a', 4001),
    };

    [Theory]
    [MemberData(nameof(Spoiled), DisableDiscoveryEnumeration = true)]
    public async Task Reconcile_WhenWhatIsShownIsNotAsTheContractSays_SaysUnreachable(Action<Exchange> spoil)
    {
        await using var both = await TwoSides.OpenAsync();
        var row = Row();
        spoil(row);
        both.Region.Books.All[People.Municipality] = new ShownBooks(_ => Task.FromResult(new ListExchangesResponse { Exchanges = { row } }));

        Assert.Equal("UNREACHABLE", TwoSides.Text(await TwoSides.ReconcileAsync(both.Region, Period())));
    }

    [Fact]
    public async Task Reconcile_WhenAnOperatorLooked_IsJournaledByCounterpartWithWhatCameOfIt()
    {
        await using var both = await TwoSides.OpenAsync();
        await both.AskInVainAsync();
        await both.SettleAsync();

        await TwoSides.ReconcileAsync(both.Town, with: null);

        var steps = (await both.Town.JournalAsync()).Where(row => row.Step == "Reconcile by operator").ToList();
        Assert.Equal("FINDINGS", Assert.Single(steps, row => row.Counterpart == People.Region.ToString()).Outcome);
        Assert.Equal("UNREACHABLE", Assert.Single(steps, row => row.Counterpart == People.Kela.ToString()).Outcome);
    }

    [Fact]
    public async Task Requests_WhenTheyBreakTheContract_AreRefusedWithEveryViolation()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.InAsync(services =>
        {
            var gate = ActivatorUtilities.CreateInstance<RequestGate>(services);
            Assert.Equal(["book REQUIRED", "since REQUIRED", "until REQUIRED"], Violations(() => gate.Pass(new ListExchangesRequest())));
            Assert.Equal(["until NOT_AFTER_SINCE"], Violations(() => gate.Pass(Listed(TimeSpan.Zero))));
            Assert.Equal(["until OUT_OF_RANGE"], Violations(() => gate.Pass(Listed(TimeSpan.FromDays(32).Add(TimeSpan.FromSeconds(1))))));
            gate.Pass(Listed(TimeSpan.FromDays(32)));
            Assert.Equal(
                ["until OUT_OF_RANGE", "counterpart UNKNOWN_PARTICIPANT"],
                Violations(() => gate.Pass(Compared(TimeSpan.FromDays(31).Add(TimeSpan.FromSeconds(1)), People.Municipality.ToString()))));
            Assert.Equal(["counterpart UNKNOWN_PARTICIPANT"], Violations(() => gate.Pass(Compared(TimeSpan.FromDays(31), "1234567-1/MUNICIPALITY"))));
            Assert.Equal(["counterpart FORMAT_PARTICIPATION"], Violations(() => gate.Pass(Compared(TimeSpan.FromDays(31), "somebody"))));
            gate.Pass(Compared(TimeSpan.FromDays(31), ""));
            return Task.FromResult(true);
        });
    }

    private static ListExchangesRequest Listed(TimeSpan span) =>
        new() { Book = ExchangeBook.Asked, Since = Noon.ToTimestamp(), Until = (Noon + span).ToTimestamp() };

    private static ReconcileRequest Compared(TimeSpan span, string counterpart) =>
        new() { Since = Noon.ToTimestamp(), Until = (Noon + span).ToTimestamp(), Counterpart = counterpart };

    private static IEnumerable<string> Violations(Action pass) => Assert.Throws<RpcException>(pass).GetRpcStatus()!
        .GetDetail<Google.Rpc.BadRequest>().FieldViolations.Select(violation => $"{violation.Field} {violation.Reason}");

    private static ListExchangesRequest Request(ExchangeBook book) => new()
    {
        Book = book,
        Since = Noon.AddDays(-1).ToTimestamp(),
        Until = Noon.AddDays(1).ToTimestamp(),
    };

    private static ReconcileRequest Period() => new()
    {
        Since = Noon.AddDays(-1).ToTimestamp(),
        Until = Noon.AddDays(1).ToTimestamp(),
        Counterpart = People.Municipality.ToString(),
    };

    private static Exchange Row() => new()
    {
        StatementId = TestHolder.Id(),
        StatementSha256 = Google.Protobuf.ByteString.CopyFrom(new byte[32]),
        AnsweredAt = Noon.AddDays(-1).AddMinutes(-1).ToTimestamp(),
    };

    private static async Task<ListExchangesResponse> ListAsync(TestHolder holder, Mesh.Identity.Participation caller, ExchangeBook book)
    {
        var now = holder.Time.GetUtcNow();
        return await new HeldBooks(holder, caller).ListExchangesAsync(
            new ListExchangesRequest { Book = book, Since = now.AddHours(-1).ToTimestamp(), Until = now.AddHours(1).ToTimestamp() },
            cancellationToken: TestContext.Current.CancellationToken);
    }

    // Refused requests, on both sides.
    private static async Task<TwoSides> ManyAsync(int count, bool isAnswered = true)
    {
        var both = await TwoSides.OpenAsync();
        var ids = Enumerable.Range(0, count).Select(at => (Id: Guid.CreateVersion7(Noon.AddSeconds(at)), At: Noon.AddSeconds(at))).ToList();
        await both.Region.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(ids.Select(one => new AskedRequest
            {
                StatementId = one.Id,
                Holder = People.Municipality.ToString(),
                Outcome = "NO_BASIS",
                StatementSha256 = new byte[32],
                Statement = [1],
                AskedAt = one.At,
                AnsweredAt = one.At,
            }));
            return Task.CompletedTask;
        });
        await both.Town.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(ids.Where(_ => isAnswered).Select(one => new AnsweredRequest
            {
                Requester = People.Region.ToString(),
                StatementId = one.Id,
                EntryId = one.Id,
                StatementSha256 = new byte[32],
                Statement = [1],
                AnsweredAt = one.At,
            }));
            return Task.CompletedTask;
        });
        return both;
    }
}
