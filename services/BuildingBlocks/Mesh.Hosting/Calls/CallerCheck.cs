using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.AspNetCore.Http;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.Hosting.Calls;

/// <summary>Authenticates a caller and holds it to the method's access: first who, then whether.</summary>
public sealed class CallerCheck(FrontDoor door, PeerIdentity peers, AccessTokens tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>The caller, with the token it came with.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED, or PERMISSION_DENIED ACCESS_DENIED.</exception>
    public async Task<(Caller Caller, string? Token)> AdmitAsync(ServerCallContext context, Access access)
    {
        var http = context.GetHttpContext();
        var peer = peers.NameOf(http.Connection.ClientCertificate);
        var token = TokenOf(http);
        return access switch
        {
            Access.Participant => (Participant(peer, token), null),
            Access.OwnSystems => (OwnSystem(peer, token), null),
            Access.Professional => await PersonAsync(peer, token, CallerKind.Professional, context),
            Access.Client => await PersonAsync(peer, token, CallerKind.Client, context),
            Access.Operator => await PersonAsync(peer, token, CallerKind.Operator, context),
            _ => throw Refusals.AccessDenied.Raise(),
        };
    }

    private Caller Participant(CertificateName? peer, string? token)
    {
        if (peer is null)
        {
            throw Refusals.Unauthenticated.Raise();
        }

        // A person's token never crosses organisations; one that does is a mistake to be shown, not to be overlooked.
        return peer is { Kind: CertificateNameKind.Participation, Participation: { } other } && token is null && other != door.Participation
            ? new Caller(CallerKind.Participant, other)
            : throw Refusals.AccessDenied.Raise();
    }

    private Caller OwnSystem(CertificateName? peer, string? token)
    {
        if (peer is null)
        {
            throw Refusals.Unauthenticated.Raise();
        }

        return peer is { Kind: CertificateNameKind.OwnSystem, Participation: { } own, SystemName: { } name }
            && token is null && own == door.Participation
            ? new Caller(CallerKind.OwnSystem, own, SystemName: name)
            : throw Refusals.AccessDenied.Raise();
    }

    private async Task<(Caller, string?)> PersonAsync(CertificateName? peer, string? token, CallerKind kind, ServerCallContext context)
    {
        if (token is null || (door.Participation is not null && peer is null))
        {
            throw Refusals.Unauthenticated.Raise();
        }

        if (door.Participation is not null && peer!.Kind != CertificateNameKind.Gateway)
        {
            throw Refusals.AccessDenied.Raise();
        }

        var person = await tokens.ReadAsync(token, door.Audience, context.CancellationToken) ?? throw Refusals.Unauthenticated.Raise();
        return person.Kind == kind && (kind != CallerKind.Professional || person.Organisation == door.Participation)
            ? (new Caller(kind, person.Organisation, person.Subject, person.Assurance), token)
            : throw Refusals.AccessDenied.Raise();
    }

    // By itself: as metadata every header would be read, and one that is none would be a fault before anybody is known.
    private static string? TokenOf(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : null;
    }
}
