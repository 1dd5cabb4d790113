using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Mesh.TestKit;
using Tyollisyys.Mesh.Client;

namespace Mesh.Client.Tests;

/// <summary>What every call carries.</summary>
[Collection<ClientTests>]
public sealed class EveryCallTests(ClientTown town)
{
    [Fact]
    public async Task Call_WhenItGivesNoDeadline_HasTheClients()
    {
        town.Script.Write((_, _) => { });
        using var mesh = new MeshClient(town.AsPeer() with { Deadline = TimeSpan.FromMinutes(3) });

        await mesh.AcceptAsync();

        AssertAbout(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Call_WhenItGivesADeadline_KeepsIt()
    {
        town.Script.Write((_, _) => { });
        using var mesh = new MeshClient(town.AsPeer() with { Deadline = TimeSpan.FromMinutes(3) });

        await mesh.AcceptAsync(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));

        AssertAbout(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Call_WhenItBlocks_HasADeadlineToo()
    {
        town.Script.Write((_, _) => { });
        using var mesh = new MeshClient(town.AsPeer() with { Deadline = TimeSpan.FromMinutes(3) });

        await Task.Run(() => mesh.Cooperation().AcceptInvitation(ClientTown.Acceptance()), TestContext.Current.CancellationToken);

        AssertAbout(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Call_WhenTheClientStreams_HasADeadlineToo()
    {
        town.Script.Write((_, _) => { });
        using var mesh = new MeshClient(town.AsOwnSystem() with { Deadline = TimeSpan.FromMinutes(3) });

        await mesh.ImportAsync();

        AssertAbout(TimeSpan.FromMinutes(3));
    }

    [Fact(Timeout = 60_000)]
    public async Task Call_WhenTheServerStreamsOnAndOn_EndsAtItsDeadline()
    {
        using var mesh = new MeshClient(town.AsPeer() with { Deadline = TimeSpan.FromSeconds(1) });

        using var watch = mesh.Of(invoker => new Health.HealthClient(invoker)).Watch(new(), cancellationToken: TestContext.Current.CancellationToken);
        var failed = await Assert.ThrowsAsync<RpcException>(async () => await watch.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task Call_WhenBothStream_EndsAtItsDeadline()
    {
        using var mesh = new MeshClient(town.AsPeer() with { Deadline = TimeSpan.FromSeconds(1) });

        using var info = mesh.Of(invoker => new ServerReflection.ServerReflectionClient(invoker))
            .ServerReflectionInfo(cancellationToken: TestContext.Current.CancellationToken);
        var failed = await Assert.ThrowsAsync<RpcException>(() => info.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact]
    public async Task Call_WhenMadeForAPerson_AsksForTheTokenEachTimeAndNamesTheParticipation()
    {
        town.Script.Write((_, _) => { });
        var asked = 0;
        using var mesh = new MeshClient(town.AsOfficer(_ =>
        {
            asked++;
            return town.OfficersTokenAsync();
        }));

        await mesh.ListAsync();
        await mesh.ListAsync(new Metadata { { "x-own", "kept" } });

        Assert.Equal(2, asked);
        Assert.All(town.Script.Seen, call => Assert.Equal(Participants.Kela.ToString(), call.RequestHeaders.GetValue("mesh-participant")));
        Assert.Equal("kept", town.Script.Seen[1].RequestHeaders.GetValue("x-own"));
    }

    [Fact]
    public void Of_WhenAskedTwice_GivesTheSameClient()
    {
        using var mesh = new MeshClient(town.AsPeer());

        Assert.Same(mesh.Cooperation(), mesh.Cooperation());
    }

    // Between what was asked for and what is left after the way there; the machine may be slow, but not by half.
    private void AssertAbout(TimeSpan deadline) => Assert.InRange(
        Assert.Single(town.Script.Seen).Deadline - TimeProvider.System.GetUtcNow().UtcDateTime, deadline / 2, deadline + TimeSpan.FromSeconds(1));
}
