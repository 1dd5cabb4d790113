using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class DirectoryDocumentTests
{
    private static readonly Participation Kela = new(OrganisationId.Parse("0246246-0"), ParticipantRole.SocialInsurance);
    private static readonly string Thumbprint = new('b', 64);

    [Fact]
    public void WithInstallation_WhenCommittedFileIsGiven_PutsInAuthorityKeysAndEndpoints()
    {
        var key = new SigningKey("kela-1", DirectoryJson.PublicKey(), new(2020, 1, 1), new(2029, 12, 31));
        var installation = new DirectoryInstallation(
            Thumbprint,
            new Dictionary<Participation, IReadOnlyList<SigningKey>> { [Kela] = [key] },
            new Dictionary<Participation, Uri> { [Kela] = new("https://localhost:9001/") });
        var committed = DirectoryJson.Resource("participants.json");

        var installed = DirectoryDocument.WithInstallation(committed, installation);

        var directory = ParticipantDirectory.Read(installed).Directory;
        Assert.All(directory.Entries, e => Assert.Equal(Thumbprint.ToUpperInvariant(), e.IssuingAuthority));
        Assert.Equal([key], directory.Find(Kela)!.SigningKeys);
        Assert.Equal(9001, directory.Find(Kela)!.Endpoint.Port);
        Assert.Equal(7302, directory.Entries[1].Endpoint.Port);
        Assert.Equal(installed, DirectoryDocument.WithInstallation(committed, installation));
        Assert.Equal(installed, DirectoryDocument.WithInstallation(installed, installation));
        Assert.Contains("Kansaneläkelaitos", Encoding.UTF8.GetString(installed), StringComparison.Ordinal);
    }

    [Fact]
    public void WithInstallation_WhenResultWouldBeWrong_Refuses()
    {
        var installation = new DirectoryInstallation("no thumbprint", new Dictionary<Participation, IReadOnlyList<SigningKey>>());

        var exception = Assert.Throws<DirectoryRefusedException>(
            () => DirectoryDocument.WithInstallation(DirectoryJson.Resource("participants.json"), installation));

        Assert.All(exception.Violations, v => Assert.Equal(DirectoryFaults.IssuingAuthority, v.Code));
    }

    [Fact]
    public void WithInstallation_WhenEntryHasARealAuthority_KeepsIt()
    {
        var installation = new DirectoryInstallation(Thumbprint, new Dictionary<Participation, IReadOnlyList<SigningKey>>());

        var installed = DirectoryDocument.WithInstallation(DirectoryJson.Production().Bytes, installation);

        Assert.All(ParticipantDirectory.Read(installed).Directory.Entries, e => Assert.Equal(new string('A', 64), e.IssuingAuthority));
    }

    [Fact]
    public void Verify_WhenOneByteOfFileOrSignatureChanges_IsFalse()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var json = DirectoryJson.Committed().Bytes;
        var signature = DirectorySignature.Sign(json, key);

        Assert.True(DirectorySignature.Verify(json, signature, key));
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Int[0, signature.Length - 1], Gen.Int[0, 7]).Sample((i, j, bit) =>
            !DirectorySignature.Verify(Flipped(json, i, bit), signature, key)
            && !DirectorySignature.Verify(json, Flipped(signature, j, bit), key));
        Gen.Byte.Array[0, 80].Sample(garbage => !DirectorySignature.Verify(json, garbage, key));
    }

    [Fact]
    public void Sign_WhenKeyIsOnAnotherCurve_Throws()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<ArgumentException>(() => DirectorySignature.Sign([1], key));
    }

    private static byte[] Flipped(byte[] bytes, int position, int bit)
    {
        var copy = bytes.ToArray();
        copy[position] ^= (byte)(1 << bit);
        return copy;
    }
}
