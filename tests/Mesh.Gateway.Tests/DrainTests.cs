using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Mesh.Hosting.Health;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Gateway.Tests;

[Collection<GatewayTests>]
public sealed class DrainTests : IDisposable
{
    // Of this the contract does not say that it may be repeated, so nobody on the way repeats it.
    private const string Evaluation = "/o/0246246-0/SOCIAL_INSURANCE/v1/jobseekers/01980000-0000-7000-8000-00000000000a:evaluateEligibility";

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private static readonly GatewaySettings Unlimited = new() { PersonBurst = 1_000_000, AddressBurst = 1_000_000 };

    private readonly GatewayTown _town;
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly List<HttpClient> _callers = [];

    public DrainTests(GatewayTown town)
    {
        _town = town;
        _town.AtKela.Act = (_, _) => Task.CompletedTask;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _callers.ForEach(caller => caller.Dispose());

    [Fact]
    public async Task Gateway_WhenToldToStop_IsNotReadyAnswersOnAndThenFinishesWhatItHasBegun()
    {
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var gateway = await StartAsync();
        var address = gateway.ListeningAt();
        _town.AtKela.Act = async (_, _) =>
        {
            arrived.TrySetResult();
            await goOn.Task;
        };
        Assert.Equal(HttpStatusCode.OK, await ReadinessAsync(address));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await HealthAsync(address));
        var inFlight = EvaluateAsync(NewCaller(), address, HttpVersion.Version11);
        await arrived.Task;

        var stopping = gateway.StopAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(address));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await HealthAsync(address));
        _town.AtKela.Act = (_, _) => Task.CompletedTask;
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            Assert.Equal(HttpStatusCode.OK, (await EvaluateAsync(NewCaller(), address, version)).StatusCode);
        }

        _time.Advance(Drain);
        await Eventually.TrueAsync(() => IsRefusedAsync(address));
        Assert.False(stopping.IsCompleted);
        goOn.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await inFlight).StatusCode);
        await stopping;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Connection_WhenTheGatewayIsAboutToStop_IsGivenUpWithTheNextAnswer(int version)
    {
        await using var gateway = await StartAsync();
        var address = gateway.ListeningAt();
        var connections = 0;
        var caller = NewCaller(() =>
        {
            var handler = Handler();
            handler.ConnectCallback = async (context, cancellation) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
            return handler;
        });
        var http = new Version(version, version == 1 ? 1 : 0);
        await EvaluateAsync(caller, address, http);
        await EvaluateAsync(caller, address, http);
        Assert.Equal(1, connections);

        var stopping = gateway.StopAsync(CancellationToken.None);
        await EvaluateAsync(caller, address, http);
        await EvaluateAsync(caller, address, http);

        Assert.Equal(2, connections);
        _time.Advance(Drain);
        await stopping;
    }

    [Fact]
    public async Task Gateways_WhenRestartedOneAfterTheOtherUnderLoad_LoseNoCall()
    {
        using var balanced = new BalancedConnections(Handler());
        var gateways = new List<WebApplication> { await StartAsync(), await StartAsync() };
        foreach (var gateway in gateways)
        {
            await balanced.LookAsync(gateway.ListeningAt());
        }

        var (answered, failed, isOver) = (0, new ConcurrentBag<string>(), false);
        var load = Callers(balanced).Select(call => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var outcome = await call();
                if (outcome is null)
                {
                    Interlocked.Increment(ref answered);
                }
                else
                {
                    failed.Add(outcome);
                }
            }
        })).ToList();

        for (var turn = 0; turn < gateways.Count; turn++)
        {
            await SomeMoreAsync(() => Volatile.Read(ref answered));
            var stopping = gateways[turn].StopAsync(CancellationToken.None);
            var address = gateways[turn].ListeningAt();
            await Eventually.TrueAsync(async () => !await balanced.LookAsync(address));
            await SomeMoreAsync(() => Volatile.Read(ref answered));
            _time.Advance(Drain);
            await stopping;
            await gateways[turn].DisposeAsync();
            await SomeMoreAsync(() => Volatile.Read(ref answered));
            gateways[turn] = await StartAsync();
            await balanced.LookAsync(gateways[turn].ListeningAt());
        }

        await SomeMoreAsync(() => Volatile.Read(ref answered));
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(load);
        Assert.Empty(failed);
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }
    }

    // Two that keep their connection by HTTP/1.1, as browsers do; one that takes a new one for each call; one by gRPC.
    private IEnumerable<Func<Task<string?>>> Callers(BalancedConnections balanced)
    {
        SocketsHttpHandler Led() => balanced.Lead(Handler());
        foreach (var caller in (HttpClient[])[NewCaller(Led), NewCaller(Led)])
        {
            yield return () => OutcomeAsync(async () => (await EvaluateAsync(caller, BalancedConnections.Address, HttpVersion.Version11)).StatusCode.ToString());
        }

        var afresh = NewCaller(Led);
        afresh.DefaultRequestHeaders.ConnectionClose = true;
        yield return () => OutcomeAsync(async () => (await EvaluateAsync(afresh, BalancedConnections.Address, HttpVersion.Version11)).StatusCode.ToString());

        var channel = GrpcChannel.ForAddress(BalancedConnections.Address, new GrpcChannelOptions { HttpClient = NewCaller(Led) });
        var evaluations = new EligibilityService.EligibilityServiceClient(channel);
        yield return () => OutcomeAsync(async () =>
        {
            var metadata = await _town.MetadataAsync("kela-officer", Participants.Kela.Urn);
            metadata.Add("mesh-participant", Participants.Kela.ToString());
            await evaluations.EvaluateEligibilityAsync(new() { JobseekerId = "01980000-0000-7000-8000-00000000000a" }, metadata);
            return nameof(HttpStatusCode.OK);
        });
    }

    private static async Task<string?> OutcomeAsync(Func<Task<string>> call)
    {
        try
        {
            return await call() is var status && status == nameof(HttpStatusCode.OK) ? null : status;
        }
        catch (Exception fault) when (fault is HttpRequestException or RpcException)
        {
            return fault.ToString();
        }
    }

    private static async Task SomeMoreAsync(Func<int> answered)
    {
        var before = answered();
        await Eventually.TrueAsync(() => answered() > before + 40);
    }

    private async Task<WebApplication> StartAsync() => await _town.StartGatewayAsync(Unlimited, _time, Drain);

    private SocketsHttpHandler Handler() => _town.Installation.Handler(CertificateNames.Gateway, certificate: null);

    private HttpClient NewCaller(Func<SocketsHttpHandler>? handler = null)
    {
        var caller = new HttpClient((handler ?? Handler)());
        _callers.Add(caller);
        return caller;
    }

    private async Task<HttpStatusCode> ReadinessAsync(Uri address)
    {
        using var answer = await NewCaller().GetAsync(new Uri(address, ReadinessRegistration.Path), Cancellation);
        return answer.StatusCode;
    }

    private async Task<HealthCheckResponse.Types.ServingStatus> HealthAsync(Uri address)
    {
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpClient = NewCaller() });
        return (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation)).Status;
    }

    private async Task<bool> IsRefusedAsync(Uri address)
    {
        try
        {
            await ReadinessAsync(address);
            return false;
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    private async Task<HttpResponseMessage> EvaluateAsync(HttpClient caller, Uri address, Version version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, Evaluation))
        {
            Content = RestCall.Json("{}"u8.ToArray()),
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = new("Bearer", await _town.Tokens.OfAsync("kela-officer", Participants.Kela.Urn));
        return await caller.SendAsync(request, Cancellation);
    }
}
