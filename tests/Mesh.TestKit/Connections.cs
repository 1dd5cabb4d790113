using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.TestKit;

/// <summary>How a test reaches hosts: with any certificate or none, accepting only the server it means.</summary>
public static class Connections
{
    /// <summary>Where a started host listens.</summary>
    public static Uri ListeningAt(this WebApplication host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>A handler that shows a certificate and accepts one server.</summary>
    public static SocketsHttpHandler Handler(this Installation installation, string serverUri, X509Certificate2? certificate) => new()
    {
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = certificate is null ? null : [certificate],
            LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
            RemoteCertificateValidationCallback = (_, server, _, _) => CertificateCheck.Inspect(
                server as X509Certificate2, [installation.Authority.Root], PeerUse.Server, new HashSet<string>(), TimeProvider.System.GetUtcNow()).Uri == serverUri,
        },
    };

    /// <summary>A channel to a server under a certificate; the channel owns its connection.</summary>
    public static GrpcChannel Channel(this Installation installation, Uri address, string serverUri, X509Certificate2? certificate) =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = installation.Handler(serverUri, certificate),
            DisposeHttpClient = true,
            MaxSendMessageSize = null,
        });

    /// <summary>A channel under the certificate of a mesh name.</summary>
    public static GrpcChannel Channel(this Installation installation, Uri address, string serverUri, string clientUri) =>
        installation.Channel(address, serverUri, installation.Authority.Issue(clientUri, CertificateUse.ServerAndClient));
}
