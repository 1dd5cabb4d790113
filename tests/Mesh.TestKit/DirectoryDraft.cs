using System.Text.Json.Nodes;
using Mesh.Identity;

namespace Mesh.TestKit;

/// <summary>What a test changes in the next version of the installed directory.</summary>
public sealed class DirectoryDraft
{
    /// <summary>Endpoints by participation; where none is given, a port nobody listens at.</summary>
    public Dictionary<Participation, Uri> Endpoints { get; } = [];

    /// <summary>Denied certificates by participation, SHA-256 in hex.</summary>
    public Dictionary<Participation, HashSet<string>> Denied { get; } = [];

    /// <summary>Issuing authorities that differ from the installation's own, SHA-256 in hex.</summary>
    public Dictionary<Participation, string> Issuers { get; } = [];

    /// <summary>Denies a certificate.</summary>
    public void Deny(Participation participation, string thumbprint)
    {
        if (!Denied.TryGetValue(participation, out var denied))
        {
            Denied[participation] = denied = [];
        }

        denied.Add(thumbprint);
    }

    internal void Apply(JsonNode root)
    {
        foreach (var entry in root["participants"]!.AsArray().Select(node => node!.AsObject()))
        {
            if (!Participation.TryParse($"{entry["organisation"]}/{entry["role"]}", out var participation))
            {
                throw new FormatException("The committed directory has an entry without participation.");
            }

            entry["deniedCertificates"] = new JsonArray([.. Denied.GetValueOrDefault(participation, []).Select(thumbprint => JsonValue.Create(thumbprint))]);
            if (Issuers.TryGetValue(participation, out var issuer))
            {
                entry["issuingAuthority"] = issuer;
            }
        }
    }
}
