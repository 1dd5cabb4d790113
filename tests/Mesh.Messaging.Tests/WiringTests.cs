using System.Net;
using Grpc.Net.Client;
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
            await using var scope = receiver.Services.CreateAsyncScope();
            Assert.Equal("first", Assert.Single(await scope.ServiceProvider.GetRequiredService<TestDatabase>().Effects.ToListAsync(stop)).What);
            await receiver.StopAsync(stop);
            await Assert.ThrowsAsync<TransientNoticeException>(async () => await bus.TransportOf(Participants.Kela).SendAsync(
                NoticeEnvelope.Parse((await Rows(sender))[0].Envelope).Value, Participants.Region, stop));
            await sender.StopAsync(stop);
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
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

    private static WebApplication Host(Participation self, string folder, LocalNoticeBus bus)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var services = builder.Services;
        services.AddGrpc();
        services.AddSingleton(new Self(self));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<MeshClock>(new StandingClock());
        services.AddSingleton<HandlerScript>();
        services.AddScoped<FlowContext>();
        services.AddScoped<FlowJournal>();
        services.AddMeshStorage<TestDatabase>(Path.Combine(folder, self.Slug + ".db"));
        services.AddHostedService<SchemaAtStart>();
        services.AddSingleton<DirectoryMembership>(_ => true);
        services.AddLocalNotices(bus);
        services.AddNoticeHandler<PlanSigned, FirstSignedHandler>();
        var app = builder.Build();
        app.MapNotices();
        return app;
    }
}
