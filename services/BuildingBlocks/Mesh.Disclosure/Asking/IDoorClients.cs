using Mesh.Hosting.Peers;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Clients of other participations' doors.</summary>
public interface IDoorClients
{
    /// <summary>A client of one holder's door.</summary>
    DisclosureService.DisclosureServiceClient DoorOf(Participation holder);
}

/// <summary>The real ones: mTLS under this participation's certificate.</summary>
internal sealed class PeerDoors(Peers peers) : IDoorClients
{
    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) =>
        peers.Client<DisclosureService.DisclosureServiceClient>(holder);
}
