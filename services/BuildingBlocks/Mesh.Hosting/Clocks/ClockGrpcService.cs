using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Hosting.Clocks;

/// <summary>Moves the mesh's clock of a demonstration. Mapped only where the clock is one that can be moved.</summary>
public sealed class ClockGrpcService(DemonstrationClock clock) : ClockService.ClockServiceBase
{
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
            throw Refusals.ClockMovedBack.Raise();
        }

        return Task.FromResult(new MoveTimeResponse { Time = clock.Now.ToTimestamp() });
    }
}
