using Mesh.Hosting.Peers;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Evidence.V1;

namespace Mesh.Disclosure;

/// <summary>Clients of other participations' books.</summary>
public interface IEvidenceClients
{
    /// <summary>A client of one participation's books.</summary>
    EvidenceService.EvidenceServiceClient EvidenceOf(Participation participation);
}

/// <summary>The real ones: mTLS under this participation's certificate.</summary>
internal sealed class PeerEvidence(Peers peers) : IEvidenceClients
{
    public EvidenceService.EvidenceServiceClient EvidenceOf(Participation participation) =>
        peers.Client<EvidenceService.EvidenceServiceClient>(participation);
}
