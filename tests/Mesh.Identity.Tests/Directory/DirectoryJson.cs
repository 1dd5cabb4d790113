using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mesh.Identity.Tests;

/// <summary>The committed directory as a tree that a test spoils at one place.</summary>
public sealed class DirectoryJson
{
    public const int Kela = 0;
    public const int TeOffice = 1;
    public const int SouthKarelia = 2;
    public const int VantaaLabour = 6;

    private DirectoryJson(JsonNode root) => Root = root;

    public JsonNode Root { get; }

    public JsonNode this[int participant] => Root["participants"]![participant]!;

    public byte[] Bytes => Encoding.UTF8.GetBytes(Root.ToJsonString());

    public static DirectoryJson Committed() => new(JsonNode.Parse(Resource("participants.json"))!);

    public static DirectoryJson Schema() => new(JsonNode.Parse(Resource("participants.schema.json"))!);

    /// <summary>Three participants suffice; all with thumbprint and key.</summary>
    public static DirectoryJson Production()
    {
        var json = Committed();
        json.Root["environment"] = "production";
        json.Root["version"] = 1;
        while (json.Root["participants"]!.AsArray().Count > 3)
        {
            json.Root["participants"]!.AsArray().RemoveAt(3);
        }

        for (var i = 0; i < 3; i++)
        {
            json[i]["issuingAuthority"] = new string('a', 64);
            json[i]["signingKeys"] = new JsonArray(Key($"key-{i}"));
            var urn = $"urn:mesh:org:{(string?)json[i]["organisation"]}:role:{(string?)json[i]["role"]}";
            json[i]["checkpointKeys"] = new JsonArray(new JsonObject { ["verifier"] = VerifierKey.Of(urn, [.. Enumerable.Repeat((byte)(i + 1), 32)]).ToString(), ["from"] = "2020-01-01" });
        }

        return json;
    }

    public static JsonObject Key(string kid, string from = "2020-01-01", string? to = null, string? publicKey = null)
    {
        var key = new JsonObject { ["kid"] = kid, ["publicKey"] = publicKey ?? PublicKey(), ["from"] = from };
        if (to is not null)
        {
            key["to"] = to;
        }

        return key;
    }

    public static string PublicKey(ECCurve? curve = null)
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    public static byte[] Resource(string name)
    {
        using var stream = typeof(DirectoryJson).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public DirectoryReadResult Read() => ParticipantDirectory.Read(Bytes);

    public DirectoryJson With(Action<DirectoryJson> change)
    {
        change(this);
        return this;
    }

    public DirectoryJson WithVersion(long version) => With(json => json.Root["version"] = version);
}
