using System.Reflection;
using CsCheck;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerLeafTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
    private static readonly DateTimeOffset SealedAt = new(2023, 11, 13, 7, 0, 1, TimeSpan.Zero);

    public static TheoryData<string> Properties => new(typeof(LedgerEntry).GetProperties().Select(property => property.Name));

    // By reflection: a property that is added to an entry and forgotten in the leaf is found here.
    [Theory]
    [MemberData(nameof(Properties))]
    public void Leaf_WhenAnyPropertyOfTheEntryIsAnother_IsAnother(string name)
    {
        var property = typeof(LedgerEntry).GetProperty(name)!;
        var (full, bare) = (TestEntries.Full(), TestEntries.Full());
        foreach (var nullable in typeof(LedgerEntry).GetProperties().Where(IsNullable))
        {
            nullable.SetValue(bare, null);
        }

        foreach (var (entry, value) in Others(property, full).Select(value => (full, value)).Concat(Others(property, bare).Select(value => (bare, value))))
        {
            var changed = entry with { };
            property.SetValue(changed, value);
            Assert.NotEqual(LeafOf(entry), LeafOf(changed));
        }
    }

    [Fact]
    public void Leaf_WhenPersonalPartsDiffer_DiffersInCommitmentAndDigestOnly()
    {
        string[] personal =
        [
            nameof(LedgerEntry.SubjectId), nameof(LedgerEntry.ActorId), nameof(LedgerEntry.ActorRole), nameof(LedgerEntry.ActorAssurance),
            nameof(LedgerEntry.ConsentId), nameof(LedgerEntry.ConsentRevision), nameof(LedgerEntry.ProofReference), nameof(LedgerEntry.GateRevision),
            nameof(LedgerEntry.RefusalPassed), nameof(LedgerEntry.StatementSha256), nameof(LedgerEntry.AnswerSha256), nameof(LedgerEntry.RequestId), nameof(LedgerEntry.FlowId),
            nameof(LedgerEntry.TraceId), nameof(LedgerEntry.CaseId),
        ];
        var leaf = LedgerLeaf.TryRead(LeafOf(TestEntries.Full()))!;
        foreach (var property in personal.Select(name => typeof(LedgerEntry).GetProperty(name)!))
        {
            var changed = TestEntries.Full();
            property.SetValue(changed, Others(property, changed)[0]);
            var other = LedgerLeaf.TryRead(LeafOf(changed))!;

            Assert.NotEqual(leaf.Commitment, other.Commitment);
            Assert.True(leaf with { Commitment = [], PreviousLeaf = [], EntrySha256 = [] } == other with { Commitment = [], PreviousLeaf = [], EntrySha256 = [] }, property.Name);
        }
    }

    [Fact]
    public void Commitment_WhenTheSaltIsAnother_IsAnother()
    {
        var person = LedgerOpening.PersonOf(TestEntries.Full());

        Assert.NotEqual(new LedgerOpening(Salt, person).Commitment, new LedgerOpening([.. Salt.Reverse()], person).Commitment);
        Assert.Equal(TestEntries.Full().SubjectId, new LedgerOpening(Salt, person).SubjectId);
        Assert.Null(new LedgerOpening(Salt, [1, 2]).SubjectId);
        Assert.DoesNotContain("worker", new LedgerOpening(Salt, person).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_WhenTheBytesAreALeaf_GivesItAndNothingForAnyOtherBytes()
    {
        var bytes = LeafOf(TestEntries.Full());
        Assert.Equal(bytes, LedgerLeaf.TryRead(bytes)!.ToBytes());
        Assert.Equal(MerkleTree.LeafHash(LedgerSealerTests.InTree(bytes)), LedgerLeaf.TryRead(bytes)!.Hash);
        Assert.Equal(LedgerLeaf.TryRead(bytes)!.Hash, LedgerLeaf.HashOf(bytes));
        Assert.Equal(MerkleTree.LeafHash([1, 2]), LedgerLeaf.HashOf([1, 2]));
        Assert.Equal(3, LedgerLeaf.TryRead(bytes)!.Number);

        Assert.Null(LedgerLeaf.TryRead([]));
        Assert.Null(LedgerLeaf.TryRead([.. bytes, 0]));
        Assert.Null(LedgerLeaf.TryRead([.. bytes, 0, 0, 0, 0]));
        Assert.Null(LedgerLeaf.TryRead(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Null(LedgerLeaf.TryRead(LedgerFields.Write("mesh-ledger-leaf/2")));
        Assert.Null(LedgerLeaf.TryRead(LedgerOpening.PersonOf(TestEntries.Full())));
        Gen.Byte.Array[0, 60].Sample(junk => LedgerLeaf.TryRead(junk) is null);

        // Any byte of it changed: no leaf, or another one.
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).Sample((at, flip) =>
        {
            byte[] changed = [.. bytes];
            changed[at] ^= flip;
            return LedgerLeaf.TryRead(changed) is not { } other || other.ToBytes().AsSpan().SequenceEqual(changed);
        });
    }

    [Fact]
    public void Fields_WhenWritten_AreReadBackAndNeverRunTogether()
    {
        var field = Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char['a', 'ö'], 0, 5].Select(text => (string?)text));
        Gen.Select(field.Array[0, 6], field.Array[0, 6]).Sample((one, other) =>
        {
            Assert.Equal(one, LedgerFields.TryRead(LedgerFields.Write(one)));
            return one.SequenceEqual(other) == LedgerFields.Write(one).AsSpan().SequenceEqual(LedgerFields.Write(other));
        });
    }

    private static byte[] LeafOf(LedgerEntry entry) => LedgerLeaf.Of(
        entry, 3, [.. Enumerable.Repeat((byte)7, 32)], new LedgerOpening(Salt, LedgerOpening.PersonOf(entry)).Commitment, SealedAt).ToBytes();

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static List<object?> Others(PropertyInfo property, LedgerEntry entry)
    {
        var value = property.GetValue(entry);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        List<object?> others = type switch
        {
            _ when type == typeof(Guid) => [Guid.CreateVersion7()],
            _ when type == typeof(string) => [(string?)value + "x", ""],
            _ when type == typeof(byte[]) => [new byte[32], new byte[31]],
            _ when type == typeof(bool) => [!(bool)value!],
            _ when type == typeof(int) => [(int)(value ?? 0) + 1],
            _ when type == typeof(long) => [(long)value! + 1],
            _ when type == typeof(DateTimeOffset) => [((DateTimeOffset)value!).AddTicks(1)],
            _ when type.IsEnum => [.. Enum.GetValues(type).Cast<object?>().Where(other => !Equals(other, value))],
            _ => throw new NotSupportedException($"{property.Name} is of a type that this test does not know."),
        };
        return IsNullable(property) && value is not null ? [.. others, null] : others;
    }
}
