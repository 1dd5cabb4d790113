using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mesh.Hosting.Signing;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Each way in which a holder that lies, and signs what it says, could tell a person something else than its ledger: found by its code.
/// Whoever is not the holder is found by the signature alone.
/// </summary>
public sealed class ExportTamperingTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What is changed, and the code that must be among those told.</summary>
    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "words: another requester", "WORDS_DIFFER" },
        { "words: another outcome", "WORDS_DIFFER" },
        { "words: another basis", "WORDS_DIFFER" },
        { "words: a category left out", "WORDS_DIFFER" },
        { "words: another time", "WORDS_DIFFER" },
        { "words: another consent", "WORDS_DIFFER" },
        { "words: another number", "WORDS_DIFFER" },
        { "words: one more", "WORDS_DIFFER" },
        { "leaf: another requester", "INCLUSION" },
        { "leaf: none", "LEAF_UNREADABLE" },
        { "place: another", "INCLUSION" },
        { "proof: another hash", "INCLUSION" },
        { "proof: shorter", "INCLUSION" },
        { "opening: another salt", "COMMITMENT" },
        { "opening: another person", "COMMITMENT" },
        { "opening: one more member", "FORM_DIFFERS" },
        { "opening: left out", "OPENING_MISSING" },
        { "opening: all left out", "OPENING_MISSING" },
        { "checkpoint: another size", "SIGNATURE" },
        { "checkpoint: none", "SIGNATURE" },
        { "cosignature: forged", "COSIGNATURE" },
        { "cosignature: one taken out", "NOT_WITNESSED" },
        { "uses: the first taken out", "NUMBER_GAP" },
        { "uses: one in the middle taken out", "PREVIOUS_LEAF" },
        { "uses: in another order", "NUMBER_GAP" },
        { "uses: one twice", "NUMBER_GAP" },
        { "information: another controller", "INFORMATION_DIFFERS" },
        { "information: a recipient left out", "INFORMATION_DIFFERS" },
        { "information: other rights", "INFORMATION_DIFFERS" },
        { "consent: another act", "RECEIPT_DIFFERS" },
        { "consent: another revision", "RECEIPT_DIFFERS" },
        { "consent: first receipt taken out", "RECEIPT_GAP" },
        { "consent: a receipt changed", "RECEIPT_SIGNATURE" },
        { "consent: taken out", "CONSENT_UNKNOWN" },
        { "refusal: called a consent", "RECEIPT_DIFFERS" },
        { "subject: another", "OTHER_SUBJECT" },
        { "subject: another, seen by receipts", "RECEIPT_OTHER_SUBJECT" },
        { "issuer: another", "OTHER_HOLDER" },
        { "issuer: none", "EXPORT_UNREADABLE" },
        { "time: before there were keys", "EXPORT_SIGNATURE" },
        { "form: another", "FORM_DIFFERS" },
        { "form: one more member", "FORM_DIFFERS" },
        { "ban: one more member", "FORM_DIFFERS" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Check_WhenTheHolderSignsSomethingElseThanItsLedgerHas_SaysSo(string change, string code)
    {
        var held = await HeldExport.WholeAsync();
        var claims = held.Claims;
        Change(claims, change);
        var own = HeldExport.Signed(claims);
        var others = string.Join('.', [.. own.Split('.')[..2], held.Jws.Split('.')[2]]);

        var findings = held.Check(own).Findings;

        Assert.Contains(code, findings.Select(finding => finding.Code));
        Assert.All(findings, finding => Assert.NotEqual("", finding.Words));
        Assert.NotEmpty(held.Check(others).Findings.Select(finding => finding.Code).Intersect(["EXPORT_SIGNATURE", "EXPORT_UNREADABLE"]));
    }

    [Fact]
    public async Task Check_WhenAnotherSignsOrItIsCutOff_SaysSo()
    {
        var held = await HeldExport.WholeAsync();

        Assert.Equal(["EXPORT_SIGNATURE"], Codes(held.Check(HeldExport.Signed(held.Claims, TestSigners.Of(People.Region)))));
        Assert.Equal(["EXPORT_UNREADABLE"], Codes(held.Check(held.Jws[..(held.Jws.Length / 2)])));
        Assert.NotEmpty(Codes(held.Check(held.Jws[..^4])).Intersect(["EXPORT_SIGNATURE", "EXPORT_UNREADABLE"]));
        Assert.Contains("OTHER_HOLDER", Codes(CheckedExport.Check(held.Jws, People.Kela, held.Directory)));
        Assert.Equal(["EXPORT_UNREADABLE"], Codes(held.Check("")));
    }

    [Fact]
    public async Task Check_WhenItIsNotWrittenInItsOneForm_SaysSo()
    {
        var held = await HeldExport.WholeAsync();
        var spaced = Statements.Sign(
            TestSigners.Of(People.Municipality), ExportParts.Type, Encoding.UTF8.GetBytes(held.Claims.ToJsonString(Indented)));

        Assert.Equal(["FORM_DIFFERS"], Codes(held.Check(spaced)));
    }

    private static List<string> Codes(CheckedExport read) => [.. read.Findings.Select(finding => finding.Code).Distinct()];

    private static void Change(JsonObject claims, string change)
    {
        var uses = claims["uses"]!.AsArray();
        var first = uses[0]!.AsObject();
        var shown = first["shown"]!.AsObject();
        var opening = first["opening"]!.AsObject();
        var information = claims["information"]!.AsObject();
        var consents = claims["consents"]!.AsArray();
        var consent = consents.Count > 0 ? consents[0]!.AsObject() : [];
        var note = (string)claims["checkpoint"]!;
        Dictionary<string, Action> ways = new()
        {
            ["words: another requester"] = () => shown["requester"] = People.OtherRegion.ToString(),
            ["words: another outcome"] = () => shown["outcome"] = "DENY",
            ["words: another basis"] = () => shown["basis_text"]!["fi"] = DisclosureTexts.All["fi"]["KIND.DUTY"],
            ["words: a category left out"] = () => shown["given"] = new JsonArray(),
            ["words: another time"] = () => shown["time"] = "2023-11-13T06:00:00.0000000+00:00",
            ["words: another consent"] = () => shown["consent_id"] = TestHolder.Id(),
            ["words: another number"] = () => shown["number"] = 2,
            ["words: one more"] = () => shown["note"] = "nothing to see",
            ["leaf: another requester"] = () => first["leaf"] = Base64Url.EncodeToString((LedgerLeaf.TryRead(Base64Url.DecodeFromChars((string)first["leaf"]!))! with { Requester = People.OtherRegion.ToString() }).ToBytes()),
            ["leaf: none"] = () => first["leaf"] = "AAAA",
            ["place: another"] = () => first["index"] = 3,
            ["proof: another hash"] = () => first["proof"]![0] = Base64Url.EncodeToString(new byte[32]),
            ["proof: shorter"] = () => first["proof"]!.AsArray().RemoveAt(0),
            ["opening: another salt"] = () => opening["salt"] = Base64Url.EncodeToString(new byte[32]),
            ["opening: another person"] = () => opening["person"] = (string)uses[1]!["opening"]!["person"]!,
            ["opening: one more member"] = () => opening["more"] = "",
            ["opening: left out"] = () => uses[1]!.AsObject().Remove("opening"),
            ["opening: all left out"] = () => uses.ToList().ForEach(use => use!.AsObject().Remove("opening")),
            ["checkpoint: another size"] = () => claims["checkpoint"] = note.Replace("\n4\n", "\n5\n", StringComparison.Ordinal),
            ["checkpoint: none"] = () => claims.Remove("checkpoint"),
            ["cosignature: forged"] = () => claims["checkpoint"] = note[..^6] + (note[^6] == 'A' ? 'B' : 'A') + note[^5..],
            ["cosignature: one taken out"] = () => claims["checkpoint"] = note[..(note.TrimEnd('\n').LastIndexOf('\n') + 1)],
            ["uses: the first taken out"] = () => uses.RemoveAt(0),
            ["uses: one in the middle taken out"] = () => uses.RemoveAt(1),
            ["uses: in another order"] = () => Swap(uses),
            ["uses: one twice"] = () => uses.Insert(1, first.DeepClone()),
            ["information: another controller"] = () => information["controller"]!["dpv:hasIdentifier"] = "0246246-0",
            ["information: a recipient left out"] = () => information["recipients"] = new JsonArray(),
            ["information: other rights"] = () => information["rights_text"]!["sv"] = "inga",
            ["consent: another act"] = () => consent["act"] = "WITHDRAWN",
            ["consent: another revision"] = () => consent["revision"] = 1,
            ["consent: first receipt taken out"] = () => consent["receipts"]!.AsArray().RemoveAt(0),
            ["consent: a receipt changed"] = () => consent["receipts"]![0] = Other((string)consent["receipts"]![0]!),
            ["consent: taken out"] = () => consents.RemoveAt(0),
            ["refusal: called a consent"] = () => Move(claims),
            ["subject: another"] = () => claims["sub"] = $"urn:uuid:{TestHolder.Id()}",
            ["subject: another, seen by receipts"] = () => claims["sub"] = $"urn:uuid:{TestHolder.Id()}",
            ["issuer: another"] = () => claims["iss"] = People.Kela.Urn,
            ["issuer: none"] = () => claims.Remove("iss"),
            ["time: before there were keys"] = () => claims["iat"] = 1,
            ["form: another"] = () => claims["form"] = "mesh-export/2",
            ["form: one more member"] = () => claims["more"] = "",
            ["ban: one more member"] = () => claims["contact_bans"]![0]!["more"] = "",
        };
        ways[change]();
    }

    private static void Swap(JsonArray uses)
    {
        var first = uses[0]!;
        uses.RemoveAt(0);
        uses.Insert(1, first);
    }

    private static void Move(JsonObject claims)
    {
        var refusal = claims["refusals"]![0]!;
        claims["refusals"]!.AsArray().RemoveAt(0);
        claims["consents"]!.AsArray().Add(refusal);
    }

    private static string Other(string receipt) => receipt[..^10] + (receipt[^10] == 'A' ? 'B' : 'A') + receipt[^9..];
}
