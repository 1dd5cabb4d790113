using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.Municipality.Workplaces;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Tests.Hosts;

/// <summary>
/// A region: its placements' details by the real rules of disclosure, and its cooperation service, idempotent by request id. Requests
/// are held to their contract as a real one would hold them.
/// </summary>
internal sealed class FakeRegion
{
    private readonly Dictionary<string, (ByteString Body, IMessage Response)> _outcomes = [];

    /// <summary>Who is to come, by placement.</summary>
    public Dictionary<string, PlacementDetails> Details { get; } = [];

    /// <summary>What was asked at the door.</summary>
    public List<DiscloseRequest> Asked { get; } = [];

    /// <summary>Acts carried out, with the flow they came in.</summary>
    public List<(IMessage Act, Guid Flow)> Acts { get; } = [];

    /// <summary>Thrown instead of an answer while set.</summary>
    public RpcException? Fails { get; set; }

    /// <summary>Happens before an act is answered.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Changes the answer of the door, after it was digested as it should be.</summary>
    public Action<DiscloseResponse> Spoils { get; set; } = _ => { };

    public static RpcException Unreachable { get; } = new(new Status(StatusCode.Unavailable, "The region's words"));

    public DiscloseResponse Disclose(DiscloseRequest request)
    {
        Asked.Add(request.Clone());
        RequestRules.Check(request).ThrowIfAny();
        var flow = DisclosureRules.FlowOf(MunicipalityHost.Region, MunicipalityHost.Self, request.Purpose, request.Categories);
        if (Fails is not null || flow is null || !Details.TryGetValue(request.Subject.CaseId, out var details))
        {
            throw Fails ?? Refusals.NoBasis.Raise();
        }

        var bytes = new DisclosedContent { PlacementDetails = details.Clone() }.ToByteString();
        var response = new DiscloseResponse
        {
            DisclosureId = Guid.CreateVersion7().ToString(),
            Content = bytes,
            ContentSha256 = ByteString.CopyFrom(SHA256.HashData(bytes.Span)),
            Basis = new Basis { Kind = BasisKind.Duty, Flow = flow },
        };
        Spoils(response);
        return response;
    }

    public TResponse Act<TResponse>(IMessage request, string requestId, Guid flow, TResponse response)
        where TResponse : IMessage
    {
        RequestRules.Check(request).ThrowIfAny();
        if (Fails is not null)
        {
            throw Fails;
        }

        if (_outcomes.TryGetValue(requestId, out var earlier))
        {
            return earlier.Body == request.ToByteString() ? (TResponse)earlier.Response : throw Refusals.RequestIdReused.Raise();
        }

        Acts.Add((request, flow));
        _outcomes[requestId] = (request.ToByteString(), response);
        return response;
    }
}

/// <summary>The way to the region without a network: refusals pass as they would on the wire, with their trailers.</summary>
internal sealed class FakeRegionClients(FakeRegion region, FlowContext flow) : IDoorClients, IRegionClients
{
    public DisclosureService.DisclosureServiceClient DoorOf(Participation holder) => new DoorClient(region, holder);

    public PlacementCooperationService.PlacementCooperationServiceClient ClientOf(Participation participation) =>
        participation == MunicipalityHost.Region ? new Cooperation(region, flow) : throw new UnknownParticipantException(participation);

    private static AsyncUnaryCall<T> Call<T>(Func<T> answer) => Call(() => Task.FromResult(answer()));

    private static AsyncUnaryCall<T> Call<T>(Func<Task<T>> answer) =>
        new(Task.Run(answer), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    private sealed class DoorClient(FakeRegion region, Participation holder) : DisclosureService.DisclosureServiceClient
    {
        public override AsyncUnaryCall<DiscloseResponse> DiscloseAsync(DiscloseRequest request, CallOptions options) =>
            Call(() => region.Disclose(request).WithReceipt(request, holder));
    }

    private sealed class Cooperation(FakeRegion region, FlowContext flow) : PlacementCooperationService.PlacementCooperationServiceClient
    {
        public override AsyncUnaryCall<ConfirmPlaceResponse> ConfirmPlaceAsync(ConfirmPlaceRequest request, CallOptions options) =>
            Call(async () =>
            {
                await (region.Before?.Invoke() ?? Task.CompletedTask);
                return region.Act(request, request.RequestId, flow.Id, new ConfirmPlaceResponse { State = PlacementState.PlaceConfirmed });
            });

        public override AsyncUnaryCall<DeclinePlaceResponse> DeclinePlaceAsync(DeclinePlaceRequest request, CallOptions options) =>
            Call(() => region.Act(request, request.RequestId, flow.Id, new DeclinePlaceResponse { State = PlacementState.PlaceDeclined }));

        public override AsyncUnaryCall<ReportAttendanceResponse> ReportAttendanceAsync(ReportAttendanceRequest request, CallOptions options) =>
            Call(() => region.Act(request, request.RequestId, flow.Id, new ReportAttendanceResponse { DaysRecorded = request.Days.Count }));
    }
}
