using System.Collections.Frozen;

namespace Mesh.Identity;

/// <summary>Reads the checkpoint keys of all entries: each names its participation, none twice, at most one of a participation on a day.</summary>
internal sealed class CheckpointKeyReader(List<DirectoryViolation> violations)
{
    internal static readonly FrozenSet<string> Fields = FrozenSet.Create(StringComparer.Ordinal, "verifier", "from", "to");

    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public IReadOnlyList<CheckpointKey> Read(CheckedObject entry, Participation? participation, MeshEnvironment? environment)
    {
        var keys = new List<CheckpointKey>();
        var periods = new KeyPeriods(violations);
        var items = entry.Items("checkpointKeys", isRequired: false);
        if (items.Count == 0 && environment == MeshEnvironment.Production)
        {
            entry.Refuse("checkpointKeys", DirectoryFaults.NoCheckpointKey, "In production every participation has a checkpoint key.");
        }

        foreach (var (item, path) in items)
        {
            if (CheckedObject.Open(item, path, Fields, violations) is not { } key)
            {
                continue;
            }

            var verifier = VerifierOf(key, participation);
            if (key.Period() is not var (from, to))
            {
                continue;
            }

            periods.Add(path, from, to);
            if (verifier is not null)
            {
                keys.Add(new(verifier, from, to));
            }
        }

        return keys;
    }

    private string? VerifierOf(CheckedObject key, Participation? participation)
    {
        if (key.Text("verifier") is not { } text)
        {
            return null;
        }

        if (VerifierKey.Read(text) is not { } read || (participation is { } known && read.Name != known.Urn))
        {
            key.Refuse("verifier", DirectoryFaults.CheckpointKey, "A C2SP verifier key of Ed25519 is expected whose name is the participation's URN.");
            return null;
        }

        if (!_keys.Add(Convert.ToBase64String(read.PublicKey.Span)))
        {
            key.Refuse("verifier", DirectoryFaults.PublicKeyTwice, "The directory has this public key already.");
        }

        return text;
    }
}
