using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>How notices reach another participation. One per host, under the host's own identity.</summary>
public interface INoticeTransport
{
    /// <summary>How many sendings to one recipient may be under way at once. One, where a sending runs the recipient's handlers: they would wait for one another in its database.</summary>
    int AtOnce => 1;

    /// <summary>Returns only when the recipient's side has the notice durably; throws otherwise, and the notice is sent again later.</summary>
    Task SendAsync(NoticeEnvelope envelope, Participation recipient, CancellationToken cancellation);
}
