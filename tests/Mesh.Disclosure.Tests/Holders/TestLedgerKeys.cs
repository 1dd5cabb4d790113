using System.Collections.Concurrent;
using Mesh.Identity;

namespace Mesh.Disclosure.Tests;

/// <summary>One key for each participation, the same for every holder of this process: as if all had read one directory.</summary>
public sealed class TestLedgerKeys(Participation self) : ILedgerKeys
{
    private static readonly ConcurrentDictionary<Participation, LedgerKey> All = new();

    public LedgerKey Own => KeyOf(self);

    /// <summary>The private key of a participation.</summary>
    public static LedgerKey KeyOf(Participation participation) => All.GetOrAdd(participation, one => LedgerKey.Create(one.Urn));

    public IReadOnlyList<LedgerVerifier> KeysOf(Participation participation) => [KeyOf(participation).Verifier];
}
