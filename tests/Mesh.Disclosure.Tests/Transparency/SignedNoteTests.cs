using System.Text;

namespace Mesh.Disclosure.Tests;

/// <summary>The formats against their published examples, and against everything that is not one.</summary>
public sealed class SignedNoteTests
{
    // The examples of C2SP signed-note and of Go's implementation of it.
    private const string SpecKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string SpecNote = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoPrivateKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoLine = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    // Two checkpoints of one log with the proof between them, with which a witness of the transparency-dev project is tested.
    private const string LogKey = "monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT";
    private const string First = "monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n— monkeys 202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n";
    private const string Next = "monkeys\n8\nV8K9aklZ4EPB+RMOk1/8VsJUdFZR77GDtZUQq84vSbo=\n\n— monkeys 202ffoUEboiQYpHzICeaFmoy3RNviHTpAxYrq/eO4QQVQMvu9UebKBMX2MJC76NLthZaKsnKbCA8GxrjePZhvDCH7Ag=\n";

    private static readonly string[] Between =
    [
        "b9e1d62618f7fee8034e4c5010f727ab24d8e4705cb296c374bf2025a87a10d2", "aac66cd7a79ce4012d80762fe8eec3a77f22d1ca4145c3f4cee022e7efcd599d",
        "89d0f753f66a290c483b39cd5e9eafb12021293395fad3d4a2ad053cfbcfdc9e", "29e40bb79c966f4c6fe96aff6f30acfce5f3e8d84c02215175d6e018a5dee833",
    ];

    public static TheoryData<string, string> Published => new()
    {
        { SpecKey, SpecNote }, { GoKey, GoText + "\n" + GoLine }, { LogKey, First }, { LogKey, Next },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void HasSigned_WhenTheExampleIsPublished_IsTrueAndForNothingElse(string key, string text)
    {
        var verifier = LedgerVerifier.TryRead(key)!;
        var note = SignedNote.TryRead(Encoding.UTF8.GetBytes(text))!;

        Assert.Equal((key, text), (verifier.ToString(), note.ToString()));
        Assert.True(verifier.HasSigned(note));
        Assert.False(verifier.HasSigned(note with { Text = note.Text + "more\n" }));
        Assert.False(verifier.HasSigned(note with { Signatures = [] }));
        Assert.False(verifier.HasSigned(note with { Signatures = [note.Signatures[0] with { KeyId = 1 }] }));
        Assert.False(verifier.HasSigned(note with { Signatures = [note.Signatures[0] with { Bytes = [.. note.Signatures[0].Bytes, 0] }] }));
        Assert.False(verifier.HasSigned(note.With(note.Signatures[0] with { Bytes = new byte[64] })));
        Assert.True(verifier.HasSigned(note.With(new("another", 7, [1]))));
    }

    [Fact]
    public void Sign_WhenTheKeyIsPublished_GivesThePublishedBytes()
    {
        var seed = Convert.FromBase64String(GoPrivateKey.Split('+', 5)[4])[1..];
        using var key = LedgerKey.Of("PeterNeumann", seed);

        Assert.Equal(GoText + "\n" + GoLine, key.Sign(GoText).ToString());
        Assert.Equal((GoKey, GoKey), (key.ToString(), key.Verifier.ToString()));
        Assert.Throws<ArgumentException>(() => key.Sign("no newline"));
    }

    [Fact]
    public void IsConsistent_WhenTheProofIsPublished_IsTrue()
    {
        var (first, next) = (Checkpoint.TryRead(SignedNote.TryRead(First)!.Text)!, Checkpoint.TryRead(SignedNote.TryRead(Next)!.Text)!);

        Assert.Equal(("monkeys", 5L, 8L), (first.Origin, first.Size, next.Size));
        Assert.True(MerkleProof.IsConsistent(5, 8, first.Root, next.Root, [.. Between.Select(Convert.FromHexString)]));
    }

    public static TheoryData<string> NotNotes =>
    [
        "", "\n", "\n\n", GoText, GoText + "\n", GoText + "\n\n", GoText + "\n" + GoLine[..^1], GoText + GoLine, "\u0001" + GoText + "\n" + GoLine,
        GoText + "\r\n" + GoLine, GoText + "\n" + GoLine + "Unexpected line.\n", GoText + "\n" + GoLine + "\n", GoText + "\n" + GoLine.Replace("— ", "- "),
        GoText + "\n" + GoLine.Replace("PeterNeumann", "Peter Neumann"), GoText + "\n" + GoLine.Replace("PeterNeumann", "Peter+Neumann"),
        GoText + "\n" + GoLine.Replace("PeterNeumann", "Peter\u00a0Neumann"), GoText + "\n" + GoLine.Replace("PeterNeumann ", " "),
        GoText + "\n" + GoLine.Replace("nAM=", "nAN="), GoText + "\n" + GoLine.Replace("nAM=", "nAM"), GoText + "\n— PeterNeumann x08gow==\n",
        GoText + "\n" + GoLine.Replace("x08g", "x08g "), GoText + "\n" + GoLine.Replace("\n", " \n"), "\ud800" + GoText + "\n" + GoLine,
        GoText + "\n" + string.Concat(Enumerable.Repeat(GoLine, SignedNote.MostSignatures + 1)), new string('a', SignedNote.MostBytes) + "\n\n" + GoLine,
    ];

    [Theory]
    [MemberData(nameof(NotNotes), DisableDiscoveryEnumeration = true)]
    public void TryRead_WhenTheTextIsNoNote_IsNull(string text) => Assert.Null(SignedNote.TryRead(text));

    [Fact]
    public void TryRead_WhenTheBytesAreNoUtf8_IsNull()
    {
        Assert.Null(SignedNote.TryRead([0xFF, .. Encoding.UTF8.GetBytes(GoText + "\n" + GoLine)]));
        Assert.Null(SignedNote.TryRead(new byte[SignedNote.MostBytes + 1]));
        Assert.NotNull(SignedNote.TryRead(GoText + "\n" + string.Concat(Enumerable.Repeat(GoLine, SignedNote.MostSignatures))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData(GoPrivateKey)]
    public void TryRead_WhenTheTextIsNoKey_IsNull(string text) => Assert.Null(LedgerVerifier.TryRead(text));

    [Theory]
    [InlineData("")]
    [InlineData("monkeys\n5\n")]
    [InlineData("\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n05\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n-5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n+5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n5 \n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n9223372036854775808\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n")]
    [InlineData("monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvuBE==\n")]
    [InlineData("monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BF=\n")]
    [InlineData("monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=")]
    [InlineData("monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\nmore\n")]
    [InlineData("monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n")]
    public void TryRead_WhenTheTextIsNoCheckpoint_IsNull(string text) => Assert.Null(Checkpoint.TryRead(text));

    [Fact]
    public void CosignedAt_WhenAnythingIsChanged_IsNull()
    {
        var at = new DateTimeOffset(2023, 3, 20, 12, 25, 47, TimeSpan.Zero);
        using var key = TestLedgerKeys.New(People.Kela.Urn);
        using var other = TestLedgerKeys.New(People.Kela.Urn);
        var text = new Checkpoint(People.Region.Urn, 3, new byte[32]).Text;
        var cosignature = key.Cosign(text, at.AddMilliseconds(700));
        byte[] later = [.. cosignature.Bytes];
        later[7]++;

        Assert.Equal(at, key.Verifier.CosignedAt(text, cosignature));
        Assert.Equal(cosignature.Line, NoteSignature.TryRead(cosignature.Line.TrimEnd('\n'))!.Line);
        Assert.Null(key.Verifier.CosignedAt(text + "more\n", cosignature));
        Assert.Null(key.Verifier.CosignedAt(text, cosignature with { Bytes = later }));
        Assert.Null(key.Verifier.CosignedAt(text, cosignature with { Bytes = cosignature.Bytes[..^1] }));
        Assert.Null(key.Verifier.CosignedAt(text, cosignature with { Name = People.Region.Urn }));
        Assert.Null(key.Verifier.CosignedAt(text, cosignature with { KeyId = key.Verifier.CheckpointKeyId }));
        Assert.Null(other.Verifier.CosignedAt(text, cosignature));
        Assert.Null(key.Verifier.CosignedAt(text, cosignature with { Bytes = [0xFF, .. cosignature.Bytes[1..]] }));

        // The same key's signature over the bare text is none over the cosigned message, and the other way round.
        Assert.Null(key.Verifier.CosignedAt(text, key.Sign(text).Signatures[0]));
        Assert.False(key.Verifier.HasSigned(new(text, [cosignature])));
    }

    [Fact]
    public void Create_WhenTheNameIsAParticipations_IsAName()
    {
        Assert.All(new[] { People.Kela, People.TeOffice, People.Region, People.Municipality }, participation =>
        {
            using var key = TestLedgerKeys.New(participation.Urn);
            Assert.Equal(key.ToString(), LedgerVerifier.TryRead(key.ToString())!.ToString());
        });
        Assert.Throws<ArgumentException>(() => LedgerKey.Of("two words", new byte[32]));
    }
}
