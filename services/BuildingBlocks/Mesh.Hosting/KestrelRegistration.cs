using System.Net;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting;

/// <summary>How a host listens.</summary>
public static class KestrelRegistration
{
    /// <summary>Listens with TLS at one address.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="address">Where; <c>localhost</c> is the loopback of both address families.</param>
    /// <param name="certificates">Whether a client must show a certificate.</param>
    public static void ListenWithTls(this WebApplicationBuilder builder, Uri address, ClientCertificateMode certificates) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            if (address.IsLoopback && !IPAddress.TryParse(address.Host, out _))
            {
                kestrel.ListenLocalhost(address.Port, UseTls);
            }
            else
            {
                kestrel.Listen(IPAddress.Parse(address.Host), address.Port, UseTls);
            }

            void UseTls(ListenOptions listen)
            {
                var anchors = kestrel.ApplicationServices.GetRequiredService<TrustAnchors>();
                var peers = kestrel.ApplicationServices.GetRequiredService<PeerIdentity>();
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(tls =>
                {
                    tls.ServerCertificate = anchors.Own;
                    tls.ClientCertificateMode = certificates;
                    // Which peer it is, is asked at every call; here only whether our roots know it at all.
                    tls.ClientCertificateValidation = (certificate, _, _) => peers.MayConnect(certificate);
                });
            }
        });
}
