using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

public sealed class RetentionTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1, "Disclosures 0 0 0; Askings 0 0 0; ClientActs 0 0 0")]
    [InlineData(0, "Disclosures 0 0 0; Askings 0 0 0; ClientActs 0 0 0")]
    [InlineData(1, "Disclosures 3 0 0; Askings 0 0 0; ClientActs 0 0 0")]
    public async Task Run_WhenTheLastDayOfRetentionIsNear_ErasesFromTheDayAfterOn(int days, string told)
    {
        await using var holder = await SealedAsync();
        holder.MoveBeyond(days);

        Assert.Equal(told, Retaining.Text(await holder.RetainAsync(isDryRun: true)));
        Assert.Equal(3, (await holder.LedgerAsync()).Count);
        Assert.Equal(told, Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(days > 0 ? 0 : 3, (await holder.LedgerAsync()).Count);
        Assert.Equal(days > 0 ? 0 : 3, (await holder.RowsAsync<LedgerOpeningRow>(row => row.EntryId)).Count);
        Assert.Equal("Disclosures 0 0 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await holder.RetainAsync()));
        await holder.SealAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    [Fact]
    public async Task Run_WhenBothSidesEraseWhatPassed_LeavesEveryProofAndNothingAboutThePerson()
    {
        await using var both = await TwoSides.OpenAsync();
        Assert.IsType<DoorAnswer.Given>(await both.AskAsync());
        await both.Town.SealAsync();
        var subject = await both.Town.KnowAsync(People.Aino);
        var (before, madeAt) = (await ExportAsync(both.Town, subject), both.Town.Time.GetUtcNow());
        var sizes = (await both.Town.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize)).ConvertAll(row => row.TreeSize);
        var answered = Assert.Single(await both.Town.RowsAsync<AnsweredRequest>(row => row.StatementId));
        var salt = Assert.Single(await both.Town.RowsAsync<LedgerOpeningRow>(row => row.EntryId)).Salt;
        Assert.True(await HasAsync(both.Town, salt));

        both.Region.MoveBeyond(1);
        both.Town.MoveBeyond(1);
        var report = await both.Town.RetainAsync();
        Assert.Equal("Disclosures 1 0 0; Askings 0 0 0; ClientActs 1 0 0", Retaining.Text(report));
        Assert.Equal("Disclosures 0 0 0; Askings 1 0 0; ClientActs 0 0 0", Retaining.Text(await both.Region.RetainAsync()));
        await both.Town.SealAsync();
        await both.Region.SealAsync();

        // Of the personal part nothing is left; of what proves, everything.
        Assert.Empty(await both.Town.LedgerAsync());
        var left = Assert.Single(await both.Town.RowsAsync<AnsweredRequest>(row => row.StatementId));
        Assert.Empty(left.Statement);
        Assert.Equal((answered.EntryId, answered.StatementSha256, answered.Receipt), (left.EntryId, left.StatementSha256, left.Receipt), Same);
        var asked = Assert.Single(await both.Region.RowsAsync<AskedRequest>(row => row.StatementId));
        Assert.Empty(asked.Statement);
        Assert.Equal((answered.EntryId, answered.StatementSha256, answered.Receipt), (asked.EntryId!.Value, asked.StatementSha256, asked.Receipt), Same);
        Assert.Empty(await LedgerSealerTests.AuditAsync(both.Town));
        Assert.Empty(await LedgerSealerTests.AuditAsync(both.Region));
        Assert.True(TestStorage.IsPostgres || !await HasAsync(both.Town, salt), "The salt is on the disk.");

        // The export of before, the receipt, and the growth of the tree from every checkpoint there was.
        Assert.Equal([LedgerFaultCode.NotWitnessed], LedgerVerification.Check(before, People.Municipality, new TestLedgerKeys(), madeAt).Select(fault => fault.Code));
        Assert.Empty((await LookAsync(both, asked)).Missed);
        var after = await both.Town.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(Guid.CreateVersion7(), sizes, Cancellation));
        Assert.Equal(sizes.Count, after!.Earlier.Count);
        Assert.DoesNotContain(LedgerVerification.Check(after, People.Municipality, new TestLedgerKeys(), both.Town.Time.GetUtcNow()), fault => fault.Code != LedgerFaultCode.NotWitnessed);

        // The run is journaled, with who ran it, codes, and no ids but its own.
        var journaled = (await both.Town.JournalAsync()).Where(row => row.FlowId == report.RunId).ToList();
        Assert.All(journaled, row => Assert.Equal(($"Retention run {both.Town.Owner()}", null, null), (row.Step, row.Counterpart, row.CaseId)));
        Assert.Equal(["CLIENT_ACTS", "DISCLOSURES"], journaled.Select(row => row.Outcome).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_WhenOnlyTheBeginningOfAChainHasHadItsTime_LeavesTheRestProvable()
    {
        await using var holder = await SealedAsync();
        holder.MoveBeyond(1);
        await holder.WriteAsync(holder.Time.GetUtcNow(), Aino, Eetu);
        await holder.SealAsync();
        Assert.Equal("Disclosures 3 0 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await holder.RetainAsync()));
        await holder.SealAsync();
        await holder.WriteAsync(holder.Time.GetUtcNow(), Aino);
        await holder.SealAsync();

        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
        var export = await ExportAsync(holder, Aino);
        Assert.Equal([true, true, false, false], export.Leaves.Select(leaf => leaf.Opening is null));
        Assert.Equal([1, 2, 3, 4], export.Leaves.Select(leaf => LedgerLeaf.TryRead(leaf.Leaf)!.Number));
        Assert.Equal([LedgerFaultCode.NotWitnessed], LedgerVerification.Check(export, People.Municipality, new TestLedgerKeys(), holder.Time.GetUtcNow()).Select(fault => fault.Code));
    }

    // As mesh verify checks a file: with its bytes and the directory's key alone.
    [Fact]
    public async Task Export_WhenEntriesWereErasedSince_HoldsAsBeforeAndANewOneShowsThemByTheirLeaves()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await HeldExport.HappenAsync(holder);
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);
        var before = await HeldExport.OfAsync(holder, People.Aino);
        holder.MoveBeyond(1);
        var entries = await holder.LedgerAsync();
        await holder.HoldAsync(entries[2].EntryId);

        Assert.Equal($"Disclosures 2 {entries.Count - 2} 0; Askings 0 0 0; ClientActs 0 1 0", Retaining.Text(await holder.RetainAsync()));
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);
        var after = await HeldExport.OfAsync(holder, People.Aino);
        Assert.Empty(before.Check().Findings);
        Assert.Empty(after.Check().Findings);
        var uses = after.Claims["uses"]!.AsArray();
        Assert.Equal(before.Claims["uses"]!.AsArray().Select(use => (string?)use!["leaf"]), uses.Select(use => (string?)use!["leaf"]));
        Assert.Equal([true, true, false], uses.Take(3).Select(use => use!["opening"] is null));
    }

    [Fact]
    public async Task Run_WhenAPersonOrAnEntryIsHeld_KeepsItAndWhatFollowsItUntilTheHoldIsLifted()
    {
        await using var holder = await SealedAsync();
        holder.MoveBeyond(1);
        var entries = await holder.LedgerAsync();
        Assert.True(await holder.HoldAsync(entries[0].EntryId));
        Assert.False(await holder.HoldAsync(entries[0].EntryId));
        Assert.True(await holder.HoldAsync(Eetu));

        Assert.Equal("Disclosures 0 3 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await holder.RetainAsync()));
        Assert.True(await holder.LiftAsync(entries[0].EntryId));
        Assert.False(await holder.LiftAsync(entries[0].EntryId));
        Assert.Equal(
            [$"Retention hold {holder.Owner()}", $"Retention hold {holder.Owner()}", $"Retention hold lifted {holder.Owner()}"],
            (await holder.JournalAsync()).Select(row => row.Step).Where(step => step.StartsWith("Retention hold", StringComparison.Ordinal)));
        Assert.Equal("Disclosures 2 1 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await holder.RetainAsync()));
        Assert.Equal(Eetu, Assert.Single(await holder.LedgerAsync()).SubjectId);
        await holder.SealAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
    }

    [Fact]
    public async Task Run_WhenAnEntryIsNotWhatWasSealed_KeepsItAsEvidence()
    {
        await using var holder = await SealedAsync();
        holder.MoveBeyond(1);
        var edited = (await holder.LedgerAsync())[0].EntryId;
        await TestStorage.TamperAsync(holder.Place, $"UPDATE disclosure_ledger SET requester = '{People.OtherRegion}' WHERE entry_id = '{edited}'", Cancellation);

        var report = await holder.RetainAsync();
        Assert.Equal("Disclosures 1 1 1; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(report));
        Assert.Equal([edited], report.Counts[0].Damaged);
        await holder.SealAsync();
        Assert.Equal([LedgerFaultCode.EntryChanged], (await LedgerSealerTests.AuditAsync(holder)).Select(fault => fault.Code));
    }

    [Fact]
    public async Task Run_WhenInterruptedBetweenBatches_IsGoneOnWithByTheNext()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var subjects = Enumerable.Range(0, RetentionJob.Batch + 20).Select(_ => Guid.CreateVersion7()).ToArray();
        await holder.WriteAsync(holder.Time.GetUtcNow(), subjects);
        await holder.SealAsync();
        holder.MoveBeyond(1);

        // The clock is asked for the run, for its kind, and for each batch: it fails in the second.
        await Assert.ThrowsAsync<TimeoutException>(() => holder.RetainAsync(time: new FailingTime(holder.Time, 3)));
        Assert.Equal(20, (await holder.LedgerAsync()).Count);
        Assert.Single(await holder.RowsAsync<LedgerErasureRow>(row => row.ErasureId));
        Assert.Equal("Disclosures 20 0 0; Askings 0 0 0; ClientActs 0 0 0", Retaining.Text(await holder.RetainAsync()));
        await holder.SealAsync();
        Assert.Empty(await LedgerSealerTests.AuditAsync(holder));
        Assert.Equal(2, (await holder.RowsAsync<LedgerErasureRow>(row => row.ErasureId)).Count);
    }

    [Fact]
    public async Task Run_WhenTheServingRoleWouldRunIt_IsRefused()
    {
        await using var holder = await SealedAsync();
        holder.MoveBeyond(1);
        if (TestStorage.IsPostgres)
        {
            await Assert.ThrowsAsync<StorageNotReadyException>(() => OwnerStorage.RunAsync<HolderContext, bool>(holder.Place, (_, _) => Task.FromResult(true), Cancellation));
        }

        string[] acts =
        [
            "INSERT INTO ledger_erasure (erasure_id, kind, months, erased_at, others) VALUES ('018bc8d2-0000-7000-8000-00000000000a', 'Disclosures', 144, 0, 0)",
            "INSERT INTO erased_leaves (first_leaf, last_leaf, erasure_id) VALUES (0, 0, '018bc8d2-0000-7000-8000-00000000000a')",
            "INSERT INTO retention_hold (hold_id, held_id, placed_at) VALUES ('018bc8d2-0000-7000-8000-00000000000a', '018bc8d2-0000-7000-8000-00000000000a', 0)",
            "DELETE FROM disclosure_ledger",
            "DELETE FROM ledger_opening",
        ];
        foreach (var act in acts)
        {
            var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => holder.InAsync(services =>
                services.Get<DbContext>().Database.ExecuteSqlRawAsync(act, Cancellation)));
            Assert.Contains(TestStorage.IsPostgres ? "permission denied" : act.StartsWith("INSERT", StringComparison.Ordinal) ? "written by its owner" : "append-only", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Periods_WhenShorterThanTheRule_AreRefused()
    {
        var months = RetentionRules.Of(RetentionKind.Disclosures).Months;
        Assert.Equal(months, new RetentionPeriods(new Dictionary<RetentionKind, int> { [RetentionKind.Disclosures] = months }).Of(RetentionKind.Disclosures));
        Assert.Equal(months + 1, new RetentionPeriods(new Dictionary<RetentionKind, int> { [RetentionKind.Disclosures] = months + 1 }).Of(RetentionKind.Disclosures));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPeriods(new Dictionary<RetentionKind, int> { [RetentionKind.Disclosures] = months - 1 }));
        Assert.All(RetentionRules.All, rule => Assert.NotEmpty(rule.Grounds));
    }

    /// <summary>A holder with three sealed entries, two about the first person and one about the second.</summary>
    internal static async Task<TestHolder> SealedAsync(Guid? first = null, Guid? second = null)
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(holder.Time.GetUtcNow(), first ?? Aino, second ?? Eetu, first ?? Aino);
        await holder.SealAsync();
        return holder;
    }

    internal static async Task<LedgerExport> ExportAsync(TestHolder holder, Guid subject) =>
        (await holder.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(subject, [], Cancellation)))!;

    private static bool Same((Guid Entry, byte[] Digest, string? Receipt) one, (Guid Entry, byte[] Digest, string? Receipt) other) =>
        one.Entry == other.Entry && one.Digest.AsSpan().SequenceEqual(other.Digest) && one.Receipt == other.Receipt;

    private static Task<PromiseLook> LookAsync(TwoSides both, AskedRequest asked) => both.Region.InAsync(services =>
    {
        var receipt = Receipt.Read(asked.Receipt!, People.Municipality, services.Get<Mesh.Hosting.Signing.StatementKeys>());
        return services.Get<ReceiptPromises>().LookAsync(People.Municipality, [receipt!], Cancellation);
    });

    private static async Task<bool> HasAsync(TestHolder holder, byte[] bytes) =>
        (await TestStorage.BytesAsync(holder.Place, Cancellation)).AsSpan().IndexOf(bytes) >= 0;

    private sealed class FailingTime(TimeProvider time, int times) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() => ++_asked > times ? throw new TimeoutException() : time.GetUtcNow();
    }
}
