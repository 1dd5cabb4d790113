using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.Municipality.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using RequestPlaceRequest = Tyollisyys.Mesh.Protos.Municipality.V1.RequestPlaceRequest;

namespace Mesh.Municipality.Tests.Workplaces;

/// <summary>A municipality with what its tests about places say again and again.</summary>
internal sealed class PlaceTown(MunicipalityHost host) : IAsyncDisposable
{
    public static readonly Caller Coordinator = new(CallerKind.Professional, MunicipalityHost.Self, "p1", "substantial");
    public static readonly Caller Colleague = new(CallerKind.Professional, MunicipalityHost.Self, "p2", "substantial");
    private static readonly Caller RegionCaller = new(CallerKind.Participant, MunicipalityHost.Region);

    public MunicipalityHost Host => host;

    public FakeRegion Region => host.RegionSide;

    public ProfessionalCalls Work { get; } = new(host, Coordinator);

    public ProfessionalCalls WorkOfColleague { get; } = new(host, Colleague);

    public PeerCalls Asking { get; } = new(host, RegionCaller);

    public static async Task<PlaceTown> StartAsync() => new(await MunicipalityHost.StartAsync());

    public PeerCalls AskingAs(string participation) => new(
        host,
        new Caller(CallerKind.Participant, Participation.TryParse(participation, out var other) ? other : throw new FormatException(participation)));

    /// <summary>A workplace lent from 1.1.2024.</summary>
    public async Task<string> WorkplaceAsync(int places = 1, string from = "2024-01-01", string through = "", string name = "Kunnan puutyöpaja") =>
        (await Work.RegisterWorkplaceAsync(Register(places, from, through, name))).WorkplaceId;

    public static RegisterWorkplaceRequest Register(int places = 1, string from = "2024-01-01", string through = "", string name = "Kunnan puutyöpaja") => new()
    {
        RequestId = Id(),
        Workplace = new Workplace { Name = name, Unit = "Työpajat", Places = places, OpenFrom = from, OpenThrough = through },
    };

    public static RequestPlaceRequest Ask(string workplaceId, string first = "2024-02-01", string last = "2024-05-31", string? placementId = null) => new()
    {
        RequestId = Id(),
        WorkplaceId = workplaceId,
        PlacementId = placementId ?? Id(),
        Schedule = new WorkSchedule { FirstDay = first, LastDay = last, DaysPerWeek = 3, HoursPerDay = 5 },
        Actor = new Actor { PairwiseId = "r1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
    };

    /// <summary>A place asked for, with who is to come known at the region.</summary>
    public async Task<string> AskedAsync(string? workplaceId = null, string first = "2024-02-01", string last = "2024-05-31")
    {
        var ask = Ask(workplaceId ?? await WorkplaceAsync(), first, last);
        await Asking.RequestPlaceAsync(ask);
        Region.Details[ask.PlacementId] = new PlacementDetails
        {
            PlacementId = ask.PlacementId,
            Name = "Planted Name",
            Contact = "planted@example.org",
            Guidance = "Planted guidance",
            Schedule = ask.Schedule,
        };
        return ask.PlacementId;
    }

    /// <summary>A place that the coordinator has opened.</summary>
    public async Task<string> OpenedAsync(string? workplaceId = null)
    {
        var placement = await AskedAsync(workplaceId);
        await Work.OpenPlaceRequestAsync(new() { PlacementId = placement });
        return placement;
    }

    /// <summary>A place that the coordinator has confirmed.</summary>
    public async Task<string> ConfirmedAsync()
    {
        var placement = await OpenedAsync();
        await Work.ConfirmPlaceRequestAsync(Confirm(placement));
        return placement;
    }

    public static ConfirmPlaceRequestRequest Confirm(string placementId) => new() { RequestId = Id(), PlacementId = placementId };

    public static DeclinePlaceRequestRequest Decline(string placementId) => new() { RequestId = Id(), PlacementId = placementId, ReasonCode = "NO_SUPERVISOR" };

    public static RecordAttendanceRequest Attend(string placementId, string[] attended, params string[] absent) =>
        new() { RequestId = Id(), PlacementId = placementId, Attended = { attended }, Absent = { absent } };

    public static async Task<(StatusCode Code, string? Reason)> RefusalAsync<T>(AsyncUnaryCall<T> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        return (refused.StatusCode, RefusalReader.ReasonOf(refused));
    }

    public static async Task<IEnumerable<string>> ViolationsAsync<T>(AsyncUnaryCall<T> call) =>
        RefusalReader.ViolationsOf(await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync))
            .Select(violation => $"{violation.Field} {violation.Code}");

    public static string Id() => Guid.CreateVersion7().ToString();

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
