using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Identity;

namespace Mesh.Player;

/// <summary>The actors of players.yaml on a running mesh.</summary>
public sealed class MeshActorChannels : IActorChannels, IDisposable
{
    private const string ParticipantKey = "mesh-participant";
    private const string AuthorizationKey = "authorization";

    private static readonly TimeSpan TokenTimeout = TimeSpan.FromSeconds(10);

    private readonly PlayersFile _players;
    private readonly ActorConnections _connections;
    private readonly ServerTrust _trust;
    private readonly HttpClient _issuer;
    private readonly PersonaTokens _tokens;
    private readonly ConcurrentDictionary<(string? ClientUri, string ServerUri, Uri Address), Lazy<GrpcChannel>> _channels = new();

    /// <param name="players">Who stands behind each actor.</param>
    /// <param name="connections">Where the mesh listens.</param>
    /// <param name="time">Machine time.</param>
    public MeshActorChannels(PlayersFile players, ActorConnections connections, TimeProvider time)
    {
        _players = players;
        _connections = connections;
        _trust = new(connections.TrustedRoots, time);
        _issuer = new(_trust.Handler(CertificateNames.IdentityProvider, client: null), disposeHandler: true) { Timeout = TokenTimeout };
        _tokens = new(_issuer, connections.Issuer, time);
    }

    /// <inheritdoc/>
    public bool Knows(string actor) => _players.Actors.ContainsKey(actor);

    /// <inheritdoc/>
    public async Task<ActorChannel> OpenAsync(string actor, Participation? addressee, CancellationToken ct) => _players.Actors[actor] switch
    {
        ActorSource.OwnSystem own => new(Connect(() => CertificateNames.ForOwnSystem(own.Participation, own.System), addressee), []),
        ActorSource.Peer peer => new(Connect(() => peer.Participation.Urn, addressee), []),
        ActorSource.Person person => new(Connect(() => null, to: null), await MetadataAsync(person, addressee, ct)),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no connection."),
    };

    /// <inheritdoc/>
    public Task<IReadOnlyList<ActorChannel>> OpenClocksAsync(Participation at, CancellationToken ct)
    {
        var system = () => CertificateNames.ForOwnSystem(at, _players.ClockSystem);
        return Task.FromResult<IReadOnlyList<ActorChannel>>(_connections.Replicas.TryGetValue(at, out var replicas)
            ? [.. replicas.Select(replica => new ActorChannel(Connect(system, at.Urn, () => replica), []))]
            : [new ActorChannel(Connect(system, at), [])]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }

        _issuer.Dispose();
    }

    private async Task<Metadata> MetadataAsync(ActorSource.Person person, Participation? to, CancellationToken ct)
    {
        var token = await _tokens.GetAsync(person.Persona, to?.Urn ?? CertificateNames.Gateway, ct);
        var metadata = new Metadata { { AuthorizationKey, $"Bearer {token}" } };
        if (to is { } participation)
        {
            metadata.Add(ParticipantKey, participation.ToString());
        }

        return metadata;
    }

    private CallInvoker Connect(Func<string?> clientUri, Participation? to) => Connect(
        clientUri,
        to?.Urn ?? CertificateNames.Gateway,
        () => to is null ? _connections.Gateway
            : _connections.Endpoints.TryGetValue(to.Value, out var endpoint) ? endpoint
            : throw new ActorUnavailableException($"No endpoint is known for {to}."));

    private CallInvoker Connect(Func<string?> clientUri, string serverUri, Func<Uri> address)
    {
        try
        {
            return _channels.GetOrAdd((clientUri(), serverUri, address()), key => new(() => Open(key.ClientUri, key.ServerUri, key.Address))).Value.CreateCallInvoker();
        }
        catch (Exception e) when (e is not ActorUnavailableException)
        {
            throw new ActorUnavailableException($"The actor's certificate for calls to {serverUri} cannot be had.", e);
        }
    }

    private GrpcChannel Open(string? clientUri, string serverUri, Uri address)
    {
        var handler = _trust.Handler(serverUri, clientUri is null ? null : _connections.CertificateOf(clientUri));
        return GrpcChannel.ForAddress(address, new() { HttpHandler = handler, DisposeHttpClient = true });
    }
}
