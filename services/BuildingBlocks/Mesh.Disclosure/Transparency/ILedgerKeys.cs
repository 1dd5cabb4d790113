using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>The keys of this participation's ledger and of the others'.</summary>
public interface ILedgerKeys
{
    /// <summary>This participation's own, under its URN.</summary>
    LedgerKey Own { get; }

    /// <summary>All keys that a participation has or had, its own included; none when the directory lists none.</summary>
    IReadOnlyList<LedgerVerifier> KeysOf(Participation participation);
}
