namespace Mesh.Identity;

/// <summary>What a new version of the directory may not do to the one in use.</summary>
internal static class DirectorySuccession
{
    public static IReadOnlyList<DirectoryViolation> Check(ParticipantDirectory current, ParticipantDirectory next)
    {
        var violations = new List<DirectoryViolation>();
        if (next.Version <= current.Version)
        {
            violations.Add(new("$.version", DirectoryFaults.VersionNotRising,
                $"Version {next.Version} cannot follow version {current.Version}; changed content needs a higher version."));
        }

        if (next.Environment != current.Environment)
        {
            violations.Add(new("$.environment", DirectoryFaults.EnvironmentChanged, "A running installation does not become another environment."));
        }

        CheckSigningKeys(current, next, violations);
        CheckCheckpointKeys(current, next, violations);
        return violations;
    }

    private static void CheckSigningKeys(ParticipantDirectory current, ParticipantDirectory next, List<DirectoryViolation> violations)
    {
        var nextKeys = next.Entries
            .SelectMany(e => e.SigningKeys.Select(k => (e.Participation, Key: k)))
            .ToDictionary(k => k.Key.Kid, StringComparer.Ordinal);
        foreach (var entry in current.Entries)
        {
            foreach (var key in entry.SigningKeys)
            {
                if (!nextKeys.TryGetValue(key.Kid, out var kept))
                {
                    violations.Add(new("$.participants", DirectoryFaults.SigningKeyRemoved,
                        $"Key {key.Kid} of {entry.Participation} is gone; a key is closed with \"to\" and never removed."));
                }
                else if (kept.Participation != entry.Participation || kept.Key.From != key.From || !IsSameKey(kept.Key, key))
                {
                    violations.Add(new("$.participants", DirectoryFaults.SigningKeyChanged,
                        $"Key {key.Kid} of {entry.Participation} has another owner, public key or first day; only \"to\" may change."));
                }
            }
        }
    }

    private static void CheckCheckpointKeys(ParticipantDirectory current, ParticipantDirectory next, List<DirectoryViolation> violations)
    {
        foreach (var entry in current.Entries)
        {
            var kept = next.Find(entry.Participation)?.CheckpointKeys ?? [];
            foreach (var key in entry.CheckpointKeys.Where(key => !kept.Any(other => other.Verifier == key.Verifier && other.From == key.From)))
            {
                violations.Add(new("$.participants", DirectoryFaults.CheckpointKeyChanged,
                    $"Checkpoint key {key.Verifier} is gone or has another first day; a key is closed with \"to\" and never removed."));
            }
        }
    }

    // Compared as keys: the same key may be wrapped at other line lengths.
    private static bool IsSameKey(SigningKey a, SigningKey b) =>
        P256PublicKey.Read(a.PublicKeyPem).AsSpan().SequenceEqual(P256PublicKey.Read(b.PublicKeyPem));
}
