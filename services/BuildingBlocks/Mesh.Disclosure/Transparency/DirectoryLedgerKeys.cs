using System.Collections.Concurrent;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Signing;
using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>This participation's key from its file, everybody's from the directory.</summary>
internal sealed class DirectoryLedgerKeys(SigningKeys own, DirectoryFile directory, Self self) : ILedgerKeys, IDisposable
{
    private readonly ConcurrentDictionary<CheckpointKey, LedgerVerifier> _read = new();

    /// <inheritdoc/>
    public LedgerKey Own { get; } = LedgerKey.Of(self.Participation.Urn, own.CheckpointSeed.Span);

    /// <inheritdoc/>
    public IReadOnlyList<LedgerVerifier> KeysOf(Participation participation) =>
        [.. (directory.Current.Find(participation)?.CheckpointKeys ?? []).Select(key => _read.GetOrAdd(key, Read))];

    /// <inheritdoc/>
    public void Dispose() => Own.Dispose();

    // The directory was refused if it were not one.
    private static LedgerVerifier Read(CheckpointKey key) =>
        LedgerVerifier.TryRead(key.Verifier, key.From, key.To) ?? throw new InvalidOperationException("The directory lists a key for checkpoints that is none.");
}
