using Mesh.Identity;

namespace Mesh.Disclosure;

/// <summary>With what checkpoints and cosignatures are checked: all that a verifier without a database needs.</summary>
public interface ILedgerVerifiers
{
    /// <summary>All keys that a participation has or had; none when none are known.</summary>
    IReadOnlyList<LedgerVerifier> KeysOf(Participation participation);
}

/// <summary>The keys of this participation's ledger and of the others'.</summary>
public interface ILedgerKeys : ILedgerVerifiers
{
    /// <summary>This participation's own, under its URN.</summary>
    LedgerKey Own { get; }
}
