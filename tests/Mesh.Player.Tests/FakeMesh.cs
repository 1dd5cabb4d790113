using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Mesh.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Player.Tests;

/// <summary>A server in this process that speaks some of the contracts, and actors who reach it. No domain, only answers.</summary>
public sealed class FakeMesh : IActorChannels, IAsyncDisposable
{
    public const string TeOffice = "2296962-1/LABOUR_AUTHORITY";

    private static readonly HashSet<string> Actors = ["te-expert", "kela-payments", FlowJournalView.Actor];

    private readonly WebApplication _server;
    private readonly GrpcChannel _channel;

    private FakeMesh(WebApplication server, FakeAnswers answers, GrpcChannel channel) =>
        (_server, Answers, _channel) = (server, answers, channel);

    public FakeAnswers Answers { get; }

    public static async Task<FakeMesh> StartAsync()
    {
        var answers = new FakeAnswers();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(answers);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.MapGrpcService<FakeJobseekers>();
        server.MapGrpcService<FakeEligibility>();
        server.MapGrpcService<FakeBenefitRegister>();
        server.MapGrpcService<FakeFlows>();
        server.MapGrpcService<FakeClock>();
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(server, answers, GrpcChannel.ForAddress(address));
    }

    public bool Knows(string actor) => Actors.Contains(actor);

    public Task<ActorChannel> OpenAsync(string actor, Participation? addressee, CancellationToken ct) =>
        Task.FromResult(new ActorChannel(_channel.CreateCallInvoker(), new Metadata { { "fake-actor", actor } }));

    public async Task<IReadOnlyList<ActorChannel>> OpenClocksAsync(Participation at, CancellationToken ct) => [await OpenAsync($"clock of {at}", at, ct)];

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }
}
