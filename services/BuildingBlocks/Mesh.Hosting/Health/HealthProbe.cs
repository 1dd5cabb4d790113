using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Settings;
using Mesh.Identity;

namespace Mesh.Hosting.Health;

/// <summary>Asks the host on this machine that has the same settings whether it serves; 0 when it does, else 1.</summary>
public static class HealthProbe
{
    private const int NotServing = 1;

    /// <summary>Asks a participation's service by gRPC health, under its own certificate: a participation may always ask how it is itself.</summary>
    public static async Task<int> OfServiceAsync(MeshServiceSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var anchors = TrustAnchors.Load(settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath);
        using var channel = GrpcChannel.ForAddress(ServerProbe.FromWithin(settings.Listen), new GrpcChannelOptions
        {
            HttpHandler = new MeshHandlers(anchors, time ?? TimeProvider.System).For(settings.Participation.Urn, () => null),
            DisposeHttpClient = true,
        });
        try
        {
            var answer = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(
                new HealthCheckRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime + ServerProbe.Limit);
            return Say(answer.Status.ToString(), answer.Status == HealthCheckResponse.Types.ServingStatus.Serving);
        }
        catch (RpcException failed)
        {
            return Say(failed.StatusCode.ToString(), isServing: false);
        }
    }

    /// <summary>Asks the gateway, which has no database: whether it answers.</summary>
    public static async Task<int> OfGatewayAsync(MeshHostSettings settings, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var anchors = TrustAnchors.Load(settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath);
        var answers = await ServerProbe.AnswersAsync(
            ServerProbe.FromWithin(settings.Listen), CertificateNames.Gateway, anchors.Roots, time ?? TimeProvider.System, CancellationToken.None);
        return Say(answers ? "answers" : "does not answer", answers);
    }

    private static int Say(string how, bool isServing)
    {
        Console.Out.WriteLine(how);
        return isServing ? 0 : NotServing;
    }
}
