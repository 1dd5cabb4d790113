using System.Collections.Concurrent;
using Grpc.Net.Client;
using Mesh.Hosting.Certificates;
using Mesh.Identity;

namespace Mesh.Hosting.Peers;

/// <summary>One channel to each participation, opened on first use and replaced when the directory moves the endpoint.</summary>
public sealed class PeerChannels(DirectoryFile directory, MeshHandlers handlers) : IDisposable
{
    private const int LargestAnswer = 4 * 1024 * 1024;
    private readonly ConcurrentDictionary<(Participation, Uri), GrpcChannel> _channels = new();

    /// <summary>The channel to a participation.</summary>
    /// <exception cref="UnknownParticipantException">It is not in the directory.</exception>
    public GrpcChannel To(Participation peer)
    {
        var entry = directory.Current.Find(peer) ?? throw new UnknownParticipantException(peer);
        return _channels.GetOrAdd((peer, entry.Endpoint), key => GrpcChannel.ForAddress(key.Item2, new GrpcChannelOptions
        {
            HttpHandler = handlers.For(peer.Urn, () => directory.Current.Find(peer)),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestAnswer,
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
