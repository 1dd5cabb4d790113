using Mesh.Identity;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider;

/// <summary>
/// tls_client_auth (RFC 8705 section 2.1) by SAN URI. OpenIddict's own handler compares host names with the client's redirect URIs,
/// which in one machine are the same for everybody; the mesh's names are URIs.
/// </summary>
internal sealed partial class ClientCertificateAuthentication(PeerCertificates peers, ILogger<ClientCertificateAuthentication> log)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessAuthenticationContext>()
        .UseSingletonHandler<ClientCertificateAuthentication>()
        .SetOrder(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor.Order)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        // Of a public client nothing is expected: whatever certificate its connection has says nothing about it. The endpoints left out
        // are those where no client authenticates.
        if (context.EndpointType is OpenIddictServerEndpointType.Authorization or OpenIddictServerEndpointType.UserInfo
            || MeshClients.CertificateOf(context.ClientId) is not { } expected)
        {
            return ValueTask.CompletedTask;
        }

        var verdict = peers.Inspect(context.Transaction.RemoteCertificate);
        if (verdict.Uri != expected)
        {
            ClientRefused(log, expected, verdict.Refusal);
            context.Reject(Errors.InvalidClient, "The client is not authenticated.");
        }

        return ValueTask.CompletedTask;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Request as {Client} refused: {Refusal} (None: a good certificate of somebody else)")]
    private static partial void ClientRefused(ILogger logger, string client, CertificateRefusal refusal);
}
