using System.Security.Cryptography;
using Mesh.Disclosure;
using Mesh.Hosting;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mesh.Benchmarks.Door;

/// <summary>Hosts of the roads, all in this process; a road is used alone.</summary>
internal static class DoorHosts
{
    /// <summary>Whose door it is.</summary>
    public static Participation Holder => Participants.VantaaMunicipality;

    /// <summary>Who asks, with every client's consent.</summary>
    public static Participation Requester => Participants.SouthKarelia;

    /// <summary>Which of the clients the one asked about is: they lie evenly among all.</summary>
    public static int PersonAsked(int asked, DoorPlan plan) => asked * (plan.Consents / plan.Asked);

    /// <summary>A holder as a service wires it, on a database that has been filled.</summary>
    public static async Task<(TestHost Host, TimeSpan Filled)> HolderAsync(Installation installation, string name, DoorPlan plan, int entries, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(installation.Folder, name)).FullName;
        var settings = installation.ServiceSettings(Holder) with { DataFolder = folder };
        var place = TestStorage.Server<DoorDatabase>(Path.Combine(folder, Holder.Slug + ".db")) ?? throw new InvalidOperationException("The door is measured on PostgreSQL.");
        await using var source = PostgresConnections.Open(place);
        await using var model = new DoorDatabase(new DbContextOptionsBuilder<DoorDatabase>().UseNpgsql(source.CreateConnection(), contextOwnsConnection: true).Options);
        var filled = await new Filling(place, AtRestKeys.Load(settings.AtRestKeysPath), model, plan).RunAsync(entries, cancellation);
        return (await TestHost.StartAsync<DoorDatabase>(
            installation,
            Holder,
            new()
            {
                // The limit of a requester is not what is measured.
                Settings = _ => settings with { Door = new DoorLimits { PerSecond = 1_000_000, Burst = 1_000_000 } },
                Register = builder => builder.Services.AddDisclosure().AddDisclosureSource<RecordSource>(),
                Map = app => app.MapDisclosure(),
                IsListed = false,
            },
            cancellation), filled);
    }

    /// <summary>A floor: gRPC over mTLS under the holder's certificate, with none of the mesh's own checks.</summary>
    public static async Task<WebApplication> FloorAsync<TFloor>(Installation installation, NpgsqlDataSource? database, CancellationToken cancellation)
        where TFloor : class
    {
        var settings = installation.ServiceSettings(Holder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => TrustAnchors.Load(settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath));
        builder.Services.AddSingleton(_ =>
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(settings.DirectoryKeyPath));
            return DirectoryFile.Open(settings.DirectoryPath, key, TimeProvider.System);
        });
        builder.Services.AddSingleton<PeerIdentity>();
        builder.Services.AddSingleton(new BlindIndex(AtRestKeys.Load(settings.AtRestKeysPath)));
        if (database is not null)
        {
            builder.Services.AddSingleton(database);
        }

        builder.Services.AddGrpc();
        builder.Services.AddSingleton<TFloor>();
        builder.ListenWithTls(settings.Listen, ClientCertificateMode.RequireCertificate);
        var floor = builder.Build();
        floor.MapGrpcService<TFloor>();
        await floor.StartAsync(cancellation);
        return floor;
    }
}
