using Google.Protobuf;
using Mesh.Identity;

namespace Mesh.Messaging;

/// <summary>
/// What a service does about a notice, in two halves: preparing may ask others through doors and takes no transaction; the act it
/// gives runs in the transaction that also records the notice as handled, and asks nobody.
/// </summary>
/// <remarks>Notices come late, twice and out of order. An act ignores a case version it has passed.</remarks>
public interface INoticeHandler<in TNotice>
    where TNotice : IMessage
{
    /// <summary>Name of the handler, kept with each notice it has handled: never change it.</summary>
    string Name { get; }

    /// <summary>Looks up what the act needs. Throw <see cref="TransientNoticeException"/> when it cannot be had now.</summary>
    Task<NoticeAct> PrepareAsync(TNotice notice, NoticeContext context, CancellationToken cancellation);
}

/// <summary>The second half: runs in the inbox's transaction, in the scope in which it was prepared.</summary>
public delegate Task NoticeAct(CancellationToken cancellation);

/// <summary>What came with a notice.</summary>
/// <param name="NoticeId">The notice; with it the receiver may ask the source's door.</param>
/// <param name="Source">Who told.</param>
/// <param name="FlowId">The flow.</param>
/// <param name="Time">When it happened, in the mesh's time.</param>
public sealed record NoticeContext(Guid NoticeId, Participation Source, Guid FlowId, DateTimeOffset Time);
