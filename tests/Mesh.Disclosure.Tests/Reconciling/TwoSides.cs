using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>A municipality and a region that asks it, each with its own database, books and ledger, and each reaching the other's.</summary>
internal sealed class TwoSides : IAsyncDisposable
{
    private TwoSides(TestHolder town, TestHolder region) => (Town, Region) = (town, region);

    public TestHolder Town { get; }

    public TestHolder Region { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TwoSides> OpenAsync()
    {
        var both = new TwoSides(await TestHolder.OpenAsync(People.Municipality), await TestHolder.OpenAsync(People.Region));
        both.Region.Books.All[People.Municipality] = new HeldBooks(both.Town, People.Region);
        both.Region.Ledgers.All[People.Municipality] = new HeldLedger(both.Town, People.Region);
        both.Town.Books.All[People.Region] = new HeldBooks(both.Region, People.Municipality);
        both.Town.Ledgers.All[People.Region] = new HeldLedger(both.Region, People.Municipality);
        await both.Town.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        return both;
    }

    /// <summary>The region asks about Aino and is given what it asks for.</summary>
    public async Task<DoorAnswer> AskAsync() => await DoorTests.AskAsync(Region, request => Town.AskAsync(People.Region, request));

    /// <summary>As <see cref="AskAsync"/>, and the answer is lost on its way.</summary>
    public Task<DoorAnswer> AskInVainAsync() => DoorTests.AskAsync(Region, async request =>
    {
        await Town.AskAsync(People.Region, request);
        throw new RpcException(new Status(StatusCode.DeadlineExceeded, ""));
    });

    /// <summary>Seals the town's ledger, and lets so much time pass that what was written is judged.</summary>
    public async Task SettleAsync()
    {
        await Town.SealAsync();
        Move(TimeSpan.FromMinutes(20));
    }

    public void Move(TimeSpan by)
    {
        Town.Time.Advance(by);
        Region.Time.Advance(by);
    }

    public static Task TamperAsync(TestHolder holder, string sql, params (string, object)[] parameters) =>
        TestStorage.TamperAsync(holder.Place, sql, Cancellation, parameters);

    /// <summary>What an operator of one side is told of the last hour.</summary>
    public static Task<ReconcileResponse> ReconcileAsync(TestHolder holder, Participation? with) => ReconcileAsync(
        holder,
        new ReconcileRequest
        {
            Since = (holder.Time.GetUtcNow() - TimeSpan.FromHours(1)).ToTimestamp(),
            Until = holder.Time.GetUtcNow().ToTimestamp(),
            Counterpart = with?.ToString() ?? "",
        });

    public static Task<ReconcileResponse> ReconcileAsync(TestHolder holder, ReconcileRequest request) => holder.InAsync(services =>
    {
        services.Get<CallScope>().Enter(new Caller(CallerKind.Operator, null, "operator-1", "urn:mesh:assurance:high"));
        return ActivatorUtilities.CreateInstance<EvidenceGrpcService>(services).Reconcile(request, new TestCall("/EvidenceService/Reconcile"));
    });

    /// <summary>What the region's and what the town's operator is told: the codes, with what was sent where that is said, and who was asked.</summary>
    public async Task<(string Region, string Town)> FindingsAsync() =>
        (Text(await ReconcileAsync(Region, People.Municipality)), Text(await ReconcileAsync(Town, People.Region)));

    public static string Text(ReconcileResponse response) => string.Join(", ", response.Findings.Select(finding => string.Join(
        ' ', new[] { WireNames.Of(finding.Code), finding.Document == ExchangeDocument.Unspecified ? "" : WireNames.Of(finding.Document) }.Where(word => word.Length > 0))));

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        await Region.DisposeAsync();
    }
}
