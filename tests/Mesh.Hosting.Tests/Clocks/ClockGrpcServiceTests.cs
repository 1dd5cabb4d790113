using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Hosting.Tests.Clocks;

public sealed class ClockGrpcServiceTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2023, 2, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Player = CertificateNames.ForOwnSystem(Participants.Kela, "scenario-player");
    private readonly Installation _installation = new();
    private DemonstrationClock? _clock;
    private TestHost? _host;

    public async ValueTask InitializeAsync()
    {
        _clock = new DemonstrationClock(_installation.Directory, Start);
        _host = await TestHost.StartAsync<TestDatabase>(_installation, Participants.Kela, new() { Clock = _clock }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _installation.Dispose();
    }

    [Fact]
    public async Task Move_WhenForwardOrToTheSameMoment_Moves()
    {
        var later = Start.AddDays(40);

        Assert.Equal(later, await MoveAsync(later.ToTimestamp()));
        Assert.Equal(later, await MoveAsync(later.ToTimestamp()));
        Assert.Equal(later, _clock!.Now);
    }

    [Fact]
    public async Task Move_WhenBack_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => MoveAsync(Start.AddTicks(-1).ToTimestamp()));

        Assert.Equal((StatusCode.FailedPrecondition, "CLOCK_MOVED_BACK"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
        Assert.Equal(Start, _clock!.Now);
    }

    [Fact]
    public async Task Move_WhenNoTimeOrNoneOfTheCalendarIsGiven_IsRefused()
    {
        foreach (var time in (Timestamp?[])[null, new() { Seconds = long.MaxValue }, new() { Nanos = -1 }])
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => MoveAsync(time));
            Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        }
    }

    [Fact]
    public async Task Clock_WhenItIsTheMachines_IsNotServed()
    {
        using var installation = new Installation();
        await using var host = await TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken);
        using var channel = host.Channel(Player);

        var refusal = await AnyCall.TryAsync(channel, "/tyollisyys.mesh.local.v1.ClockService/GetTime", [], AnyCall.Options());

        Assert.Equal(StatusCode.Unimplemented, refusal!.StatusCode);
    }

    [Fact]
    public async Task Clock_WhenAnotherParticipationAsks_IsRefused()
    {
        using var channel = _host!.Channel(Participants.TeOffice.Urn);

        var refusal = await AnyCall.TryAsync(channel, "/tyollisyys.mesh.local.v1.ClockService/GetTime", [], AnyCall.Options());

        Assert.Equal(StatusCode.PermissionDenied, refusal!.StatusCode);
    }

    private async Task<DateTimeOffset> MoveAsync(Timestamp? time)
    {
        using var channel = _host!.Channel(Player);
        var client = new ClockService.ClockServiceClient(channel);
        var moved = await client.MoveTimeAsync(new() { Time = time }, AnyCall.Options());
        Assert.Equal(moved.Time, (await client.GetTimeAsync(new(), AnyCall.Options())).Time);
        return moved.Time.ToDateTimeOffset();
    }
}
