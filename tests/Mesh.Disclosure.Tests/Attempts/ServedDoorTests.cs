using System.Net;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The door behind a real server: that registration and mapping are whole, and that a refusal's details arrive.</summary>
public sealed class ServedDoorTests
{
    [Fact]
    public async Task MapDisclosure_WhenServed_AnswersBothServices()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("served-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<Admitted>());
        TestHolder.AddTo(builder.Services, folder, People.Municipality, new SettableClock(), new FakeCases(), [TestHolder.Services()]);
        builder.Services.AddScoped<IClientIdentity, FakeClientIdentity>();
        await using var app = builder.Build();
        app.MapDisclosure();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.Get<DbContext>().PrepareSchemaAsync(cancellation);
        }

        await app.StartAsync(cancellation);
        var address = app.Services.Get<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var channel = GrpcChannel.ForAddress(address);
        var consents = new ConsentService.ConsentServiceClient(channel);
        var door = new DisclosureService.DisclosureServiceClient(channel);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await door.DiscloseAsync(TestHolder.Sign(TestHolder.Request(People.Aino), People.Region, People.Municipality), cancellationToken: cancellation));
        await consents.RegisterConsentAsync(TestHolder.Form(People.Aino, People.Region), cancellationToken: cancellation);
        var given = await door.DiscloseAsync(TestHolder.Sign(TestHolder.Request(People.Aino), People.Region, People.Municipality), cancellationToken: cancellation);

        Assert.Equal((StatusCode.PermissionDenied, "NO_BASIS"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Equal(BasisKind.Consent, given.Basis.Kind);
        await app.StopAsync(cancellation);
    }

    // In the place of the call gate, which wants certificates and tokens.
    private sealed class Admitted(CallScope scope, RequestGate requests) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            scope.Enter(request is DiscloseRequest
                ? new Caller(CallerKind.Participant, People.Region)
                : new Caller(CallerKind.Professional, People.Municipality, "worker-1", "urn:mesh:assurance:high"));
            requests.Pass(request);
            return continuation(request, context);
        }
    }
}
