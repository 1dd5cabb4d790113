using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Municipality.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Workplaces;

/// <summary>A professional's calls; a test that is given up gives them up.</summary>
internal sealed class ProfessionalCalls(MunicipalityHost host, Caller caller)
{
    private readonly WorkplaceService.WorkplaceServiceClient _client = host.As<WorkplaceService.WorkplaceServiceClient>(caller);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AsyncUnaryCall<RegisterWorkplaceResponse> RegisterWorkplaceAsync(RegisterWorkplaceRequest request) =>
        _client.RegisterWorkplaceAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<ListPlaceRequestsResponse> ListPlaceRequestsAsync(ListPlaceRequestsRequest request) =>
        _client.ListPlaceRequestsAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<OpenPlaceRequestResponse> OpenPlaceRequestAsync(OpenPlaceRequestRequest request) =>
        _client.OpenPlaceRequestAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<ConfirmPlaceRequestResponse> ConfirmPlaceRequestAsync(ConfirmPlaceRequestRequest request) =>
        _client.ConfirmPlaceRequestAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<DeclinePlaceRequestResponse> DeclinePlaceRequestAsync(DeclinePlaceRequestRequest request) =>
        _client.DeclinePlaceRequestAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<RecordAttendanceResponse> RecordAttendanceAsync(RecordAttendanceRequest request) =>
        _client.RecordAttendanceAsync(request, cancellationToken: Stop);
}

/// <summary>A participation's calls.</summary>
internal sealed class PeerCalls(MunicipalityHost host, Caller caller)
{
    private readonly WorkplaceCooperationService.WorkplaceCooperationServiceClient _client =
        host.As<WorkplaceCooperationService.WorkplaceCooperationServiceClient>(caller);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public AsyncUnaryCall<ListWorkplacesResponse> ListWorkplacesAsync(ListWorkplacesRequest request) =>
        _client.ListWorkplacesAsync(request, cancellationToken: Stop);

    public AsyncUnaryCall<RequestPlaceResponse> RequestPlaceAsync(RequestPlaceRequest request) =>
        _client.RequestPlaceAsync(request, cancellationToken: Stop);
}
