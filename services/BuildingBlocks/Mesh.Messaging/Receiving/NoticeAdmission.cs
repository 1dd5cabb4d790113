using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>Whether the installed directory knows a participation.</summary>
internal delegate bool DirectoryMembership(Participation participation);

/// <summary>Decides whether a notice may reach handlers: who brought it, for whom, how old, what it is. Pure but for directory and clock.</summary>
internal sealed class NoticeAdmission(Self self, DirectoryMembership isMember, NoticeSubscriptions subscriptions, TimeProvider time)
{
    /// <summary>The payload, or why there is none for handlers.</summary>
    /// <param name="envelope">What came.</param>
    /// <param name="authenticatedSource">Who brought it.</param>
    /// <param name="isReplay">An operator has decided that it is to be handled whatever its age.</param>
    public (IMessage? Notice, NoticeFault? Fault) Judge(NoticeEnvelope envelope, Participation authenticatedSource, bool isReplay)
    {
        // What nobody proved lies parked under the participation itself, which tells itself nothing.
        var reason = envelope.Source != authenticatedSource || authenticatedSource == self.Participation ? ParkReasons.ForgedSource
            : !isMember(authenticatedSource) ? ParkReasons.UnknownSource
            : envelope.Recipient != self.Participation ? ParkReasons.WrongRecipient
            : !NoticeTypes.IsKnown(envelope.Type) ? ParkReasons.UnknownType
            : isReplay ? null
            : NoticeAge.Judge(envelope.RecordedAt, time.GetUtcNow());
        if (reason is not null)
        {
            return (null, new(reason));
        }

        // What the sender's own guard would have refused is not handled here either.
        if (!NoticeTypes.TryRead(envelope.Type, envelope.Data, out var notice) || NoticeContent.Faults(notice).Count > 0)
        {
            return (null, new(ParkReasons.Malformed));
        }

        return subscriptions.Of(envelope.Type).Count == 0 ? (null, new(ParkReasons.NoHandler)) : (notice, null);
    }
}
