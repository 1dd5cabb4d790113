using System.Collections.Concurrent;
using Grpc.Net.Client;
using Mesh.Hosting.Certificates;
using Mesh.Identity;

namespace Mesh.Hosting.Peers;

/// <summary>
/// One channel to each participation, version of the directory and size of answers, opened on first use: a server whose certificate is denied, or
/// whose endpoint moves, is not called over a connection made before. Old connections close when they have been idle.
/// </summary>
public sealed class PeerChannels(DirectoryFile directory, MeshHandlers handlers) : IDisposable
{
    /// <summary>Most bytes of an answer, where nothing else is said.</summary>
    public const int LargestAnswer = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<(Participation, long, int), GrpcChannel> _channels = new();

    /// <summary>The channel to a participation.</summary>
    /// <param name="peer">Which.</param>
    /// <param name="largestAnswer">Most bytes of an answer; a larger one is RESOURCE_EXHAUSTED here.</param>
    /// <exception cref="UnknownParticipantException">It is not in the directory.</exception>
    public GrpcChannel To(Participation peer, int largestAnswer = LargestAnswer)
    {
        var current = directory.Current;
        var entry = current.Find(peer) ?? throw new UnknownParticipantException(peer);
        return _channels.GetOrAdd((peer, current.Version, largestAnswer), _ => GrpcChannel.ForAddress(entry.Endpoint, new GrpcChannelOptions
        {
            HttpHandler = handlers.For(peer.Urn, () => directory.Current.Find(peer)),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = largestAnswer,
        }));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }
    }
}

/// <summary>A participation that the directory does not know.</summary>
/// <param name="participation">Which.</param>
public sealed class UnknownParticipantException(Participation participation)
    : Exception($"{participation} is not in the directory.");
