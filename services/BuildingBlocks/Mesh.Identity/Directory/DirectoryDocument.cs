using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mesh.Identity;

/// <summary>What differs between installations of one committed directory.</summary>
/// <param name="IssuingAuthority">SHA-256 thumbprint of the installation's CA, 64 hexadecimal digits. Written where the file says "development".</param>
/// <param name="SigningKeys">Keys added to those the file already lists; a kid that is there already is left as it is.</param>
/// <param name="Endpoints">Other endpoints than the file's; null: none.</param>
/// <param name="CheckpointKeys">Checkpoint keys added likewise; null: none.</param>
public sealed record DirectoryInstallation(
    string IssuingAuthority,
    IReadOnlyDictionary<Participation, IReadOnlyList<SigningKey>> SigningKeys,
    IReadOnlyDictionary<Participation, Uri>? Endpoints = null,
    IReadOnlyDictionary<Participation, IReadOnlyList<CheckpointKey>>? CheckpointKeys = null);

/// <summary>Makes the directory file of one installation from the committed one. Pure: the same in gives the same bytes out.</summary>
public static class DirectoryDocument
{
    // Readable names (ä, ö) in a file people look at; nothing of it is ever put into HTML.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The installed file, to be signed with <see cref="DirectorySignature.Sign"/> and written beside its signature.</summary>
    /// <exception cref="DirectoryRefusedException">The committed file or the result has violations.</exception>
    public static byte[] WithInstallation(ReadOnlySpan<byte> committedJson, DirectoryInstallation installation)
    {
        ArgumentNullException.ThrowIfNull(installation);
        var entries = ParticipantDirectory.Read(committedJson).Directory.Entries;

        var root = JsonNode.Parse(committedJson)!;
        foreach (var (node, entry) in root["participants"]!.AsArray().Zip(entries))
        {
            Install(node!.AsObject(), entry.Participation, installation);
        }

        var installed = JsonSerializer.SerializeToUtf8Bytes(root, Readable);
        _ = ParticipantDirectory.Read(installed).Directory;
        return installed;
    }

    /// <summary>The file with one more certificate denied and a version one higher; a thumbprint that is denied already changes nothing.</summary>
    /// <param name="json">The file.</param>
    /// <param name="participation">Whose certificate.</param>
    /// <param name="thumbprint">SHA-256 thumbprint, 64 hexadecimal digits.</param>
    /// <exception cref="DirectoryRefusedException">The file or the result has violations.</exception>
    /// <exception cref="ArgumentException">The directory has no such participation.</exception>
    public static byte[] Denying(ReadOnlySpan<byte> json, Participation participation, string thumbprint)
    {
        var directory = ParticipantDirectory.Read(json).Directory;
        var index = directory.Entries.ToList().FindIndex(entry => entry.Participation == participation);
        if (index < 0)
        {
            throw new ArgumentException($"The directory has no {participation}.", nameof(participation));
        }

        var root = JsonNode.Parse(json)!;
        var entry = root["participants"]![index]!.AsObject();
        var denied = entry["deniedCertificates"] as JsonArray ?? [];
        if (denied.Any(known => string.Equals((string?)known, thumbprint, StringComparison.OrdinalIgnoreCase)))
        {
            return json.ToArray();
        }

        denied.Add(thumbprint);
        entry["deniedCertificates"] = denied;
        root["version"] = directory.Version + 1;
        var written = JsonSerializer.SerializeToUtf8Bytes(root, Readable);
        _ = ParticipantDirectory.Read(written).Directory;
        return written;
    }

    private static void Install(JsonObject entry, Participation participation, DirectoryInstallation installation)
    {
        if ((string?)entry["issuingAuthority"] == DirectoryEntry.NotInstalled)
        {
            entry["issuingAuthority"] = installation.IssuingAuthority;
        }

        if (installation.Endpoints?.TryGetValue(participation, out var endpoint) == true)
        {
            entry["endpoint"] = endpoint.AbsoluteUri;
        }

        Add(entry, "signingKeys", "kid", [.. installation.SigningKeys.GetValueOrDefault(participation, []).Select(NodeOf)]);
        Add(entry, "checkpointKeys", "verifier", [.. (installation.CheckpointKeys?.GetValueOrDefault(participation) ?? []).Select(NodeOf)]);
    }

    private static void Add(JsonObject entry, string list, string id, IReadOnlyList<JsonObject> keys)
    {
        var listed = entry[list] as JsonArray;
        if (listed is null && keys.Count > 0)
        {
            entry[list] = listed = [];
        }

        var known = (listed ?? []).Select(key => (string?)key![id]).ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => !known.Contains((string?)key[id])))
        {
            listed!.Add(key);
        }
    }

    private static JsonObject NodeOf(SigningKey key) => Dated(new() { ["kid"] = key.Kid, ["publicKey"] = key.PublicKeyPem }, key.From, key.To);

    private static JsonObject NodeOf(CheckpointKey key) => Dated(new() { ["verifier"] = key.Verifier }, key.From, key.To);

    private static JsonObject Dated(JsonObject node, DateOnly from, DateOnly? to)
    {
        node["from"] = from.ToString("O", null);
        if (to is { } last)
        {
            node["to"] = last.ToString("O", null);
        }

        return node;
    }
}
