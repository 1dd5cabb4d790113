using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;

namespace Mesh.Gateway.MyData;

/// <summary>Which participations a client's call is for: the one that it names, or all.</summary>
public sealed class NamedPeers(DirectoryFile directory, PersonsPeers peers)
{
    /// <summary>All of the directory, in its order.</summary>
    internal IEnumerable<Participation> Everybody => directory.Current.Entries.Select(entry => entry.Participation);

    /// <summary>All in a role.</summary>
    internal IEnumerable<Participation> InRole(ParticipantRole role) => Everybody.Where(participation => participation.Role == role);

    /// <summary>Asks the one that is named; everybody when none is.</summary>
    internal async Task<Part<T>[]> AskAsync<TClient, T>(
        string participant, ServerCallContext context, Func<TClient, CallOptions, AsyncUnaryCall<T>> call)
        where TClient : ClientBase<TClient>
        where T : class => participant.Length == 0
            ? await peers.AskAsync(Everybody, context, call)
            : [await peers.AskNamedAsync(Known(participant), context, call)];

    /// <summary>The participation of that name.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT PARTICIPANT_UNKNOWN.</exception>
    internal Participation Known(string participant) =>
        Participation.TryParse(participant, out var participation) && directory.Current.Find(participation) is not null
            ? participation
            : throw Refusals.ParticipantUnknown.Raise();
}
