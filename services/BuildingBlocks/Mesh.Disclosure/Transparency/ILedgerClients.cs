using Mesh.Hosting.Peers;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>Clients of other participations' ledgers.</summary>
public interface ILedgerClients
{
    /// <summary>A client of one participation's ledger.</summary>
    LedgerService.LedgerServiceClient LedgerOf(Participation participation);
}

/// <summary>The real ones: mTLS under this participation's certificate.</summary>
internal sealed class PeerLedgers(Peers peers) : ILedgerClients
{
    public LedgerService.LedgerServiceClient LedgerOf(Participation participation) =>
        peers.Client<LedgerService.LedgerServiceClient>(participation);
}
