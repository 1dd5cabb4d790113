using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class DirectoryReadTests
{
    [Fact]
    public void Read_WhenFileIsTheCommittedOne_HasTheEightParticipations()
    {
        var directory = DirectoryJson.Committed().Read().Directory;

        Assert.Equal(2, directory.Version);
        Assert.Equal(MeshEnvironment.Demonstration, directory.Environment);
        Assert.Equal(
            [
                "0246246-0/SOCIAL_INSURANCE", "2296962-1/LABOUR_AUTHORITY", "3221308-6/SOCIAL_CARE", "3221347-3/SOCIAL_CARE",
                "0162193-3/MUNICIPALITY", "0124610-9/MUNICIPALITY", "0124610-9/LABOUR_AUTHORITY", "0162193-3/LABOUR_AUTHORITY",
            ],
            directory.Entries.Select(e => e.Participation.ToString()));
        Assert.Equal(Enumerable.Range(7301, 8), directory.Entries.Select(e => e.Endpoint.Port));
        Assert.All(directory.Entries, e => Assert.Same(e, directory.Find(e.Participation)));
        Assert.Null(directory.Find(directory.Entries[0].Participation with { Role = ParticipantRole.Municipality }));
    }

    [Fact]
    public void Read_WhenTwoThingsAreWrong_TellsBothWithPath()
    {
        var result = DirectoryJson.Committed()
            .With(json => json[0]["organisation"] = "0246246-1")
            .With(json => json[6]["areas"]![0]!["from"] = "2021-02-30")
            .Read();

        Assert.Equal(
            [("$.participants[0].organisation", DirectoryFaults.BusinessId), ("$.participants[6].areas[0].from", DirectoryFaults.Date)],
            result.Violations.Select(v => (v.Path, v.Code)));
        Assert.Equal(2, Assert.Throws<DirectoryRefusedException>(() => result.Directory).Violations.Count);
    }

    [Fact]
    public void Read_WhenEntryIsFaultyAndRowsOverlap_TellsBoth()
    {
        var result = DirectoryJson.Committed()
            .With(json => json[6]["name"] = "Vantaa")
            .With(json => json[1]["areas"]![2]!["clientGroups"] = new JsonArray("GENERAL", "PILOT"))
            .Read();

        Assert.Equal(
            [DirectoryFaults.FieldType, DirectoryFaults.AreaOverlap, DirectoryFaults.AreaOverlap],
            result.Violations.Select(v => v.Code));
    }

    public static TheoryData<string, string, Action<DirectoryJson>> Faults => new()
    {
        { "$.version", DirectoryFaults.Version, j => j.Root["version"] = 0 },
        { "$.version", DirectoryFaults.FieldType, j => j.Root["version"] = 1.5 },
        { "$.version", DirectoryFaults.FieldType, j => j.Root["version"] = "1" },
        { "$.environment", DirectoryFaults.Environment, j => j.Root["environment"] = "test" },
        { "$.environment", DirectoryFaults.FieldMissing, j => j.Root.AsObject().Remove("environment") },
        { "$.participants", DirectoryFaults.FieldMissing, j => j.Root.AsObject().Remove("participants") },
        { "$.participants[0]", DirectoryFaults.FieldType, j => j.Root["participants"]![0] = 1 },
        { "$.clientGroups[1]", DirectoryFaults.ClientGroup, j => j.Root["clientGroups"]!.AsArray().Insert(1, "PILOT") },
        { "$.participants[0].rol", DirectoryFaults.UnknownField, j => j[0]["rol"] = "X" },
        { "$.participants[0].role", DirectoryFaults.Role, j => j[0]["role"] = "social_insurance" },
        { "$.participants[0].organisation", DirectoryFaults.FieldMissing, j => j[0]["organisation"] = " " },
        { "$.participants[0].name.sv", DirectoryFaults.FieldMissing, j => j[0]["name"]!.AsObject().Remove("sv") },
        { "$.participants[0].endpoint", DirectoryFaults.Endpoint, j => j[0]["endpoint"] = "http://localhost:7301/" },
        { "$.participants[0].endpoint", DirectoryFaults.Endpoint, j => j[0]["endpoint"] = "https://localhost:7301/kela" },
        { "$.participants[0].endpoint", DirectoryFaults.Endpoint, j => j[0]["endpoint"] = "https://a:b@localhost:7301/" },
        { "$.participants[0].endpoint", DirectoryFaults.Endpoint, j => j[0]["endpoint"] = "localhost:7301" },
        { "$.participants[0].issuingAuthority", DirectoryFaults.IssuingAuthority, j => j[0]["issuingAuthority"] = "Development" },
        { "$.participants[0].deniedCertificates[0]", DirectoryFaults.Certificate, j => j[0]["deniedCertificates"] = new JsonArray("ab") },
        { "$.participants[2].areas[0].municipalities[0]", DirectoryFaults.Municipality, j => j[2]["areas"]![0]!["municipalities"]![0] = "999" },
        { "$.participants[2].areas[0].municipalities", DirectoryFaults.FieldMissing, j => j[2]["areas"]![0]!["municipalities"] = new JsonArray() },
        { "$.participants[2].areas[0].municipalities[0]", DirectoryFaults.FieldType, j => j[2]["areas"]![0]!["municipalities"]![0] = 153 },
        { "$.participants[2].areas[0].from", DirectoryFaults.FieldMissing, j => j[2]["areas"]![0]!.AsObject().Remove("from") },
        { "$.participants[2].areas[0].to", DirectoryFaults.DateOrder, j => j[2]["areas"]![0]!["to"] = "2022-12-31" },
        { "$.participants[2].areas[0].to", DirectoryFaults.Date, j => j[2]["areas"]![0]!["to"] = "31.12.2024" },
        { "$.participants[2].areas[0].to", DirectoryFaults.FieldType, j => j[2]["areas"]![0]!["to"] = null },
        { "$.participants[2].areas[0].clientGroups", DirectoryFaults.ClientGroupRole, j => j[2]["areas"]![0]!["clientGroups"] = new JsonArray("PILOT") },
        { "$.participants[6].areas[0].clientGroups[0]", DirectoryFaults.ClientGroup, j => j[6]["areas"]![0]!["clientGroups"]![0] = "PILTO" },
        { "$.participants[8]", DirectoryFaults.ParticipationTwice, j => AddTwin(j) },
        { "$.participants[3].areas[0].municipalities[2]", DirectoryFaults.AreaOverlap, j => j[3]["areas"]![0]!["municipalities"]!.AsArray().Add("405") },
        { "$.participants[4].areas[0].municipalities[1]", DirectoryFaults.AreaOverlap, j => j[4]["areas"]![0]!["municipalities"]!.AsArray().Add("405") },
        { "$.participants[5].areas[0].municipalities[0]", DirectoryFaults.AreaOverlap, j => j[5]["areas"]![0]!["municipalities"]![0] = "*" },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Read_WhenOneThingIsWrong_TellsOnlyThat(string path, string code, Action<DirectoryJson> spoil)
    {
        var result = DirectoryJson.Committed().With(spoil).Read();

        Assert.Equal([(path, code)], result.Violations.Select(v => (v.Path, v.Code)));
    }

    [Theory]
    [InlineData("2024-12-31", 0)]
    [InlineData("2025-01-01", 2)]
    [InlineData("2025-01-02", 2)]
    public void Read_WhenOldAuthorityEndsNearTheReform_OverlapsFromTheFirstCommonDay(string lastDay, int overlaps)
    {
        var result = DirectoryJson.Committed()
            .With(json => json[1]["areas"]![2]!.AsObject().Remove("clientGroups"))
            .With(json => json[1]["areas"]![2]!["to"] = lastDay)
            .Read();

        Assert.Equal(overlaps, result.Violations.Count(v => v.Code == DirectoryFaults.AreaOverlap));
        Assert.Equal(overlaps, result.Violations.Count);
    }

    public static TheoryData<string, string, Action<DirectoryJson>> ProductionFaults => new()
    {
        { "$.participants[0].issuingAuthority", DirectoryFaults.IssuingAuthority, j => j[0]["issuingAuthority"] = "development" },
        { "$.participants[0].signingKeys", DirectoryFaults.NoSigningKey, j => j[0]["signingKeys"] = new JsonArray() },
        { "$.participants[1].signingKeys[0].kid", DirectoryFaults.KidTwice, j => j[1]["signingKeys"]![0]!["kid"] = "key-0" },
        { "$.participants[1].signingKeys[0].kid", DirectoryFaults.Kid, j => j[1]["signingKeys"]![0]!["kid"] = "a key" },
        { "$.participants[0].signingKeys[1]", DirectoryFaults.KeyOverlap, j => j[0]["signingKeys"]!.AsArray().Add(DirectoryJson.Key("next", "2030-01-01")) },
        { "$.participants[0].signingKeys[1].to", DirectoryFaults.DateOrder, j => j[0]["signingKeys"]!.AsArray().Add(DirectoryJson.Key("next", "2030-01-01", "2029-12-31")) },
        { "$.participants[0].signingKeys[0].publicKey", DirectoryFaults.PublicKey, j => j[0]["signingKeys"]![0]!["publicKey"] = "no key" },
        { "$.participants[0].signingKeys[0].publicKey", DirectoryFaults.PublicKey, j => j[0]["signingKeys"]![0]!["publicKey"] = DirectoryJson.PublicKey(ECCurve.NamedCurves.nistP384) },
        { "$.participants[0].signingKeys[0].publicKey", DirectoryFaults.PublicKey, j => j[0]["signingKeys"]![0]!["publicKey"] = OfNoCurve() },
        { "$.participants[0].signingKeys[0].publicKey", DirectoryFaults.PublicKey, j => j[0]["signingKeys"]![0]!["publicKey"] = PrivateKey() },
        { "$.participants[0].signingKeys[0].publicKey", DirectoryFaults.PublicKey, j => j[0]["signingKeys"]![0]!["publicKey"] = DirectoryJson.PublicKey() + "\n" + PrivateKey() },
        { "$.participants[1].signingKeys[0].publicKey", DirectoryFaults.PublicKeyTwice, j => j[1]["signingKeys"]![0]!["publicKey"] = (string?)j[0]["signingKeys"]![0]!["publicKey"] },
    };

    [Theory]
    [MemberData(nameof(ProductionFaults), DisableDiscoveryEnumeration = true)]
    public void Read_WhenProductionHasOneThingWrong_TellsOnlyThat(string path, string code, Action<DirectoryJson> spoil)
    {
        Assert.True(DirectoryJson.Production().Read().IsValid);
        var result = DirectoryJson.Production().With(spoil).Read();

        Assert.Equal([(path, code)], result.Violations.Select(v => (v.Path, v.Code)));
    }

    [Fact]
    public void Read_WhenKeyIsClosedTheDayBeforeTheNext_Accepts()
    {
        var directory = DirectoryJson.Production()
            .With(json => json[0]["signingKeys"] = new JsonArray(
                DirectoryJson.Key("old", "2020-01-01", "2029-12-31"), DirectoryJson.Key("next", "2030-01-01")))
            .Read().Directory;

        Assert.Equal(["old", "next"], directory.Entries[0].SigningKeys.Select(k => k.Kid));
    }

    [Theory]
    [InlineData("{\n  \"version\": 1,\n  oops\n}", "line 3")]
    [InlineData("", "line 1")]
    [InlineData("{} {}", "line 1")]
    [InlineData("{\"version\":1,\"version\":2}", "twice")]
    [InlineData("{\n\"environment\":\"\\ud800\"}", "line 2")]
    public void Read_WhenFileIsNotJson_TellsTheLine(string json, string expected)
    {
        var violation = Assert.Single(ParticipantDirectory.Read(Encoding.UTF8.GetBytes(json)).Violations);

        Assert.Equal(DirectoryFaults.MalformedJson, violation.Code);
        Assert.Contains(expected, violation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenSomebodyPastedAnIdentityCode_RepeatsItNowhere()
    {
        var result = DirectoryJson.Committed()
            .With(json => json[0]["140501A902D"] = "x")
            .With(json => json[0]["organisation"] = "140501A902D")
            .With(json => json[2]["areas"]![0]!["from"] = "140501A902D")
            .Read();

        Assert.Equal(3, result.Violations.Count);
        Assert.DoesNotContain("1405", Assert.Throws<DirectoryRefusedException>(() => result.Directory).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenBytesAreChangedAnywhere_DoesNotThrow()
    {
        var committed = DirectoryJson.Resource("participants.json");
        Gen.Select(Gen.Int[0, committed.Length - 1], Gen.Byte, Gen.Int[0, committed.Length]).Sample((position, value, length) =>
        {
            var bytes = committed.ToArray();
            bytes[position] = value;
            var result = ParticipantDirectory.Read(bytes.AsSpan(0, length));
            return result.IsValid == (result.Violations.Count == 0);
        });
    }

    [Fact]
    public void Schema_WhenHeldAgainstReader_KnowsTheSameFields()
    {
        var schema = DirectoryJson.Schema().Root;
        Assert.Equal(DirectoryReader.RootFields.Order(), FieldsOf(schema));
        Assert.Equal(DirectoryReader.EntryFields.Order(), FieldsOf(schema["$defs"]!["participant"]!));
        Assert.Equal(DirectoryReader.NameFields.Order(), FieldsOf(schema["$defs"]!["name"]!));
        Assert.Equal(AreaReader.Fields.Order(), FieldsOf(schema["$defs"]!["area"]!));
        Assert.Equal(SigningKeyReader.Fields.Order(), FieldsOf(schema["$defs"]!["signingKey"]!));
        Assert.Equal(CheckpointKeyReader.Fields.Order(), FieldsOf(schema["$defs"]!["checkpointKey"]!));
    }

    private static IEnumerable<string> FieldsOf(JsonNode schema) => schema["properties"]!.AsObject().Select(p => p.Key).Order();

    private static void AddTwin(DirectoryJson json)
    {
        var twin = json[5].DeepClone();
        twin["areas"] = new JsonArray();
        json.Root["participants"]!.AsArray().Add(twin);
    }

    // The last byte of the curve's name, 1.2.840.10045.3.1.7, changed: a name that nobody knows.
    private static string OfNoCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = key.ExportSubjectPublicKeyInfo();
        byte[] name = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
        bytes[bytes.AsSpan().IndexOf(name) + 5] = 29;
        return PemEncoding.WriteString("PUBLIC KEY", bytes);
    }

    private static string PrivateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
