using System.Text;
using System.Threading.Channels;
using Mesh.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Topology.Tests;

/// <summary>The front door, started on the generated environment, tells a collector how it is: a participation's tests are elsewhere.</summary>
public sealed class MeasuredHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-measured-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(Site.GatewayName, "Mesh__Listen", "https://127.0.0.1:0/")]
    [InlineData(Site.IdentityProviderName, "MESH_IDP_LISTEN", "127.0.0.1:0")]
    public async Task FrontDoor_WhenACollectorIsNamed_TellsItHowLongItsCertificateCounts(string name, string listenVariable, string listen)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var prepared = Path.Combine(_folder, "compose");
        ComposePreparation.Prepare(prepared, File.ReadAllBytes(Committed.DirectoryFile), (10001, 10001));
        var measured = Channel.CreateUnbounded<string>();
        await using var collector = await CollectorAsync(measured.Writer, patience.Token);
        var plan = HostPlans.Of(Committed.Directory, new ComposeSite()).Single(plan => plan.Name == name);
        IReadOnlyList<KeyValuePair<string, string>> environment =
        [
            .. Rehearsal.EnvironmentOf(plan, prepared, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [listenVariable] = listen,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
            }),
            KeyValuePair.Create("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ];
        await using var host = LeashedProcess.Start(
            Path.Combine(_folder, name + ".log"), "TERM", ["dotnet", Path.Combine(AppContext.BaseDirectory, plan.Assembly + ".dll")], environment: environment, workingDirectory: _folder);

        // Names and labels stand in the message as they are.
        string message;
        do
        {
            message = await measured.Reader.ReadAsync(patience.Token);
        }
        while (!message.Contains("mesh.certificate.left", StringComparison.Ordinal));

        Assert.Contains("mesh.participant", message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
        await host.StopAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task<WebApplication> CollectorAsync(ChannelWriter<string> measured, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var message = new MemoryStream();
            await context.Request.Body.CopyToAsync(message, context.RequestAborted);
            measured.TryWrite(Encoding.UTF8.GetString(message.ToArray()));
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync(cancellation);
        return app;
    }
}
