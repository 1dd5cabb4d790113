using System.Net;
using System.Net.Http.Json;
using Grpc.Core;
using Mesh.Certificates;
using Mesh.Hosting.Health;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Hosting.Tests.Health;

public sealed class HealthTests
{
    // grpc.health.v1.HealthCheckResponse { status = 1 }: SERVING is 1, NOT_SERVING is 2.
    private static readonly byte[] Serving = [0x08, 0x01];
    private static readonly byte[] NotServing = [0x08, 0x02];
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task Health_WhenTheDatabaseCanBeWritten_IsServing()
    {
        using var installation = new Installation();
        await using var host = await StartAsync(installation);

        Assert.Equal(Serving, await CheckAsync(host));
        Assert.Equal(HttpStatusCode.OK, await ReadinessAsync(installation, host));
    }

    [Fact]
    public async Task Health_WhenTheDatabaseIsGone_IsNotServing()
    {
        using var installation = new Installation();
        await using var host = await StartAsync(installation);
        await LoseAsync(host);

        Assert.Equal(NotServing, await CheckAsync(host));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(installation, host));
    }

    [Fact]
    public async Task Health_WhenTheDatabaseIsDamaged_IsNotServing()
    {
        using var installation = new Installation();
        await using var host = await StartAsync(installation);
        if (await LoseAsync(host) is { } file)
        {
            await File.WriteAllTextAsync(file, new string('x', 8192), TestContext.Current.CancellationToken);
        }

        Assert.Equal(NotServing, await CheckAsync(host));
    }

    [Fact]
    public async Task Promises_WhenOneIsBrokenAndOneCannotBeChecked_AreShownWithTwoHundred()
    {
        using var installation = new Installation();
        await using var host = await StartAsync(installation, new BrokenPromise(), new UncheckablePromise());
        using var http = new HttpClient(installation.Handler(Participants.Kela.Urn, installation.Authority.Issue(CertificateNames.Gateway, CertificateUse.ServerAndClient)));

        using var response = await http.GetAsync(new Uri(host.Address, "/health/promises"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var promises = (await response.Content.ReadFromJsonAsync<List<Promise>>(TestContext.Current.CancellationToken))!;
        Assert.Equal(
            [new("keys-at-rest-followed", true, "k1 writes"), new("notices-sent", false, "oldest unsent 12 s")], promises.Take(2));
        Assert.False(promises[2].Kept);
        Assert.DoesNotContain("Aino", promises[2].Detail + promises[2].Name + host.Log, StringComparison.Ordinal);
        Assert.Equal(Serving, await CheckAsync(host));
    }

    [Fact]
    public async Task Host_WhenToldToStop_IsNotReadyAndStillAnswersUntilItIsDrained()
    {
        using var installation = new Installation();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync<TestDatabase>(
            installation,
            Participants.Kela,
            new() { Time = time, Settings = settings => settings with { Drain = TimeSpan.FromSeconds(5) } },
            TestContext.Current.CancellationToken);

        var stopping = host.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(NotServing, await CheckAsync(host));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(installation, host));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(NotServing, await CheckAsync(host));
        Assert.False(stopping.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(1));
        await stopping;
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => CheckAsync(host))).StatusCode);

        // That it was not ready is what it was told to be, however often it is asked.
        Assert.Empty(Complaints(host));
    }

    // The drain hides nothing: what is wrong beside it stands in the log, as it would without.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Readiness_WhenTheDatabaseIsGone_IsLoggedWhetherTheHostDrainsOrNot(bool isDraining)
    {
        using var installation = new Installation();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await TestHost.StartAsync<TestDatabase>(
            installation,
            Participants.Kela,
            new() { Time = time, Settings = settings => settings with { Drain = TimeSpan.FromSeconds(5) } },
            TestContext.Current.CancellationToken);
        var stopping = isDraining ? host.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken) : Task.CompletedTask;
        await LoseAsync(host);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadinessAsync(installation, host));

        var complaint = Assert.Single(Complaints(host), line => line.Contains("HealthChecks", StringComparison.Ordinal));
        Assert.Contains("database", complaint, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping;
    }

    [Theory]
    [InlineData(MeshEnvironment.Demonstration, true)]
    [InlineData(MeshEnvironment.Production, false)]
    public async Task Reflection_WhenAskedFor_IsServedInADemonstrationOnly(MeshEnvironment environment, bool isServed)
    {
        using var installation = new Installation(environment);
        await using var host = await StartAsync(installation);
        using var channel = host.Channel(Participants.TeOffice.Urn);
        var method = new Method<byte[], byte[]>(
            MethodType.DuplexStreaming, "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo", Bytes, Bytes);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, AnyCall.Options());

        if (isServed)
        {
            // ServerReflectionRequest { list_services = 7 }
            await call.RequestStream.WriteAsync([0x3A, 0x01, 0x2A], TestContext.Current.CancellationToken);
            Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Contains("JournalService", System.Text.Encoding.UTF8.GetString(call.ResponseStream.Current), StringComparison.Ordinal);
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
            Assert.Equal(StatusCode.Unimplemented, refusal.StatusCode);
        }
    }

    private static IEnumerable<string> Complaints(TestHost host) => host.Log.Split('\n')
        .Where(line => line.Contains("\"Error\"", StringComparison.Ordinal) || line.Contains("\"Warning\"", StringComparison.Ordinal));

    private static Task<TestHost> StartAsync(Installation installation, params IPromiseCheck[] checks) => TestHost.StartAsync<TestDatabase>(
        installation,
        Participants.Kela,
        new()
        {
            Register = builder =>
            {
                foreach (var check in checks)
                {
                    builder.Services.AddSingleton(check);
                }
            },
        },
        TestContext.Current.CancellationToken);

    private static async Task<byte[]> CheckAsync(TestHost host)
    {
        using var channel = host.Channel(Participants.TeOffice.Urn);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", Bytes, Bytes);
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, null, AnyCall.Options(), []);
    }

    private static async Task<HttpStatusCode> ReadinessAsync(Installation installation, TestHost host)
    {
        using var http = new HttpClient(installation.Handler(
            Participants.Kela.Urn, installation.Authority.Issue(Participants.TeOffice.Urn, CertificateUse.ServerAndClient)));
        using var answer = await http.GetAsync(new Uri(host.Address, ReadinessRegistration.Path), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    // The file that has gone; on a server the schema goes, and there is no file.
    private static async Task<string?> LoseAsync(TestHost host)
    {
        var place = host.Services.GetRequiredService<StoragePlace>();
        if (place is not StoragePlace.SqliteFile { Path: var file })
        {
            await TestStorage.TamperAsync(place, "DROP TABLE mesh_schema", TestContext.Current.CancellationToken);
            return null;
        }

        SqliteConnection.ClearAllPools();
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + part);
        }

        return file;
    }

    private sealed class BrokenPromise : IPromiseCheck
    {
        public Task<Promise> CheckAsync(CancellationToken cancellation) => Task.FromResult(new Promise("notices-sent", false, "oldest unsent 12 s"));
    }

    private sealed class UncheckablePromise : IPromiseCheck
    {
        public Task<Promise> CheckAsync(CancellationToken cancellation) => throw new TimeoutException("Aino");
    }
}
