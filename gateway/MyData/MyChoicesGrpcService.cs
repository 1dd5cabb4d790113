using Grpc.Core;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using OfHolder = Tyollisyys.Mesh.Protos.Consents.V1;
using Wire = Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>What the client decides at one holder, passed on as it is; and refusals at every holder in one list.</summary>
public sealed class MyChoicesGrpcService(NamedPeers named, PersonsPeers peers) : MyChoicesService.MyChoicesServiceBase
{
    /// <inheritdoc />
    public override async Task<GiveConsentResponse> GiveConsent(GiveConsentRequest request, ServerCallContext context)
    {
        var given = await peers.ActAsync<MyConsentService.MyConsentServiceClient, GrantMyConsentResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.GrantMyConsentAsync(
                new GrantMyConsentRequest
                {
                    RequestId = request.RequestId,
                    Recipient = request.Recipient,
                    AreaRecipient = request.AreaRecipient,
                    SupportPerson = request.SupportPerson,
                    Purpose = request.Purpose,
                    Categories = { request.Categories },
                    ValidFrom = request.ValidFrom,
                    ValidThrough = request.ValidThrough,
                    Language = request.Language,
                    TextVersion = request.TextVersion,
                    TextSha256 = request.TextSha256,
                    FormId = request.FormId,
                },
                options));
        return new GiveConsentResponse { ConsentId = given.ConsentId, Revision = given.Revision, Receipt = given.Receipt };
    }

    /// <inheritdoc />
    public override async Task<Wire.NarrowConsentResponse> NarrowConsent(Wire.NarrowConsentRequest request, ServerCallContext context)
    {
        var narrowed = await peers.ActAsync<MyConsentService.MyConsentServiceClient, NarrowMyConsentResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.NarrowMyConsentAsync(
                new NarrowMyConsentRequest
                {
                    RequestId = request.RequestId,
                    ConsentId = request.ConsentId,
                    Categories = { request.Categories },
                    ValidThrough = request.ValidThrough,
                },
                options));
        return new Wire.NarrowConsentResponse { ConsentId = narrowed.ConsentId, Revision = narrowed.Revision, Receipt = narrowed.Receipt };
    }

    /// <inheritdoc />
    public override async Task<RefuseResponse> Refuse(RefuseRequest request, ServerCallContext context)
    {
        var refused = await peers.ActAsync<MyRefusalService.MyRefusalServiceClient, RefuseMyDataResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.RefuseMyDataAsync(
                new RefuseMyDataRequest
                {
                    RequestId = request.RequestId,
                    Recipient = request.Recipient,
                    Purposes = { request.Purposes },
                    Categories = { request.Categories },
                    Language = request.Language,
                    TextVersion = request.TextVersion,
                    TextSha256 = request.TextSha256,
                },
                options));
        return new RefuseResponse { RefusalId = refused.RefusalId, Revision = refused.Revision, Receipt = refused.Receipt };
    }

    /// <inheritdoc />
    public override async Task<Wire.LiftRefusalResponse> LiftRefusal(Wire.LiftRefusalRequest request, ServerCallContext context)
    {
        var lifted = await peers.ActAsync<MyRefusalService.MyRefusalServiceClient, LiftMyRefusalResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.LiftMyRefusalAsync(
                new LiftMyRefusalRequest { RequestId = request.RequestId, RefusalId = request.RefusalId }, options));
        return new Wire.LiftRefusalResponse { RefusalId = lifted.RefusalId, Revision = lifted.Revision, Receipt = lifted.Receipt };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMyRefusalsResponse> ListMyRefusals(Wire.ListMyRefusalsRequest request, ServerCallContext context)
    {
        var parts = await named.AskAsync<MyRefusalService.MyRefusalServiceClient, OfHolder.ListMyRefusalsResponse>(
            request.Participant,
            context,
            (client, options) => client.ListMyRefusalsAsync(
                new OfHolder.ListMyRefusalsRequest { PageSize = request.PageSize, PageToken = request.PageToken }, options));
        var refusals = from part in parts
                       from refusal in part.Answer?.Refusals ?? []
                       orderby refusal.History[0].Time descending
                       select new HeldRefusal { Participant = part.Participation.ToString(), Refusal = refusal };
        return new Wire.ListMyRefusalsResponse { Refusals = { refusals }, Participants = { parts.Select(part => part.ToWire(answer => answer.NextPageToken)) } };
    }

    /// <inheritdoc />
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var found = await peers.ActAsync<MyConsentService.MyConsentServiceClient, GetMyReceiptResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.GetMyReceiptAsync(
                new GetMyReceiptRequest { RecordId = request.RecordId, Revision = request.Revision }, options));
        return new GetReceiptResponse { RecordId = found.RecordId, Revision = found.Revision, Receipt = found.Receipt };
    }
}
