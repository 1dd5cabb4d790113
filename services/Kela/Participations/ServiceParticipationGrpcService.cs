using Grpc.Core;
using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Participations;

/// <summary>Service participations as Kela's professionals see them: what, when and where, no person.</summary>
public sealed class ServiceParticipationGrpcService(KeptParticipations kept) : ServiceParticipationService.ServiceParticipationServiceBase
{
    /// <inheritdoc />
    public override async Task<ListServiceParticipationsResponse> ListServiceParticipations(
        ListServiceParticipationsRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var participations = await kept.ListAsync(page, context.CancellationToken);
        return new ListServiceParticipationsResponse { Participations = { participations }, NextPageToken = page.Next(participations.Count) };
    }
}
