using Grpc.Core;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.WellbeingRegion.Tests.Hosts;

/// <summary>Municipalities' workplaces, which answer as the test says. Requests are held to their contract.</summary>
internal sealed class FakeWorkplaces : IWorkplaceClients
{
    /// <summary>What was asked, of whom.</summary>
    public List<(Participation Owner, RequestPlaceRequest Request)> Asked { get; } = [];

    /// <summary>Thrown instead of an answer while set.</summary>
    public RpcException? Fails { get; set; }

    public WorkplaceCooperationService.WorkplaceCooperationServiceClient ClientOf(Participation owner) => new Client(this, owner);

    private RequestPlaceResponse Answer(Participation owner, RequestPlaceRequest request)
    {
        Asked.Add((owner, request.Clone()));
        RequestRules.Check(request).ThrowIfAny();
        return Fails is null ? new RequestPlaceResponse { State = PlaceState.Requested } : throw Fails;
    }

    private sealed class Client(FakeWorkplaces workplaces, Participation owner) : WorkplaceCooperationService.WorkplaceCooperationServiceClient
    {
        public override AsyncUnaryCall<RequestPlaceResponse> RequestPlaceAsync(
            RequestPlaceRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) =>
            new(Task.Run(() => workplaces.Answer(owner, request)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }
}
