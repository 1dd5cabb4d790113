using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Local.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging.Tests;

/// <summary>The registration as a service uses it: two hosts of one process, with everything that runs in the background.</summary>
public sealed class WiringTests
{
    [Fact]
    public async Task Hosts_WhenJoinedByTheLocalBus_HandleNoticesAndServeOperators()
    {
        var folder = Directory.CreateTempSubdirectory("notices-").FullName;
        var bus = new LocalNoticeBus();
        var stop = TestContext.Current.CancellationToken;
        await using (var sender = Host(Participants.TeOffice, folder, bus))
        await using (var receiver = Host(Participants.Region, folder, bus))
        {
            await sender.StartAsync(stop);

            // Told before the peer has started: it waits.
            await TellAsync(sender, Town.Signed());
            await TellAsync(sender, new PlanReviewOverdue { CaseId = Guid.CreateVersion7().ToString(), CaseVersion = 1 });
            await receiver.StartAsync(stop);

            using var channel = GrpcChannel.ForAddress(receiver.Urls.Single());
            var parked = new ParkedNoticeService.ParkedNoticeServiceClient(channel);
            ListParkedNoticesResponse list;
            do
            {
                await Task.Yield();
                list = await parked.ListParkedNoticesAsync(new(), cancellationToken: stop);
            }
            while (list.Notices.Count == 0);

            Assert.Equal("NO_HANDLER", Assert.Single(list.Notices).Reason);

            // The two are about different cases, so either may be done with first.
            await using var scope = receiver.Services.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<TestDatabase>();
            while (!await database.Effects.AnyAsync(stop))
            {
                await Task.Yield();
            }

            Assert.Equal("first", Assert.Single(await database.Effects.ToListAsync(stop)).What);
            await receiver.StopAsync(stop);
            await Assert.ThrowsAsync<TransientNoticeException>(async () => await bus.TransportOf(Participants.Kela).SendAsync(
                NoticeEnvelope.Parse((await Rows(sender))[0].Envelope).Value, Participants.Region, stop));
            await sender.StopAsync(stop);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Delivery_WhenTheClockIsADemonstrations_CanBeHeld()
    {
        await using var host = new OneHost(new DemonstrationClock(CommittedDirectory(), new StandingClock().Now));

        await host.HoldAsync();
    }

    [Fact]
    public async Task Delivery_WhenTheClockIsTheMachines_IsNotServed()
    {
        await using var host = new OneHost(new SystemMeshClock(TimeProvider.System));

        var refused = await Assert.ThrowsAsync<RpcException>(host.HoldAsync);

        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    private static ParticipantDirectory CommittedDirectory()
    {
        using var stream = typeof(WiringTests).Assembly.GetManifestResourceStream("participants.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return ParticipantDirectory.Read(copy.ToArray()).Directory;
    }

    private static async Task<List<OutboxRow>> Rows(WebApplication host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DbContext>().Set<OutboxRow>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    private static async Task TellAsync(WebApplication host, Google.Protobuf.IMessage notice)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<Outbox>();
        await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            _ => Task.FromResult(outbox.Add(notice, Participants.Region, "F07 told")), TestContext.Current.CancellationToken);
    }

    private static WebApplication Host(Participation self, string folder, LocalNoticeBus bus, MeshClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var services = builder.Services;
        services.AddGrpc();
        services.AddSingleton(new Self(self));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(clock ?? new StandingClock());
        if (clock is DemonstrationClock demonstration)
        {
            services.AddSingleton(demonstration);
        }

        services.AddSingleton<HandlerScript>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddScoped<CallScope>();
        services.AddSingleton(_ => AtRestKeys.Create(Path.Combine(folder, self.Slug + ".keys.json")));
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<FieldCipher>();
        services.AddMeshStorage<TestDatabase>(TestKit.TestStorage.Place<TestDatabase>(Path.Combine(folder, self.Slug + ".db")));
        services.AddHostedService<SchemaAtStart>();
        services.AddSingleton<DirectoryMembership>(_ => true);
        services.AddLocalNotices(bus);
        services.AddNoticeHandler<PlanSigned, FirstSignedHandler>();
        var app = builder.Build();
        app.MapNotices();
        return app;
    }

    /// <summary>A sender alone, called as its own system would.</summary>
    private sealed class OneHost(MeshClock clock) : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("notices-").FullName;
        private WebApplication? _host;

        public async Task HoldAsync()
        {
            _host = Host(Participants.TeOffice, _folder, new LocalNoticeBus(), clock);
            await _host.StartAsync(TestContext.Current.CancellationToken);
            using var channel = GrpcChannel.ForAddress(_host.Urls.Single());
            await new DeliveryService.DeliveryServiceClient(channel).HoldDeliveryAsync(
                new() { Recipient = Participants.Region.ToString() }, cancellationToken: TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (_host is not null)
            {
                await _host.StopAsync();
                await _host.DisposeAsync();
            }

            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
