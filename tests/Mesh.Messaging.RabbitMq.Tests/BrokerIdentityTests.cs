using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>To whom a host says anything at all: the broker by its certificate, and not just any server of the mesh.</summary>
[Collection(Broker.Collection)]
public sealed class BrokerIdentityTests(Broker broker)
{
    [Theory]
    [InlineData(CertificateNames.Broker, true)]
    [InlineData(CertificateNames.Gateway, false)]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY", false)]
    public async Task Host_WhenItReachesAServerOfTheMesh_SpeaksToTheBrokerOnly(string name, bool speaks)
    {
        using var certificate = broker.Installation.Authority.Issue(name, CertificateUse.ServerAndClient);
        Assert.Equal(speaks, await IsSpokenToAsync(certificate));
    }

    [Fact]
    public async Task Host_WhenTheBrokersNameComesFromAnotherRoot_SaysNothing()
    {
        var folder = Directory.CreateTempSubdirectory("forger-").FullName;
        using var forger = DevelopmentAuthority.OpenOrCreate(folder);
        using var certificate = forger.Issue(CertificateNames.Broker, CertificateUse.ServerAndClient);
        Assert.False(await IsSpokenToAsync(certificate));
        Directory.Delete(folder, recursive: true);
    }

    // Whether the first bytes of AMQP come through once the certificate is shown.
    private async Task<bool> IsSpokenToAsync(X509Certificate2 certificate)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var host = await BusHost.StartAsync(
            broker, Participants.Kela, settings => settings with { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port });
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            // TLS 1.2: the client has judged the certificate before the handshake ends here.
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 },
                TestContext.Current.CancellationToken);
            var start = new byte[4];
            return await tls.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken) == start.Length
                && start.AsSpan().SequenceEqual("AMQP"u8);
        }
        catch (Exception fault) when (fault is IOException or AuthenticationException)
        {
            return false;
        }
    }
}
