using CsCheck;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Sealing as the database does it, by statements on PostgreSQL, leaves what sealing by the model leaves.</summary>
public sealed class SealingFormsTests(ITestOutputHelper output)
{
    private static readonly Guid[] Subjects = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    /// <summary>What is written before the ledger is sealed once more.</summary>
    /// <param name="Entries">About whom, in which order of ids, and how much of it says nothing.</param>
    /// <param name="Erased">How many leaves are said to be erased; 0 for no erasure.</param>
    /// <param name="IsWhole">Whether the whole ledger is searched.</param>
    public sealed record Round((int Subject, int Age, bool IsBare)[] Entries, int Erased, bool IsWhole);

    private static readonly Gen<Round[]> Any = Gen.Select(
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 50_000], Gen.Bool).Array[0, 12], Gen.Int[0, 3], Gen.Bool, (entries, erased, whole) => new Round(entries, erased, whole)).Array[1, 4];

    [Fact]
    public async Task Seal_WhenAnyRowsCameIn_LeavesWhatTheModelLeaves()
    {
        await using var byStatements = await TestHolder.OpenAsync(People.Municipality);
        await using var byModel = await TestHolder.OpenAsync(People.Municipality);
        var now = LedgerSealerTests.Now;
        await Any.SampleAsync(
            async rounds =>
            {
                foreach (var round in rounds)
                {
                    // A hundred rounds at most, so that no erasure is more than the clocks' minute ahead of its sealing.
                    now = now.AddMilliseconds(200);
                    var (entries, erasure) = RowsOf(round, now);
                    foreach (var holder in (TestHolder[])[byStatements, byModel])
                    {
                        await WriteAsync(holder, entries, erasure);
                    }

                    Assert.Equal(await SealAsync(byModel, round.IsWhole, ByModel), await SealAsync(byStatements, round.IsWhole, AsItIs));
                }

                Assert.Equal(await LeftAsync(byModel), await LeftAsync(byStatements));
            },
            iter: 25,
            threads: 1);

        // Hashes and commitments differ, since salts do: that they are right is what the audit says.
        Assert.All(await LedgerSealerTests.AuditAsync(byStatements), fault => Assert.Equal(LedgerFaultCode.ErasureChanged, fault.Code));
        Assert.All(await LedgerSealerTests.AuditAsync(byModel), fault => Assert.Equal(LedgerFaultCode.ErasureChanged, fault.Code));
        output.WriteLine($"{(await byStatements.RowsAsync<LedgerLeafRow>(row => row.LeafIndex)).Count} leaves");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seal_WhenEntriesAndErasuresAreMoreThanOneCheckpointTakes_LeavesTheRestToTheNext(bool isByModel)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(LedgerSealerTests.Now, [.. Enumerable.Repeat(Subjects[0], LedgerSealer.Most - 1)]);
        for (var at = 0; at < 3; at++)
        {
            await AddAsync(holder, Erasure(LedgerSealerTests.Now.AddMilliseconds(at), 1));
        }

        Assert.Equal(LedgerSealer.Most + 2, await SealAsync(holder, isWhole: false, isByModel ? ByModel : AsItIs));

        Assert.Equal([LedgerSealer.Most, LedgerSealer.Most + 2], (await holder.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize)).Select(row => row.TreeSize));
    }

    // As with entries: an owner's machine whose clock was wrong by days.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seal_WhenAnErasureHasAnOldId_IsFoundByTheSearchOfTheWholeLedger(bool isByModel)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(LedgerSealerTests.Now, Subjects[0]);
        await AddAsync(holder, Erasure(LedgerSealerTests.Now.AddDays(-3), 1));
        Func<IServiceProvider, LedgerSealer> form = isByModel ? ByModel : AsItIs;

        Assert.Equal(1, await SealAsync(holder, isWhole: false, form));
        Assert.Equal(2, await SealAsync(holder, isWhole: true, form));
    }

    private static LedgerSealer ByModel(IServiceProvider services) => new(
        services.Get<DbContext>(), services.Get<Transactions>(), services.Get<ILedgerKeys>(), services.Get<TimeProvider>(), new SealingByModel(services.Get<DbContext>()));

    private static LedgerSealer AsItIs(IServiceProvider services) => services.Get<LedgerSealer>();

    private static LedgerErasureRow Erasure(DateTimeOffset at, int leaves) => new()
    {
        ErasureId = Guid.CreateVersion7(at),
        Kind = RetentionKind.Disclosures,
        Months = RetentionRules.Of(RetentionKind.Disclosures).Months,
        ErasedAt = at,
        Others = leaves,
    };

    private static (List<LedgerEntry> Entries, LedgerErasureRow? Erasure) RowsOf(Round round, DateTimeOffset now)
    {
        // Ids beside each other in any order, some older than what was sealed before.
        var entries = round.Entries.Select(one =>
        {
            var entry = TestEntries.About(Subjects[one.Subject], now.AddMilliseconds(-one.Age));
            return one.IsBare
                ? entry with { BasisKind = null, Flow = null, Citation = null, ConsentId = null, ConsentRevision = null, ProofKind = null, ProofReference = null, RefusalPassed = null, AnswerSha256 = null, CaseId = null, TraceId = "", CategoriesGiven = "", Outcome = LedgerOutcome.Deny, PreciseReason = "ÄÖ ¤" }
                : entry with { Purpose = Purpose.OwnWork, Outcome = LedgerOutcome.Look };
        }).ToList();
        return (
            entries,
            round.Erased == 0 ? null : Erasure(now, round.Erased));
    }

    private static async Task WriteAsync(TestHolder holder, List<LedgerEntry> entries, LedgerErasureRow? erasure)
    {
        await holder.ActAsync((services, _) =>
        {
            services.Get<DbContext>().AddRange(entries);
            return Task.CompletedTask;
        });
        if (erasure is not null)
        {
            await AddAsync(holder, erasure);
        }
    }

    // Leaves are named that are not there, to which the audit objects and to nothing else.
    private static async Task AddAsync(TestHolder holder, LedgerErasureRow erasure)
    {
        string[] acts =
        [
            $"INSERT INTO ledger_erasure (erasure_id, kind, months, erased_at, others) VALUES ('{erasure.ErasureId}', '{erasure.Kind}', {erasure.Months}, {erasure.ErasedAt.UtcTicks}, {erasure.Others})",
            $"""
            INSERT INTO erased_leaves (first_leaf, last_leaf, erasure_id)
            SELECT coalesce(max(last_leaf), 1000000) + 2, coalesce(max(last_leaf), 1000000) + 1 + {erasure.Others}, '{erasure.ErasureId}' FROM erased_leaves
            """,
        ];
        foreach (var act in acts)
        {
            await TestStorage.TamperAsync(holder.Place, act, CancellationToken.None);
        }
    }

    private static Task<long> SealAsync(TestHolder holder, bool isWhole, Func<IServiceProvider, LedgerSealer> form) => holder.InAsync(services =>
        isWhole ? form(services).SealAllAsync(CancellationToken.None) : form(services).SealAsync(CancellationToken.None));

    private static async Task<string> LeftAsync(TestHolder holder)
    {
        var leaves = (await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex)).Select(row => LedgerLeaf.TryRead(row.Leaf) is { } leaf
            ? $"{row.LeafIndex} {row.EntryId} {leaf with { PreviousLeaf = [], Commitment = [], EntrySha256 = [], SealedAt = default }} {Convert.ToHexString(leaf.EntrySha256)}"
            : $"{row.LeafIndex} {row.EntryId} {ErasureLeaf.TryRead(row.Leaf)! with { SealedAt = default }}");
        var openings = (await holder.RowsAsync<LedgerOpeningRow>(row => row.EntryId)).Select(row => $"{row.EntryId} {row.SubjectId} {row.Number} {row.Salt.Length}");
        var nodes = (await holder.RowsAsync<LedgerNodeRow>(row => row.Node)).Select(row => $"{row.Node}");
        var checkpoints = (await holder.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize)).Select(row => $"{row.TreeSize}");
        return string.Join('\n', leaves.Concat(openings).Concat(nodes).Concat(checkpoints));
    }
}
