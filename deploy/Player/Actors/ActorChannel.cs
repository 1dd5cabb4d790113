using Grpc.Core;
using Mesh.Identity;

namespace Mesh.Player;

/// <summary>How an actor calls: the connection and the metadata that says who and whom.</summary>
public sealed record ActorChannel(CallInvoker Invoker, Metadata Metadata);

/// <summary>Gives actors their connections. A fake one makes the player testable; <see cref="MeshActorChannels"/> is the real one.</summary>
public interface IActorChannels
{
    /// <summary>Whether the actor is mapped. Steps of one who is not are not played.</summary>
    bool Knows(string actor);

    /// <summary>A connection of the actor to the participation addressed, or to the gateway itself when there is none.</summary>
    /// <exception cref="ActorUnavailableException">The actor is mapped, but his token or certificate cannot be had.</exception>
    Task<ActorChannel> OpenAsync(string actor, Participation? addressee, CancellationToken ct);

    /// <summary>Connections that may move the clocks of a participation: one, or one to each of its replicas.</summary>
    /// <exception cref="ActorUnavailableException">Its certificate cannot be had.</exception>
    Task<IReadOnlyList<ActorChannel>> OpenClocksAsync(Participation at, CancellationToken ct);
}

/// <summary>A mapped actor's token or certificate cannot be had.</summary>
public sealed class ActorUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
