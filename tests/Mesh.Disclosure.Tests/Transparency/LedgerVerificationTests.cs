using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>What a person or a court holds, edited in every way: each fault is told by its code, and nothing throws.</summary>
public sealed class LedgerVerificationTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();
    private static readonly Guid Eetu = Guid.CreateVersion7();
    private static readonly TestLedgerKeys Keys = new();

    // Two other organisations; the pilot's municipality and its labour authority are one.
    private static readonly Participation[] Two = [People.Kela, People.Region];

    [Fact]
    public async Task Check_WhenTheExportIsWhole_FindsNothing()
    {
        var export = await ExportAsync();

        Assert.Equal(4, export.Leaves.Count);
        Assert.Equal([0L, 4L], export.Earlier.Select(earlier => Checkpoint.TryRead(SignedNote.TryRead(earlier.Note)!.Text)!.Size));
        Assert.Empty(Codes(export));
    }

    [Fact]
    public async Task Check_WhenTheCheckpointIsEdited_SaysSo()
    {
        var export = await ExportAsync();
        var note = SignedNote.TryRead(export.Checkpoint)!;
        var shown = Checkpoint.TryRead(note.Text)!;

        Assert.Contains("SIGNATURE", Codes(export with { Checkpoint = "" }));
        Assert.Contains("SIGNATURE", Codes(export with { Checkpoint = (note with { Text = (shown with { Size = 8 }).Text }).ToString() }));
        Assert.Contains("SIGNATURE", Codes(export with { Checkpoint = (note with { Signatures = [.. note.Signatures.Skip(1)] }).ToString() }));
        using var another = TestLedgerKeys.New(People.Municipality.Urn);
        Assert.Contains("SIGNATURE", Codes(export with { Checkpoint = another.Sign(note.Text).ToString() }));
        Assert.Contains("SIGNATURE", LedgerVerification.Check(export, People.Region, Keys, LedgerSealerTests.Now).Select(Code));
    }

    [Fact]
    public async Task Check_WhenCosignaturesAreMissingOrForged_SaysSo()
    {
        var export = await ExportAsync();
        var note = SignedNote.TryRead(export.Checkpoint)!;
        LedgerExport With(params IEnumerable<NoteSignature> cosignatures) =>
            export with { Checkpoint = (note with { Signatures = [note.Signatures[0], .. cosignatures] }).ToString() };

        Assert.Equal(["NOT_WITNESSED"], Codes(With()));
        Assert.Equal(["NOT_WITNESSED"], Codes(With(note.Signatures[1])));

        // Two roles of one organisation are one organisation, and the log's own is none.
        var pilotRoles = new[] { Of("0124610-9/LABOUR_AUTHORITY"), Of("0124610-9/MUNICIPALITY") };
        Assert.Equal(["NOT_WITNESSED"], Codes(With(pilotRoles.Select(role => Cosign(note.Text, role)))));
        Assert.Equal(["NOT_WITNESSED"], Codes(With(note.Signatures[1], Cosign(note.Text, Of("0162193-3/LABOUR_AUTHORITY")))));
        Assert.Empty(Codes(With(note.Signatures[1], Cosign(note.Text, pilotRoles[0]))));

        var forged = note.Signatures[1] with { Bytes = [.. note.Signatures[1].Bytes[..^1], (byte)(note.Signatures[1].Bytes[^1] ^ 1)] };
        Assert.Equal(["COSIGNATURE", "NOT_WITNESSED"], Codes(With(forged, note.Signatures[2])));
        using var another = TestLedgerKeys.New(People.Kela.Urn);
        Assert.Equal(["NOT_WITNESSED"], Codes(With(another.Cosign(note.Text, DateTimeOffset.UnixEpoch), note.Signatures[2])));
    }

    // Of the oldest that is not witnessed.
    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    public async Task Check_WhenEntriesAreNotWitnessed_SaysWhetherOthersHadTimeTo(int cosigned, int seconds, bool isYetToCome)
    {
        var export = await ExportAsync();
        var note = SignedNote.TryRead(export.Checkpoint)!;
        var bare = export with { Checkpoint = (note with { Signatures = [.. note.Signatures.Take(1 + cosigned)] }).ToString() };
        var oldest = export.Leaves.Select(leaf => LedgerLeaf.TryRead(leaf.Leaf)!).Min(leaf => leaf.RecordedAt < leaf.SealedAt ? leaf.RecordedAt : leaf.SealedAt);
        LedgerFault At(LedgerExport shown, DateTimeOffset madeAt) =>
            Assert.Single(LedgerVerification.Check(shown, People.Municipality, Keys, madeAt), fault => fault.Code == LedgerFaultCode.NotWitnessed);

        Assert.Equal(isYetToCome, At(bare, oldest + LedgerWitnessing.Newest + TimeSpan.FromSeconds(seconds)).IsYetToCome);
        Assert.True(At(bare with { Leaves = [] }, oldest.AddDays(1)).IsYetToCome);
    }

    [Fact]
    public async Task Check_WhenLeavesAreEditedLeftOutOrMoved_SaysSo()
    {
        var export = await ExportAsync();
        var leaves = export.Leaves;
        LedgerExport With(params IEnumerable<ExportedLeaf> other) => export with { Leaves = [.. other] };

        for (var at = 0; at < leaves.Count; at++)
        {
            var leaf = LedgerLeaf.TryRead(leaves[at].Leaf)!;
            ExportedLeaf Edited(LedgerLeaf edited) => leaves[at] with { Leaf = edited.ToBytes() };
            IEnumerable<ExportedLeaf> But(ExportedLeaf other) => leaves.Select((kept, place) => place == at ? other : kept);

            Assert.Contains("INCLUSION", Codes(With(But(Edited(leaf with { Requester = People.OtherRegion.ToString() })))));
            Assert.Contains("NUMBER_GAP", Codes(With(But(Edited(leaf with { Number = leaf.Number + 1 })))));
            Assert.Contains("PREVIOUS_LEAF", Codes(With(But(Edited(leaf with { PreviousLeaf = new byte[31].Append((byte)1).ToArray() })))));
            Assert.Contains("SEALED_LATE", Codes(With(But(Edited(leaf with { RecordedAt = leaf.RecordedAt.AddDays(-1) })))));
            Assert.Contains("LEAF_UNREADABLE", Codes(With(But(leaves[at] with { Leaf = [1] }))));
            Assert.Contains("INCLUSION", Codes(With(But(leaves[at] with { Index = leaves[at].Index + 1 }))));
            Assert.Contains("INCLUSION", Codes(With(But(leaves[at] with { Proof = [] }))));
            Assert.Equal(["COMMITMENT"], Codes(With(But(leaves[at] with { Opening = leaves[at].Opening! with { Salt = new byte[32] } }))));
            Assert.Equal(["COMMITMENT"], Codes(With(But(leaves[at] with { Opening = leaves[at].Opening! with { Person = LedgerOpening.PersonOf(TestEntries.Full() with { SubjectId = Aino }) } }))));
            Assert.Equal(["COMMITMENT", "OTHER_SUBJECT"], Codes(With(But(leaves[at] with { Opening = leaves[at].Opening! with { Person = [9] } }))));
            Assert.Equal(["OPENING_MISSING"], Codes(With(But(leaves[at] with { Opening = null }))));

            // All but the newest: that it was left out nobody can see from the list.
            Assert.Equal(at == leaves.Count - 1, Codes(With(leaves.Where((_, place) => place != at))) is []);
        }

        Assert.Contains("NUMBER_GAP", Codes(With(leaves.Reverse())));
        Assert.Contains("NUMBER_GAP", Codes(With(leaves.Append(leaves[^1]))));
    }

    // Erased from the beginning of a chain on, the day after the last on which an entry is kept.
    [Theory]
    [InlineData(new[] { true, true, true, true }, 0, false)]
    [InlineData(new[] { true, true, true, true }, 1, true)]
    [InlineData(new[] { true, true, false, false }, 1, true)]
    [InlineData(new[] { true, false, false, false }, 0, false)]
    [InlineData(new[] { false, true, true, true }, 1, false)]
    [InlineData(new[] { true, false, true, false }, 1, false)]
    public async Task Check_WhenOpeningsAreLeftOut_HoldsOnlyWhereTheyCanHaveBeenErased(bool[] left, int days, bool holds)
    {
        var export = await ExportAsync();
        var written = HelsinkiTime.DateOf(LedgerLeaf.TryRead(export.Leaves[0].Leaf)!.RecordedAt);
        var day = RetentionRule.LastDay(written, RetentionRules.Of(RetentionKind.Disclosures).Months).AddDays(days);
        var erased = export with { Leaves = [.. export.Leaves.Select((leaf, at) => left[at] ? leaf with { Opening = null } : leaf)] };

        Assert.Equal(holds ? [] : ["OPENING_MISSING"], Codes(erased, HelsinkiTime.StartOf(day)));
        Assert.Equal(holds ? [] : ["OPENING_MISSING"], Codes(erased, HelsinkiTime.StartOf(day.AddDays(1)).AddSeconds(-1)));
    }

    [Fact]
    public async Task Check_WhenALeafOfSomebodyElseIsPutIn_SaysSo()
    {
        await using var holder = await LedgerAsync();
        var export = await ExportAsync(holder, Aino);
        var others = await ExportAsync(holder, Eetu);

        Assert.Contains("OTHER_SUBJECT", Codes(export with { Leaves = [.. export.Leaves, others.Leaves[0]] }));
        Assert.Contains("PREVIOUS_LEAF", Codes(export with { Leaves = [export.Leaves[0], others.Leaves[1], .. export.Leaves.Skip(2)] }));
    }

    [Fact]
    public async Task Check_WhenTheEarlierCheckpointIsOfAnotherHistory_SaysSo()
    {
        var export = await ExportAsync();
        var key = TestLedgerKeys.KeyOf(People.Municipality);
        var other = key.Sign(new Checkpoint(People.Municipality.Urn, 4, new byte[32]).Text).ToString();
        var later = key.Sign(new Checkpoint(People.Municipality.Urn, 9, new byte[32]).Text).ToString();

        Assert.Equal(["CONSISTENCY"], Codes(export with { Earlier = [export.Earlier[1] with { Note = other }] }));
        Assert.Equal(["CONSISTENCY"], Codes(export with { Earlier = [export.Earlier[1] with { Note = later }] }));
        Assert.Equal(["CONSISTENCY"], Codes(export with { Earlier = [export.Earlier[1] with { Proof = [] }] }));
        Assert.Equal(["SIGNATURE"], Codes(export with { Earlier = [export.Earlier[1] with { Note = "nothing" }] }));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Code(LedgerFault fault) => fault.ToString().Split(':')[0];

    private static List<string> Codes(LedgerExport export, DateTimeOffset? madeAt = null) =>
        [.. LedgerVerification.Check(export, People.Municipality, Keys, madeAt ?? LedgerSealerTests.Now).Select(Code).Distinct()];

    private static Participation Of(string text) => Participation.TryParse(text, out var participation) ? participation : throw new FormatException();

    private static NoteSignature Cosign(string text, Participation witness) => TestLedgerKeys.KeyOf(witness).Cosign(text, LedgerSealerTests.Now);

    private static async Task<TestHolder> LedgerAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.SealAsync();
        await holder.WriteAsync(LedgerSealerTests.Now, Aino, Eetu, Aino, Eetu);
        await holder.SealAsync();
        await holder.WriteAsync(LedgerSealerTests.Now, Eetu, Aino, Aino);
        await holder.SealAsync();
        return holder;
    }

    private static async Task<LedgerExport> ExportAsync()
    {
        await using var holder = await LedgerAsync();
        return await ExportAsync(holder, Aino);
    }

    private static async Task<LedgerExport> ExportAsync(TestHolder holder, Guid subject)
    {
        var export = (await holder.InAsync(services => services.Get<LedgerExporter>().OfSubjectAsync(subject, [0, 4, 5], Cancellation)))!;
        var note = SignedNote.TryRead(export.Checkpoint)!;
        return export with { Checkpoint = Two.Aggregate(note, (signed, witness) => signed.With(Cosign(note.Text, witness))).ToString() };
    }
}
