using System.Collections.Concurrent;
using System.Security.Cryptography;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Everybody's keys for checkpoints, the ones that the test's directory lists; for a verifier that has no directory.</summary>
public sealed class TestLedgerKeys : ILedgerVerifiers
{
    private static readonly ConcurrentDictionary<Participation, LedgerKey> All = new();

    /// <summary>The private key of a participation.</summary>
    public static LedgerKey KeyOf(Participation participation) =>
        All.GetOrAdd(participation, one => LedgerKey.Of(one.Urn, TestSigners.Of(one).CheckpointSeed.Span));

    /// <summary>A key under a name that nobody lists.</summary>
    public static LedgerKey New(string name) => LedgerKey.Of(name, RandomNumberGenerator.GetBytes(32));

    public IReadOnlyList<LedgerVerifier> KeysOf(Participation participation) => [KeyOf(participation).Verifier];
}
