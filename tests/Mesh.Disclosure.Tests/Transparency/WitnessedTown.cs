using Mesh.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

/// <summary>A municipality's ledger with four leaves, and Kela and the region as its witnesses; each with its own database.</summary>
internal sealed class WitnessedTown : IAsyncDisposable
{
    public static readonly Guid Aino = Guid.CreateVersion7();
    public static readonly Guid Eetu = Guid.CreateVersion7();
    public static readonly TestLedgerKeys Keys = new();

    private WitnessedTown(TestHolder town, TestHolder kela, TestHolder region) => (Town, Kela, Region) = (town, kela, region);

    public TestHolder Town { get; }

    public TestHolder Kela { get; }

    public TestHolder Region { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<WitnessedTown> OpenAsync()
    {
        var all = new WitnessedTown(await TestHolder.OpenAsync(People.Municipality), await TestHolder.OpenAsync(People.Kela), await TestHolder.OpenAsync(People.Region));
        all.Kela.Ledgers.All[People.Municipality] = new HeldLedger(all.Town, People.Kela);
        all.Region.Ledgers.All[People.Municipality] = new HeldLedger(all.Town, People.Region);
        await all.Town.SealAsync();
        await all.Town.WriteAsync(LedgerSealerTests.Now, Aino, Eetu, Aino, Aino);
        await all.Town.SealAsync();
        return all;
    }

    public static Checkpoint Verified(string? note) => SignedCheckpoint.TryVerify(SignedNote.TryRead(note!), People.Municipality, Keys)!;

    public static Task<WitnessOutcome> VisitAsync(TestHolder witness) =>
        witness.InAsync(services => services.Get<LedgerWitness>().VisitAsync(People.Municipality, Cancellation));

    /// <summary>What the hosted service does each time.</summary>
    public static Task<bool> RoundAsync(TestHolder holder, DateTimeOffset watching) => holder.InAsync(async services =>
    {
        using var service = ActivatorUtilities.CreateInstance<WitnessService>(services);
        await service.LookAsync(watching, Cancellation);
        return true;
    });

    public static Task<List<LedgerAlarmRow>> AlarmsAsync(TestHolder holder) => holder.RowsAsync<LedgerAlarmRow>(row => row.AlarmId);

    public static async Task<bool> IsKeptAsync<T>(TestHolder holder, string detail)
        where T : IPromiseCheck
    {
        var promise = await holder.InAsync(services => ActivatorUtilities.CreateInstance<T>(services).CheckAsync(Cancellation));
        Assert.Contains(detail, promise.Detail, StringComparison.Ordinal);
        return promise.Kept;
    }

    public void Move(TimeSpan by)
    {
        foreach (var holder in new[] { Town, Kela, Region })
        {
            holder.Time.Advance(by);
        }
    }

    /// <summary>Three more leaves.</summary>
    public async Task GrowAsync()
    {
        await Town.WriteAsync(LedgerSealerTests.Now, Eetu, Aino, Eetu);
        await Town.SealAsync();
    }

    /// <summary>How many other organisations cosigned the newest checkpoint.</summary>
    public async Task<int> OrganisationsAsync()
    {
        var note = SignedNote.TryRead((await new HeldLedger(Town, People.Kela).Checkpoint(new())).Note)!;
        return Witnesses.Organisations(Witnesses.Of(note, People.Municipality, Keys), People.Municipality);
    }

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        await Kela.DisposeAsync();
        await Region.DisposeAsync();
    }
}
