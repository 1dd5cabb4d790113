using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>Everybody's keys for checkpoints, from one version of the directory: for whoever checks without a host.</summary>
/// <param name="directory">The directory.</param>
public sealed class DirectoryVerifiers(ParticipantDirectory directory) : ILedgerVerifiers
{
    /// <inheritdoc/>
    public IReadOnlyList<LedgerVerifier> KeysOf(Participation participation) =>
    [
        .. (directory.Find(participation)?.CheckpointKeys ?? [])
            .Select(key => LedgerVerifier.TryRead(key.Verifier, key.From, key.To))
            .OfType<LedgerVerifier>(),
    ];
}
