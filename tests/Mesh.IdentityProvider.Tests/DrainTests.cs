using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Mesh.Hosting.Health;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;

namespace Mesh.IdentityProvider.Tests;

public sealed class DrainTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private static readonly (string Name, string Value)[] Persona =
        [("grant_type", "urn:mesh:grant-type:persona"), ("client_id", "scenario-player"), ("persona", "aino"), ("resource", SigningIn.Kela)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Provider_WhenToldToStop_IsNotReadyAnswersOnAndThenFinishesWhatItHasBegun()
    {
        await using var provider = await RunningProvider.StartAsync();
        await using var told = await provider.AnotherAsync(Drain);
        var address = told.ListeningAt();
        Assert.Equal(HttpStatusCode.OK, await ReadinessAsync(provider, address));
        using var body = new LateForm(Persona);
        var inFlight = SendAsync(provider, address, body);
        await body.IsWaitedFor;

        var stopping = told.StopAsync(CancellationToken.None);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(provider, address));
        using var another = new LateForm(Persona);
        another.Come();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(provider, address, another)).StatusCode);

        provider.Time.Advance(Drain);
        await Eventually.TrueAsync(() => IsRefusedAsync(provider, address));
        Assert.False(stopping.IsCompleted);
        body.Come();
        Assert.Equal(HttpStatusCode.OK, (await inFlight).StatusCode);
        await stopping;
    }

    [Fact]
    public async Task Providers_WhenRestartedOneAfterTheOtherOnOneFolder_LoseNoCallAndNoSession()
    {
        await using var provider = await RunningProvider.StartAsync();
        using var balanced = new BalancedConnections(provider.Handler());
        var providers = new List<WebApplication> { await provider.AnotherAsync(Drain), await provider.AnotherAsync(Drain) };
        foreach (var one in providers)
        {
            await balanced.LookAsync(one.ListeningAt());
        }

        provider.Balancer = balanced;
        var (answered, failed, isOver) = (0, new ConcurrentBag<string>(), false);
        var load = (await CallersAsync(provider)).Select(call => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                try
                {
                    await call();
                    Interlocked.Increment(ref answered);
                }
                catch (Exception fault)
                {
                    failed.Add(fault.ToString());
                    return;
                }
            }
        })).ToList();

        Task SomeMoreAsync()
        {
            var before = Volatile.Read(ref answered);
            return Eventually.TrueAsync(() => Volatile.Read(ref answered) > before + 20 || !failed.IsEmpty);
        }

        for (var turn = 0; turn < providers.Count; turn++)
        {
            await SomeMoreAsync();
            var address = providers[turn].ListeningAt();
            var stopping = providers[turn].StopAsync(CancellationToken.None);
            await Eventually.TrueAsync(async () => !await balanced.LookAsync(address));
            await SomeMoreAsync();
            provider.Time.Advance(Drain);
            await stopping;
            await providers[turn].DisposeAsync();
            await SomeMoreAsync();
            providers[turn] = await provider.AnotherAsync(Drain);
            await balanced.LookAsync(providers[turn].ListeningAt());
        }

        await SomeMoreAsync();
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(load);
        Assert.Empty(failed);
        foreach (var one in providers)
        {
            await one.DisposeAsync();
        }
    }

    // One who stays signed in, one who signs in again and again by page and form, and one that asks for tokens over one connection.
    private static async Task<IReadOnlyList<Func<Task>>> CallersAsync(RunningProvider provider)
    {
        var (session, kept, asking) = (await new SigningIn(provider).SignInAsync("aino", SigningIn.Kela), provider.Client(), provider.Client());
        return
        [
            async () =>
            {
                session = await RunningProvider.TokenAsync(
                    kept, ("grant_type", "refresh_token"), ("client_id", "mesh-web"), ("refresh_token", session.Text("refresh_token")!));
                Assert.Equal(HttpStatusCode.OK, session.Status);
            },
            async () => Assert.Equal(HttpStatusCode.OK, (await new SigningIn(provider).SignInAsync("eetu", SigningIn.Kela)).Status),
            async () => Assert.Equal(HttpStatusCode.OK, (await RunningProvider.TokenAsync(asking, Persona)).Status),
        ];
    }

    private static async Task<HttpResponseMessage> SendAsync(RunningProvider provider, Uri address, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, IdentityProviderApplication.TokenPath)) { Content = body };
        request.Headers.ExpectContinue = true;
        var handler = provider.Handler();
        handler.Expect100ContinueTimeout = Timeout.InfiniteTimeSpan;
        using var http = new HttpClient(handler);
        return await http.SendAsync(request, Cancellation);
    }

    private static async Task<HttpStatusCode> ReadinessAsync(RunningProvider provider, Uri address)
    {
        using var http = new HttpClient(provider.Handler());
        using var answer = await http.GetAsync(new Uri(address, ReadinessRegistration.Path), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<bool> IsRefusedAsync(RunningProvider provider, Uri address)
    {
        try
        {
            await ReadinessAsync(provider, address);
            return false;
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    /// <summary>A form that comes when it is told to: its request is in flight from the moment that the provider waits for it.</summary>
    private sealed class LateForm : HttpContent
    {
        private readonly TaskCompletionSource _isWaitedFor = new();
        private readonly TaskCompletionSource _comes = new();
        private readonly byte[] _form;

        public LateForm(IEnumerable<(string Name, string Value)> fields)
        {
            _form = System.Text.Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}")));
            Headers.ContentType = new("application/x-www-form-urlencoded");
        }

        /// <summary>By 100 Continue the provider says so.</summary>
        public Task IsWaitedFor => _isWaitedFor.Task;

        public void Come() => _comes.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _isWaitedFor.TrySetResult();
            await _comes.Task;
            await stream.WriteAsync(_form, Cancellation);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _form.Length;
            return true;
        }
    }
}
