using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Hosting.Clocks;

/// <summary>Moves the mesh's clock of a demonstration. Mapped only where the clock is one that can be moved.</summary>
public sealed class ClockGrpcService(DemonstrationClock clock) : ClockService.ClockServiceBase
{
    /// <summary>The clock was to move back.</summary>
    public static readonly RefusalReason ClockMovedBack = new(
        StatusCode.FailedPrecondition,
        "CLOCK_MOVED_BACK",
        "Demonstraation kelloa siirretään vain eteenpäin.",
        "Demonstrationens klocka flyttas bara framåt.",
        "The demonstration's clock moves only forward.");

    /// <inheritdoc />
    public override Task<GetTimeResponse> GetTime(GetTimeRequest request, ServerCallContext context) =>
        Task.FromResult(new GetTimeResponse { Time = clock.Now.ToTimestamp() });

    /// <inheritdoc />
    public override Task<MoveTimeResponse> MoveTime(MoveTimeRequest request, ServerCallContext context)
    {
        try
        {
            clock.MoveTo(request.Time.ToDateTimeOffset());
        }
        catch (ClockMovedBackException)
        {
            throw ClockMovedBack.Raise();
        }

        return Task.FromResult(new MoveTimeResponse { Time = clock.Now.ToTimestamp() });
    }
}
