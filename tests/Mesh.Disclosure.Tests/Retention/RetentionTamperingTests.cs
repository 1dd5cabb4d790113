using System.Globalization;
using CsCheck;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>What an owner erases otherwise than the job does is seen.</summary>
public sealed class RetentionTamperingTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ledger_erasure", "erasure_id")]
    [InlineData("erased_leaves", "first_leaf")]
    public async Task Audit_WhenAnyColumnOfAnErasureIsEdited_SaysSo(string table, string key)
    {
        await using var holder = await ErasedAsync();
        await TamperingTests.AssertEditsAreSeenAsync(holder, table, key);
    }

    [Theory]
    [InlineData("DELETE FROM ledger_erasure", LedgerFaultCode.ErasureChanged)]
    [InlineData("DELETE FROM erased_leaves", LedgerFaultCode.EntryMissing)]
    [InlineData("DELETE FROM ledger_leaf WHERE leaf_index = 4", LedgerFaultCode.Tree)]
    public async Task Audit_WhenAnErasureIsDeleted_SaysSo(string sql, LedgerFaultCode code)
    {
        await using var holder = await ErasedAsync();
        await TestStorage.TamperAsync(holder.Place, sql, Cancellation);

        Assert.Contains(await LedgerSealerTests.AuditAsync(holder), fault => fault.Code == code);
    }

    // As the job would write it, by hand: the service seals it, and the leaf says when its entry was written.
    [Theory]
    [InlineData(144, -1, 0, true)]
    [InlineData(144, 0, 0, true)]
    [InlineData(144, 1, 0, false)]
    [InlineData(143, 1, 0, true)]
    [InlineData(145, 1, 0, true)]
    [InlineData(144, -30, 31, true)]
    public async Task Audit_WhenAnEntryIsErasedByHandWithARecord_SaysWhetherItsTimeHadPassed(int months, int days, int datedAhead, bool isEarly)
    {
        await using var holder = await ErasedByHandAsync("Disclosures", months, days, datedAhead);
        Assert.Equal(isEarly ? [LedgerFaultCode.ErasedEarly] : [], await CodesAsync(holder));
    }

    // A shorter time of other rows is none of an entry's, and no other erasure takes entries.
    [Theory]
    [InlineData("Sightings", 12, -1, true)]
    [InlineData("Sightings", 144, 1, false)]
    [InlineData("Askings", 144, -1, true)]
    [InlineData("Askings", 144, 1, false)]
    [InlineData("Disclosures", int.MaxValue, 1, true)]
    [InlineData("99", 144, 1, false)]
    public async Task Audit_WhenTheRecordIsOfNoErasureOfEntries_SaysSo(string kind, int months, int days, bool isEarly)
    {
        await using var holder = await ErasedByHandAsync(kind, months, days, 0);
        LedgerFaultCode[] codes = [.. kind == "Disclosures" ? [] : new[] { LedgerFaultCode.ErasureChanged }, .. isEarly ? [LedgerFaultCode.ErasedEarly] : Array.Empty<LedgerFaultCode>()];
        Assert.Equal(codes.Order(), (await CodesAsync(holder)).Order());
    }

    [Fact]
    public async Task Audit_WhenARecordSaysTheOwnerErasedWhatTheServiceDoes_SaysSo()
    {
        await using var holder = await RetentionTests.SealedAsync(Aino, Eetu);
        var now = holder.Time.GetUtcNow();
        await TestStorage.TamperAsync(holder.Place, Record(Guid.CreateVersion7(now), "Sightings", 12, now), Cancellation);
        await holder.SealAsync();
        Assert.Equal([LedgerFaultCode.ErasureChanged], await CodesAsync(holder));
    }

    [Fact]
    public async Task Audit_WhenAnErasureIsNotSealedWithinAMinute_SaysSo()
    {
        await using var holder = await RetentionTests.SealedAsync(Aino, Eetu);
        holder.MoveBeyond(1);
        await holder.RetainAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));

        holder.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([LedgerFaultCode.ErasureChanged], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code).Distinct());
        await holder.SealAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    // Each number is an act: writes about one of three people, seals, lets two thirds of the time of retention pass, holds one, lifts it, or erases.
    [Fact]
    public async Task Audit_WhenEntriesAreErasedInAnyHistory_HoldsAndSaysWhatWasDeletedWithoutARecord() =>
        await Gen.Select(Gen.Int[0, 7].Array[6, 16], Gen.Int[0, 100]).SampleAsync(
            async (acts, which) =>
            {
                await using var holder = await TestHolder.OpenAsync(People.Municipality);
                Guid[] people = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
                var before = new List<LedgerExport>();
                await holder.SealAsync();
                foreach (var act in acts)
                {
                    await ActAsync(holder, people, act, before);
                }

                await holder.SealAsync();
                Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
                foreach (var person in people)
                {
                    AssertHolds(holder, await RetentionTests.ExportAsync(holder, person));
                }

                Assert.All(before, export => AssertHolds(holder, export));
                var left = await holder.LedgerAsync();
                if (left.Count > 0)
                {
                    var gone = left[which % left.Count].EntryId;
                    await TestStorage.TamperAsync(holder.Place, $"DELETE FROM disclosure_ledger WHERE entry_id = '{gone}'", Cancellation);
                    await TestStorage.TamperAsync(holder.Place, $"DELETE FROM ledger_opening WHERE entry_id = '{gone}'", Cancellation);
                    Assert.Contains(await LedgerSealerTests.AuditAsync(holder), fault => fault.Code == LedgerFaultCode.EntryMissing && fault.Words.Contains(gone.ToString(), StringComparison.Ordinal));
                }
            },
            iter: 12,
            threads: 1);

    private static async Task ActAsync(TestHolder holder, Guid[] people, int act, List<LedgerExport> before)
    {
        switch (act)
        {
            case < 3:
                await holder.WriteAsync(holder.Time.GetUtcNow(), people[act]);
                await holder.SealAsync();
                break;
            case 3:
                before.Add(await RetentionTests.ExportAsync(holder, people[0]));
                break;
            case 4:
                holder.Time.Advance(TimeSpan.FromDays(365 * 8));
                break;
            case 5:
                _ = await holder.HoldAsync(people[1]) || await holder.LiftAsync(people[1]);
                break;
            default:
                await holder.RetainAsync();
                await holder.SealAsync();
                break;
        }
    }

    private static void AssertHolds(TestHolder holder, LedgerExport export) =>
        Assert.DoesNotContain(LedgerVerification.Check(export, People.Municipality, new TestLedgerKeys(), holder.Time.GetUtcNow()), fault => fault.Code != LedgerFaultCode.NotWitnessed);

    // Three entries erased, one about a person of whom more is there.
    private static async Task<TestHolder> ErasedAsync()
    {
        var holder = await RetentionTests.SealedAsync(Aino, Eetu);
        holder.MoveBeyond(1);
        await holder.WriteAsync(holder.Time.GetUtcNow(), Aino);
        await holder.SealAsync();
        await holder.RetainAsync();
        await holder.SealAsync();
        return holder;
    }

    // The first entry is taken, with the record of an erasure.
    private static async Task<TestHolder> ErasedByHandAsync(string kind, int months, int days, int datedAhead)
    {
        var holder = await RetentionTests.SealedAsync(Aino, Eetu);
        holder.MoveBeyond(days);
        var now = holder.Time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        string[] acts =
        [
            "DELETE FROM ledger_opening WHERE entry_id = (SELECT entry_id FROM ledger_leaf WHERE leaf_index = 0)",
            "DELETE FROM disclosure_ledger WHERE entry_id = (SELECT entry_id FROM ledger_leaf WHERE leaf_index = 0)",
            Record(id, kind, months, now.AddDays(datedAhead)),
            $"INSERT INTO erased_leaves (first_leaf, last_leaf, erasure_id) VALUES (0, 0, '{id}')",
        ];
        foreach (var act in acts)
        {
            await TestStorage.TamperAsync(holder.Place, act, Cancellation);
        }

        await holder.SealAsync();
        return holder;
    }

    private static string Record(Guid id, string kind, int months, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"INSERT INTO ledger_erasure (erasure_id, kind, months, erased_at, others) VALUES ('{id}', '{kind}', {months}, {at.UtcTicks}, 0)");

    private static async Task<IEnumerable<LedgerFaultCode>> CodesAsync(TestHolder holder) =>
        (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code).Distinct();
}
