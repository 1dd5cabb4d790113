using System.Security.Cryptography;
using Mesh.Hosting;
using Mesh.Identity;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>A service started by its settings alone, as its program does.</summary>
[Collection(Broker.Collection)]
public sealed class ServiceProcessTests(Broker broker)
{
    [Fact]
    public async Task Process_WhenTheSettingsAreComplete_ConnectsAndEndsInOrder()
    {
        WebApplication? built = null;
        var running = ServiceProcess.RunAsync(Arguments(Participants.Kela), (settings, parts, transport) =>
        {
            var builder = MeshService.CreateBuilder<BusDatabase>(settings, parts with { Log = TextWriter.Null });
            builder.Services.AddNotices(transport);
            return built = builder.Build();
        });

        await Eventually.TrueAsync(() => Task.FromResult(built?.Services.GetService<INoticeTransport>() is IConnectedTransport { IsConnected: true }));
        built!.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task Process_WhenTheDirectoryIsNotSigned_DoesNotStart()
    {
        var arguments = Arguments(Participants.Kela);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = Path.Combine(broker.Installation.Folder, "another.pub");
        await File.WriteAllTextAsync(key, stranger.ExportSubjectPublicKeyInfoPem(), TestContext.Current.CancellationToken);

        var code = await ServiceProcess.RunAsync([.. arguments, $"--Mesh:DirectoryKeyPath={key}"], (settings, parts, transport) =>
        {
            var builder = MeshService.CreateBuilder<BusDatabase>(settings, parts with { Log = TextWriter.Null });
            builder.Services.AddNotices(transport);
            var app = builder.Build();
            app.MapMeshService();
            return app;
        });

        Assert.Equal(2, code);
    }

    private string[] Arguments(Participation participation)
    {
        var settings = broker.Installation.ServiceSettings(participation);
        return
        [
            $"--Mesh:Participation={participation}",
            $"--Mesh:Listen={settings.Listen}",
            $"--Mesh:DataFolder={Directory.CreateDirectory(Path.Combine(settings.DataFolder, "process")).FullName}",
            $"--Mesh:DirectoryPath={settings.DirectoryPath}",
            $"--Mesh:DirectoryKeyPath={settings.DirectoryKeyPath}",
            $"--Mesh:TrustedRootsPath={settings.TrustedRootsPath}",
            $"--Mesh:CertificatePath={settings.CertificatePath}",
            $"--Mesh:CertificateKeyPath={settings.CertificateKeyPath}",
            $"--Mesh:Issuer={settings.Issuer}",
            $"--Mesh:AtRestKeysPath={settings.AtRestKeysPath}",
            $"--Mesh:SigningKeysPath={settings.SigningKeysPath}",
            $"--{RabbitMqSettings.Section}:Host={broker.Settings.Host}",
            $"--{RabbitMqSettings.Section}:Port={broker.Settings.Port}",
        ];
    }
}
