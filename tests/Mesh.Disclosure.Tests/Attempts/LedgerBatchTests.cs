using CsCheck;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Journal;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Many attempts written together leave what each of them would leave alone, one after another.</summary>
public sealed class LedgerBatchTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Moment = new(2023, 11, 13, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One attempt to write: about whom, decided at which gate, under which statement, and whether it waits.</summary>
    public sealed record Tried(int Person, bool IsGateMoved, int Statement, bool Waits);

    // Few people, few statements: they must meet.
    private static readonly Gen<Tried[]> Any = Gen.Select(
        Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 11], Gen.Bool, (person, moved, statement, waits) => new Tried(person, moved && person % 2 == 0, statement, waits)).Array[1, 12];

    [Fact]
    public async Task Write_WhenAnyAttemptsComeTogether_LeavesWhatOneByOneLeaves()
    {
        await using var together = await OpenAsync();
        await using var oneByOne = await OpenAsync();
        var (run, all) = (0, new List<AttemptFate?>());

        await Any.SampleAsync(
            async tried =>
            {
                run++;
                var rows = await RowsAsync(together, tried, run);
                var sameRows = await RowsAsync(oneByOne, tried, run);
                var fates = await together.InAsync(services => services.Get<LedgerBatch>().WriteAsync(rows, CancellationToken.None));
                var expected = new List<AttemptFate?>();
                foreach (var row in sameRows)
                {
                    expected.Add(await oneByOne.InAsync(services => services.Get<LedgerWriter>().WriteAsync(row, CancellationToken.None)));
                }

                // Of two under one statement, or two that wait for the same, either may be the first.
                Assert.Equal(Counted(tried, expected), Counted(tried, fates));
                Assert.Equal(await LeftAsync(oneByOne), await LeftAsync(together));
                all.AddRange(fates);
            },
            iter: 60,
            threads: 1);

        output.WriteLine(string.Join(", ", all.CountBy(fate => $"{fate}")));
        Assert.All(Enum.GetValues<AttemptFate>(), fate => Assert.Contains((AttemptFate?)fate, all));
    }

    [Fact]
    public async Task Write_WhenOneOfTheBatchIsReplayed_RefusesThatOneAloneAndLeavesNothingOfIt()
    {
        await using var holder = await OpenAsync();
        var rows = await RowsAsync(holder, [new(0, false, 1, false), new(1, false, 1, true), new(2, false, 2, false)], 0);

        var fates = await holder.InAsync(services => services.Get<LedgerBatch>().WriteAsync(rows, CancellationToken.None));

        Assert.Equal([AttemptFate.Written, AttemptFate.Written, AttemptFate.Replayed], fates.Order());
        Assert.Equal(AttemptFate.Written, fates[2]);
        var written = rows.Where((_, at) => fates[at] == AttemptFate.Written).Select(row => row.Entry.EntryId).Order().ToList();
        Assert.Equal(written, (await holder.LedgerAsync()).Select(row => row.EntryId));
        Assert.Equal(written, (await holder.RowsAsync<AnsweredRequest>(row => row.EntryId)).Select(row => row.EntryId));
        Assert.Equal(2, (await holder.JournalAsync()).Count);
    }

    // Even people are known, odd ones are not.
    private static async Task<TestHolder> OpenAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        foreach (var person in People.Many().Take(5).Where((_, at) => at % 2 == 0))
        {
            await holder.KnowAsync(person);
        }

        return holder;
    }

    private static Task<List<AttemptRows>> RowsAsync(TestHolder holder, IReadOnlyList<Tried> tried, int run) => holder.InAsync(async services =>
    {
        var (rows, people) = (new List<AttemptRows>(), People.Many().Take(5).ToList());
        foreach (var one in tried)
        {
            var subject = await services.Get<SubjectResolver>().ResolveAsync(new SubjectReference.ByCode(people[one.Person]), CancellationToken.None);
            var revision = (subject.IsKnown ? 1 : 0) - (one.IsGateMoved ? 1 : 0);
            rows.Add(Row(services, subject.Id, one.Statement, run, revision, subject.ReferenceIndex, one.Waits));
        }

        return rows;
    });

    /// <summary>What an attempt about somebody leaves.</summary>
    internal static AttemptRows Row(
        IServiceProvider services, Guid subject, int statement, int run = 0, long revision = 1, byte[]? reference = null, bool waits = false)
    {
        var entry = TestEntries.About(subject, Moment) with { GateRevision = revision };
        var signed = new RequestStatement(Guid.ParseExact($"018bc8d2-{run:x4}-7000-8000-{statement:x12}", "D"), "statement", Moment);
        return new AttemptRows(
            entry,
            services.Get<AnswerBook>().Row(entry, signed, null),
            services.Get<FlowJournal>().Row("F18 Disclose", Road.Disclosure, People.Region),
            waits ? WaitingStore.Row(entry, []) : null,
            reference ?? services.Get<BlindIndex>().Of(subject.ToString(), "test"),
            Moment);
    }

    private static List<string> Counted(IReadOnlyList<Tried> tried, IReadOnlyList<AttemptFate?> fates) =>
        [.. tried.Zip(fates, (one, fate) => $"{one.Statement} {(fate == AttemptFate.GateMoved ? one.Person : -1)} {fate}").Order(StringComparer.Ordinal)];

    // Ids differ from holder to holder, by whom of two the row is may: counts by what must not.
    private static async Task<string> LeftAsync(TestHolder holder)
    {
        string[] counts =
        [
            "SELECT count(*) || ' entries about ' || count(DISTINCT subject_id) FROM disclosure_ledger",
            "SELECT count(*) || ' answers ' FROM answered_request AS answer JOIN disclosure_ledger AS entry ON entry.entry_id = answer.entry_id",
            "SELECT count(*) || ' steps' FROM flow_journal",
            "SELECT count(*) || ' wait for ' || count(DISTINCT subject_id) FROM waiting_request",
            "SELECT count(*) || ' sightings' FROM subject_sighting",
            "SELECT count(*) || ' gates' FROM subject_gate",
        ];
        var left = new List<string>();
        foreach (var count in counts)
        {
            left.Add((string)(await TestStorage.ColumnAsync(holder.Place, count, CancellationToken.None)).Single());
        }

        return string.Join(", ", left);
    }
}
