using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>Where transports hand over what has come for this participation.</summary>
public interface INoticeReceiver
{
    /// <summary>Returns when the notice has been handled, was known already, or is parked.</summary>
    /// <param name="envelope">What came.</param>
    /// <param name="authenticatedSource">Who brought it, by the transport's own evidence: certificate or broker user.</param>
    /// <param name="cancellation">Gives up; what was begun is rolled back.</param>
    /// <exception cref="TransientNoticeException">It could not be taken now: the sender keeps it and sends it again.</exception>
    Task ReceiveAsync(NoticeEnvelope envelope, Participation authenticatedSource, CancellationToken cancellation);
}
