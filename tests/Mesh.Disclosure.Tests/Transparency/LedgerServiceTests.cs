using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Validation;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerServiceTests
{
    private static readonly Guid Aino = Guid.CreateVersion7();

    [Fact]
    public async Task GetCheckpoint_WhenTheLedgerIsSealed_GivesTheNewestOrThatOfASize()
    {
        await using var holder = await SealedAsync();
        var ledger = new HeldLedger(holder, People.Kela);

        Assert.Equal(5, Read((await ledger.Checkpoint(new())).Note).Size);
        Assert.Equal(3, Read((await ledger.Checkpoint(new() { TreeSize = 3 })).Note).Size);
        Assert.Equal(0, Read((await ledger.Checkpoint(new() { TreeSize = 0 })).Note).Size);
        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Checkpoint(new() { TreeSize = 4 })));
        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Checkpoint(new() { TreeSize = 6 })));
    }

    [Fact]
    public async Task GetCheckpoint_WhenTheLedgerWasNeverSealed_IsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var ledger = new HeldLedger(holder, People.Kela);

        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Checkpoint(new())));
        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Consistency(new() { FirstTreeSize = 0, SecondTreeSize = 0 })));
    }

    [Fact]
    public async Task GetInclusionProof_WhenTheLeafIsThere_ProvesIt()
    {
        await using var holder = await SealedAsync();
        var ledger = new HeldLedger(holder, People.Kela);
        var rows = await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex);

        foreach (var size in new[] { 3L, 4L, 5L })
        {
            var root = new NaiveTree([.. rows.Select(row => LedgerSealerTests.InTree(row.Leaf))]).Mth(0, (int)size);
            foreach (var row in rows)
            {
                var asked = ledger.Inclusion(new() { LeafHash = ByteString.CopyFrom(row.LeafHash), TreeSize = size });
                if (row.LeafIndex >= size)
                {
                    Assert.Equal("LEAF_UNKNOWN", await ReasonAsync(asked));
                    continue;
                }

                var proof = await asked;
                Assert.Equal(row.LeafIndex, proof.LeafIndex);
                Assert.True(MerkleProof.IsIncluded(row.LeafHash, row.LeafIndex, size, [.. proof.Hashes.Select(hash => hash.ToByteArray())], root));
            }
        }

        Assert.Equal("LEAF_UNKNOWN", await ReasonAsync(ledger.Inclusion(new() { LeafHash = ByteString.CopyFrom(new byte[32]), TreeSize = 5 })));
        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Inclusion(new() { LeafHash = ByteString.CopyFrom(rows[0].LeafHash), TreeSize = 6 })));
    }

    [Fact]
    public async Task GetReceiptProof_WhenTheReceiptIsTheCallers_ShowsItsEntryInTheTreeAndNothingElse()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var given = await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        Assert.Equal(2, await holder.SealAsync());
        var receipt = await holder.InAsync(services => Task.FromResult(Receipt.Read(given.Receipt, People.Municipality, services.Get<StatementKeys>())!));
        var (region, entries) = (new HeldLedger(holder, People.Region), await holder.LedgerAsync());

        var proof = await region.OfReceipt(new() { EntryId = given.DisclosureId, TreeSize = 2 });
        var checkpoint = Read((await region.Checkpoint(new())).Note);
        bool IsIncluded(Receipt of, Checkpoint at) => ReceiptInclusion.IsIncluded(
            of, at, proof.LeafSha256.Span, proof.LeafIndex, [.. proof.Hashes.Select(hash => hash.ToByteArray())]);
        Assert.True(IsIncluded(receipt, checkpoint));
        Assert.False(IsIncluded(receipt with { EntrySha256 = new byte[32] }, checkpoint));
        Assert.False(IsIncluded(receipt with { Holder = People.Region }, checkpoint));
        Assert.False(IsIncluded(receipt, checkpoint with { Root = new byte[32] }));

        // Nobody else is told, nor of what left no receipt.
        var denied = entries.Single(entry => entry.Outcome == LedgerOutcome.Deny).EntryId.ToString();
        Assert.Equal("LEAF_UNKNOWN", await ReasonAsync(new HeldLedger(holder, People.Kela).OfReceipt(new() { EntryId = given.DisclosureId, TreeSize = 2 })));
        Assert.Equal("LEAF_UNKNOWN", await ReasonAsync(region.OfReceipt(new() { EntryId = denied, TreeSize = 2 })));
        Assert.Equal("LEAF_UNKNOWN", await ReasonAsync(region.OfReceipt(new() { EntryId = TestHolder.Id(), TreeSize = 2 })));
        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(region.OfReceipt(new() { EntryId = given.DisclosureId, TreeSize = 3 })));
    }

    [Fact]
    public async Task GetConsistencyProof_WhenTheSizesAreThere_ProvesIt()
    {
        await using var holder = await SealedAsync();
        var ledger = new HeldLedger(holder, People.Kela);
        var tree = new NaiveTree([.. (await holder.RowsAsync<LedgerLeafRow>(row => row.LeafIndex)).Select(row => LedgerSealerTests.InTree(row.Leaf))]);

        for (var second = 0; second <= 5; second++)
        {
            for (var first = 0; first <= second; first++)
            {
                var proof = await ledger.Consistency(new() { FirstTreeSize = first, SecondTreeSize = second });
                Assert.True(MerkleProof.IsConsistent(
                    first, second, tree.Mth(0, first), tree.Mth(0, second), [.. proof.Hashes.Select(hash => hash.ToByteArray())]));
            }
        }

        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Consistency(new() { FirstTreeSize = 1, SecondTreeSize = 6 })));
    }

    [Fact]
    public async Task AddCosignature_WhenItIsRight_StandsInTheCheckpointOnceAndIsRenewed()
    {
        await using var holder = await SealedAsync();
        var note = SignedNote.TryRead((await new HeldLedger(holder, People.Kela).Checkpoint(new())).Note)!;
        var now = LedgerSealerTests.Now;
        foreach (var (witness, at) in new[] { (People.Kela, now.AddSeconds(-40)), (People.Region, now), (People.Kela, now.AddSeconds(-20)), (People.Kela, now.AddSeconds(-30)) })
        {
            await new HeldLedger(holder, witness).Cosign(Cosigned(note, TestLedgerKeys.KeyOf(witness), at));
        }

        var cosigned = SignedNote.TryRead((await new HeldLedger(holder, People.Kela).Checkpoint(new())).Note)!;
        Assert.Equal(
            [(People.Kela, now.AddSeconds(-20).ToUnixTimeSeconds()), (People.Region, now.ToUnixTimeSeconds())],
            Witnesses.Of(cosigned, People.Municipality, new TestLedgerKeys()).Select(one => (one.Witness, one.At.ToUnixTimeSeconds())));
        Assert.Equal(2, (await holder.RowsAsync<LedgerCosignatureRow>(row => row.Witness)).Count);
        Assert.Equal(5, Read(cosigned.ToString()).Size);
    }

    [Fact]
    public async Task AddCosignature_WhenItIsNotRight_IsRefusedAndNothingIsKept()
    {
        await using var holder = await SealedAsync();
        var ledger = new HeldLedger(holder, People.Kela);
        var note = SignedNote.TryRead((await ledger.Checkpoint(new())).Note)!;
        var (key, now) = (TestLedgerKeys.KeyOf(People.Kela), LedgerSealerTests.Now);
        using var madeUp = TestLedgerKeys.New(People.Kela.Urn);
        AddCosignatureRequest[] wrong =
        [
            Cosigned(note, madeUp, now),
            Cosigned(note, TestLedgerKeys.KeyOf(People.Region), now),
            Cosigned(note, key, now.AddMinutes(-11)),
            Cosigned(note, key, now.AddMinutes(2)),
            Cosigned(note with { Text = note.Text.Replace("\n5\n", "\n6\n", StringComparison.Ordinal) }, key, now),
            new() { TreeSize = 3, Cosignature = Cosigned(note, key, now).Cosignature },
            new() { TreeSize = 5, Cosignature = key.Sign(note.Text).Signatures[0].Line.TrimEnd('\n') },
            new() { TreeSize = 5, Cosignature = "not a line" },
        ];

        foreach (var request in wrong)
        {
            Assert.Equal("COSIGNATURE_NOT_VALID", await ReasonAsync(ledger.Cosign(request)));
        }

        Assert.Equal("TREE_SIZE_UNKNOWN", await ReasonAsync(ledger.Cosign(new() { TreeSize = 4, Cosignature = wrong[0].Cosignature })));

        // The log's own cosignature says nothing.
        Assert.Equal("COSIGNATURE_NOT_VALID", await ReasonAsync(
            new HeldLedger(holder, People.Municipality).Cosign(Cosigned(note, TestLedgerKeys.KeyOf(People.Municipality), now))));
        Assert.Empty(await holder.RowsAsync<LedgerCosignatureRow>(row => row.Witness));
        Assert.Empty(await holder.RowsAsync<LedgerCosignerRow>(row => row.Witness));
    }

    [Fact]
    public async Task Requests_WhenTheyBreakTheContract_AreRefusedWithEveryViolation()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.InAsync(services =>
        {
            var gate = ActivatorUtilities.CreateInstance<RequestGate>(services);
            Assert.Equal(["tree_size OUT_OF_RANGE"], Violations(() => gate.Pass(new GetCheckpointRequest { TreeSize = -1 })));
            Assert.Equal(["leaf_hash REQUIRED", "tree_size REQUIRED"], Violations(() => gate.Pass(new GetInclusionProofRequest())));
            Assert.Equal(["leaf_hash FORMAT_SHA256"], Violations(() => gate.Pass(new GetInclusionProofRequest { LeafHash = ByteString.CopyFrom(1), TreeSize = 1 })));
            Assert.Equal(["first_tree_size REQUIRED", "second_tree_size REQUIRED"], Violations(() => gate.Pass(new GetConsistencyProofRequest())));
            Assert.Equal(
                ["second_tree_size OUT_OF_RANGE", "first_tree_size OUT_OF_RANGE"],
                Violations(() => gate.Pass(new GetConsistencyProofRequest { FirstTreeSize = 0, SecondTreeSize = -1 })));
            Assert.Equal(["tree_size REQUIRED", "cosignature REQUIRED"], Violations(() => gate.Pass(new AddCosignatureRequest())));
            Assert.Equal(["cosignature TOO_LONG"], Violations(() => gate.Pass(new AddCosignatureRequest { TreeSize = 0, Cosignature = new string('a', 401) })));
            return Task.FromResult(true);
        });
    }

    private static Checkpoint Read(string note) =>
        SignedCheckpoint.TryVerify(SignedNote.TryRead(note), People.Municipality, new TestLedgerKeys())!;

    private static AddCosignatureRequest Cosigned(SignedNote note, LedgerKey key, DateTimeOffset at) =>
        new() { TreeSize = 5, Cosignature = key.Cosign(note.Text, at).Line.TrimEnd('\n') };

    private static async Task<string?> ReasonAsync<T>(AsyncUnaryCall<T> call) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(async () => await call));

    private static IEnumerable<string> Violations(Action pass) => Assert.Throws<RpcException>(pass).GetRpcStatus()!
        .GetDetail<Google.Rpc.BadRequest>().FieldViolations.Select(violation => $"{violation.Field} {violation.Reason}");

    private static async Task<TestHolder> SealedAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.SealAsync();
        await holder.WriteAsync(LedgerSealerTests.Now, Aino, Aino, Aino);
        await holder.SealAsync();
        await holder.WriteAsync(LedgerSealerTests.Now, Aino, Aino);
        await holder.SealAsync();
        return holder;
    }
}
