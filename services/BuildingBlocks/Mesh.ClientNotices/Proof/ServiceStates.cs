using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>
/// Which state may follow which. Opening a message is service by whatever way the client came to it, also while a letter waits or is
/// on its way; nothing follows it.
/// </summary>
public static class ServiceStates
{
    /// <summary>Whether one state may follow another.</summary>
    public static bool MayFollow(ServiceState now, ServiceState next) => (now, next) switch
    {
        (ServiceState.Queued, ServiceState.Delivered or ServiceState.Failed or ServiceState.Read) => true,
        (ServiceState.Delivered, ServiceState.Read) => true,
        (ServiceState.Failed, ServiceState.LetterPosted or ServiceState.Read) => true,
        (ServiceState.LetterPosted, ServiceState.Read) => true,
        _ => false,
    };
}
