using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.Player;
using Mesh.Topology;
using Tyollisyys.Mesh.Protos.Local.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Native.Tests;

/// <summary>
/// Calls a service all the while, as callers do that repeat nothing: an own system straight to its endpoint, and an operator through the
/// gateway, by gRPC and by REST.
/// </summary>
internal sealed class SteadyCalls : IDisposable
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;
    private readonly DeliveryService.DeliveryServiceClient _direct;
    private readonly HttpClient _rest;
    private readonly MeshActorChannels _actors;
    private readonly Participation _at;

    public SteadyCalls(NativeInstallation installation, PlayedOn mesh, string name)
    {
        var plan = installation.Plans.Single(plan => plan.Name == name);
        _at = plan.Participation!.Value;
        var trust = new ServerTrust([installation.Authority.Root], TimeProvider.System);
        _channel = GrpcChannel.ForAddress(installation.Site.EndpointOf(name), new GrpcChannelOptions
        {
            HttpHandler = trust.Handler(_at.Urn, installation.Authority.Issue(CertificateNames.ForOwnSystem(_at, "watcher"), CertificateUse.ClientOnly)),
            DisposeHttpClient = true,
        });
        _direct = new DeliveryService.DeliveryServiceClient(_channel);
        _rest = new HttpClient(trust.Handler(CertificateNames.Gateway, client: null))
        {
            BaseAddress = installation.Site.EndpointOf(Site.GatewayName),
            Timeout = CallLimit,
        };
        var players = PlayersFile.Read(Path.Combine(AppContext.BaseDirectory, "scenarios", "players.yaml"), out _)!;
        _actors = new MeshActorChannels(players, mesh.Connections, TimeProvider.System);
    }

    /// <summary>Calls that were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>Status of each call that was not.</summary>
    public List<string> Failed { get; } = [];

    /// <summary>Calls until the work is done.</summary>
    public async Task WhileAsync(Task work, CancellationToken cancellation)
    {
        var operatorsChannel = await _actors.OpenAsync("operator", _at, cancellation);
        var throughGateway = new PromiseService.PromiseServiceClient(operatorsChannel.Invoker);
        while (!work.IsCompleted)
        {
            await CallAsync("own system", deadline => _direct.GetDeliveryStateAsync(new(), deadline: deadline, cancellationToken: cancellation).ResponseAsync);
            await CallAsync("operator", deadline => throughGateway.ListPromisesAsync(new(), operatorsChannel.Metadata, deadline, cancellation).ResponseAsync);
            await CallAsync("operator by REST", _ => RestAsync(operatorsChannel.Metadata, cancellation));
            await Task.Delay(20, cancellation);
        }

        await work;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _rest.Dispose();
        _actors.Dispose();
    }

    private async Task RestAsync(Metadata metadata, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/o/{_at}/v1/promises", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("authorization", metadata.GetValue("authorization"));
        using var answer = await _rest.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task CallAsync(string caller, Func<DateTime, Task> call)
    {
        try
        {
            await call(TimeProvider.System.GetUtcNow().UtcDateTime + CallLimit);
            Answered++;
        }
        catch (RpcException fault)
        {
            Failed.Add($"{caller} at {_at}: {fault.Status.StatusCode} {fault.Status.Detail}");
        }
        catch (HttpRequestException fault)
        {
            Failed.Add($"{caller} at {_at}: {fault.StatusCode} {fault.Message}");
        }
    }
}
