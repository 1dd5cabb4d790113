using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>A person's file, checked with nothing but the directory's public key.</summary>
public sealed class ExportFileTests
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Check_WhenTheFileIsWhole_HoldsAndSaysWhoWasNotReached()
    {
        var held = await HeldExport.WholeAsync();

        var read = Check(held.File());

        Assert.Empty(read.Findings);
        Assert.Equal(People.Municipality, Assert.Single(read.Exports).Holder);
        Assert.Equal(held.Directory.Entries.Count - 1, read.NotReached.Count);
        Assert.Equal((held.Directory.Version, read.Exports[0].MadeAt), (read.DirectoryVersion, read.MadeAt));
    }

    [Fact]
    public async Task Check_WhenTheDirectoryIsNotTheOneThatIsTrusted_SaysSo()
    {
        var held = await HeldExport.WholeAsync();
        using var another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(["DIRECTORY_SIGNATURE"], Codes(ExportFile.Check(Bytes(held.File()), another)));
        Assert.Equal(["DIRECTORY_NOT_CHECKED"], Codes(ExportFile.Check(Bytes(held.File()), null)));
    }

    [Fact]
    public async Task Check_WhenTheFileItselfIsChanged_SaysSo()
    {
        var held = await HeldExport.WholeAsync();
        List<string> Changed(Action<JsonObject> change)
        {
            var file = held.File();
            change(file);
            return Codes(Check(file));
        }

        var at = held.Directory.Entries.ToList().FindIndex(entry => entry.Participation == People.Municipality);
        var other = at == 0 ? 1 : 0;
        Assert.Equal(["MADE_AT"], Changed(file => file["made_at"] = "2023-11-13T07:00:00Z"));
        Assert.Equal(["PARTICIPATIONS"], Changed(file => file["participations"]!.AsArray().RemoveAt(other)));
        Assert.Equal(["PARTICIPATIONS"], Changed(file => file["participations"]!.AsArray().Add(file["participations"]![other]!.DeepClone())));
        Assert.Equal(["PARTICIPATIONS"], Changed(file => file["participations"]![other]!["participation"] = "0101263-6/MUNICIPALITY"));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file["participations"]![other]!["not_reached"] = "ASLEEP"));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file["participations"]![at]!["more"] = ""));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file["form"] = "mesh-export-file/2"));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file["more"] = 1));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file.Remove("directory")));
        Assert.Equal(["FILE_UNREADABLE"], Changed(file => file["directory"]!["document"] = "not base64"));
        Assert.Equal(["DIRECTORY_SIGNATURE", "DIRECTORY_UNREADABLE"], Changed(file => file["directory"]!["document"] = "e30="));
        Assert.Contains("EXPORT_SIGNATURE", Changed(file =>
        {
            file["participations"]![other]!["export"] = file["participations"]![at]!["export"]!.DeepClone();
            file["participations"]![other]!.AsObject().Remove("not_reached");
        }));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Check_WhenAnOlderExportIsAmongNewOnes_SaysSo(int seconds, bool isSaid)
    {
        var held = await HeldExport.WholeAsync();
        var claims = held.Claims;
        claims["iss"] = People.Kela.Urn;
        claims["iat"] = (long)claims["iat"]! - (long)ExportFile.Gathered.TotalSeconds - seconds;
        var file = held.File();
        file["participations"]!.AsArray().Single(part => (string?)part!["participation"] == People.Kela.ToString())!
            .ReplaceWith(new JsonObject { ["participation"] = People.Kela.ToString(), ["export"] = HeldExport.Signed(claims, TestSigners.Of(People.Kela)) });

        var said = Check(file).Findings.Where(finding => finding.Code == "MADE_APART").ToList();
        Assert.Equal(isSaid ? [People.Kela] : [], said.Select(finding => finding.Holder));
    }

    [Fact]
    public async Task Check_WhenTheFileIsCutOffAnywhere_IsUnreadable()
    {
        var whole = Bytes((await HeldExport.WholeAsync()).File());

        Gen.Int[0, whole.Length - 1].Sample(
            length => Codes(Check(whole[..length])) is ["FILE_UNREADABLE"], iter: 100);
    }

    [Theory]
    [InlineData("""{"form":"\ud800"}""")]
    [InlineData("""{"\ud800":"mesh-export-file/1"}""")]
    public void Check_WhenATextInItIsHalfACharacter_IsUnreadable(string file) =>
        Assert.Equal(["FILE_UNREADABLE"], Codes(ExportFile.Check(Encoding.ASCII.GetBytes(file), null)));

    [Fact]
    public async Task Check_WhenOneByteIsChanged_IsFoundOrChangesNothingThatIsSaid()
    {
        var whole = Bytes((await HeldExport.WholeAsync()).File());
        var said = Said(Check(whole));

        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).Sample(
            (at, flip) =>
            {
                byte[] changed = [.. whole];
                changed[at] ^= flip;
                var read = Check(changed);
                return read.Findings.Count > 0 || Said(read) == said;
            },
            iter: 400);
    }

    // The directory is most of the file; this is about the rest of it, byte by byte.
    [Fact]
    public async Task Check_WhenAnyByteOutsideDirectoryAndExportIsChanged_IsFoundOrChangesNothingThatIsSaid()
    {
        var held = await HeldExport.WholeAsync();
        var whole = Bytes(held.File());
        var said = Said(Check(whole));
        var text = Encoding.UTF8.GetString(whole);
        var document = text.IndexOf(Convert.ToBase64String(held.DirectoryJson.Span), StringComparison.Ordinal);
        var export = text.IndexOf(held.Jws, StringComparison.Ordinal);
        Assert.True(document > 0 && export > document);

        var outside = Enumerable.Range(0, whole.Length)
            .Where(at => (at < document || at >= document + Convert.ToBase64String(held.DirectoryJson.Span).Length) && (at < export || at >= export + held.Jws.Length));
        foreach (var at in outside)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            var read = Check(changed);
            Assert.True(read.Findings.Count > 0 || Said(read) == said, text[Math.Max(0, at - 20)..Math.Min(text.Length, at + 20)]);
        }
    }

    private static string Said(ExportFile read) => string.Join('\n', [
        $"{read.MadeAt:O} {read.DirectoryVersion}",
        .. read.Exports.Select(export => $"{export.Holder} {export.MadeAt:O} {export.Content}"),
        .. read.NotReached.Select(part => $"{part.Participation} {part.Reason}"),
    ]);

    private static List<string> Codes(ExportFile read) => [.. read.Findings.Select(finding => finding.Code).Distinct()];

    private static byte[] Bytes(JsonObject file) => Encoding.UTF8.GetBytes(file.ToJsonString(AsItIs));

    private static ExportFile Check(JsonObject file) => Check(Bytes(file));

    private static ExportFile Check(byte[] file)
    {
        using var key = HeldExport.DirectoryKey();
        return ExportFile.Check(file, key);
    }
}
