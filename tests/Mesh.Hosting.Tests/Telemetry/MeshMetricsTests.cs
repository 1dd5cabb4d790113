using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Health;
using Mesh.Hosting.Telemetry;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mesh.Hosting.Tests.Telemetry;

public sealed class MeshMetricsTests
{
    [Theory]
    [InlineData("NO_BASIS", "NO_BASIS")]
    [InlineData(null, "PermissionDenied")]
    [InlineData("", "PermissionDenied")]
    [InlineData("Aino Testilä 010190-9XXX", "PermissionDenied")]
    [InlineData("lower_case", "PermissionDenied")]
    public void Refused_WhenTheReasonIsNoCode_CountsItsStatus(string? reason, string counted)
    {
        using var collector = new MeasurementCollector();
        var method = "/test." + Guid.CreateVersion7().ToString("N") + "/Act";

        MeshMetrics.Refused(FrontDoor.Of(Participants.Kela), method, StatusCode.PermissionDenied, reason);

        var measured = Assert.Single(collector.Of("mesh.refusals"), one => one["mesh.method"] == method[1..]);
        Assert.Equal((1d, counted, Participants.Kela.ToString()), (measured.Value, measured["mesh.reason"], measured["mesh.participant"]));
        Assert.Equal(3, measured.Labels.Count);
    }

    [Fact]
    public async Task Refused_WhenACallIsRefusedAtTheGate_IsCountedOnce()
    {
        using var installation = new Installation();
        using var collector = new MeasurementCollector();
        await using var host = await TestHost.StartAsync<TestDatabase>(installation, Participants.VantaaMunicipality, new(), TestContext.Current.CancellationToken);
        using var channel = host.Channel(Participants.TeOffice.Urn);

        // The journal is an operator's to read.
        var journal = new Tyollisyys.Mesh.Protos.Operations.V1.PromiseService.PromiseServiceClient(channel);
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await journal.ListPromisesAsync(
            new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30), cancellationToken: TestContext.Current.CancellationToken));

        var measured = Assert.Single(collector.Of("mesh.refusals"), one =>
            one["mesh.participant"] == Participants.VantaaMunicipality.ToString() && one["mesh.method"].EndsWith("PromiseService/ListPromises", StringComparison.Ordinal));
        Assert.Equal(RefusalReader.ReasonOf(refusal), measured["mesh.reason"]);
    }

    [Fact]
    public async Task Promises_WhenMeasured_AreKeptBrokenOrUncheckable()
    {
        using var collector = new MeasurementCollector();
        var promise = new ChangingPromise("kept-" + Guid.CreateVersion7().ToString("N"));
        await using var provider = Provider(promise);

        await MeasureAsync(provider);
        promise.Now = () => new Promise(promise.Name, false, "");
        await MeasureAsync(provider);
        promise.Now = () => new Promise(promise.Name, true, "");
        await MeasureAsync(provider);
        promise.Now = () => throw new TimeoutException("Aino");
        await MeasureAsync(provider);

        Assert.Equal([1, 0, 1, 0], collector.Of("mesh.promise.kept").Where(one => one["mesh.promise"] == promise.Name).Select(one => one.Value));
    }

    [Fact]
    public async Task Measuring_WhenSomethingCannotBeMeasured_MeasuresTheRest()
    {
        using var collector = new MeasurementCollector();
        var promise = new ChangingPromise("rest-" + Guid.CreateVersion7().ToString("N"));
        await using var provider = Provider(promise, services => services.AddScoped<IMeasured, Unmeasurable>());

        await MeasureAsync(provider);

        Assert.Single(collector.Of("mesh.promise.kept"), one => one["mesh.promise"] == promise.Name);
    }

    [Fact]
    public async Task Certificate_WhenMeasured_SaysHowLongItCounts()
    {
        using var collector = new MeasurementCollector();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ends = new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero);
        using var certificate = new CertificateRequest("CN=measured", key, HashAlgorithmName.SHA256).CreateSelfSigned(ends.AddDays(-30), ends);
        var participant = "certificate-" + Guid.CreateVersion7().ToString("N");
        var services = new ServiceCollection();
        services.AddLogging();
        var time = new FakeTimeProvider(ends.AddDays(-6));
        services.AddSingleton<TimeProvider>(time);
        services.AddMeasuring(participant, _ => certificate);
        await using var provider = services.BuildServiceProvider();

        await MeasureAsync(provider);
        time.SetUtcNow(ends.AddDays(1));
        await MeasureAsync(provider);

        Assert.Equal(
            [TimeSpan.FromDays(6).TotalSeconds, -TimeSpan.FromDays(1).TotalSeconds],
            collector.Of("mesh.certificate.left").Where(one => one["mesh.participant"] == participant).Select(one => one.Value));
    }

    [Fact]
    public void AddMesh_WhenMeasurementsAreCollected_HasTheMeshesOwn()
    {
        var exported = new List<Metric>();
        var method = "/exported." + Guid.CreateVersion7().ToString("N") + "/Act";
        using (var metrics = Sdk.CreateMeterProviderBuilder().AddMesh().AddInMemoryExporter(exported).Build())
        {
            MeshMetrics.Refused(FrontDoor.Of(Participants.Kela), method, StatusCode.NotFound, "NO_SUCH_CASE");
            metrics.ForceFlush();
        }

        Assert.Contains(exported, metric => metric.Name == "mesh.refusals" && metric.MeterName == MeshMetrics.MeterName);
    }

    private static Task MeasureAsync(ServiceProvider provider) => provider.GetRequiredService<Measuring>().MeasureAsync(TestContext.Current.CancellationToken);

    private static ServiceProvider Provider(IPromiseCheck promise, Action<ServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(FrontDoor.Of(Participants.Kela));
        services.AddSingleton(promise);
        services.AddScoped<PromiseChecks>();
        services.AddSingleton<MeasuredPromises>();
        more?.Invoke(services);
        services.AddScoped<IMeasured, PromiseMeasure>();
        services.AddSingleton<Measuring>();
        return services.BuildServiceProvider();
    }

    private sealed class ChangingPromise(string name) : IPromiseCheck
    {
        public string Name { get; } = name;

        public Func<Promise> Now { get; set; } = () => new Promise(name, true, "");

        public Task<Promise> CheckAsync(CancellationToken cancellation) => Task.FromResult(Now());
    }

    private sealed class Unmeasurable : IMeasured
    {
        public Task MeasureAsync(CancellationToken cancellation) => throw new InvalidOperationException("Aino");
    }
}
