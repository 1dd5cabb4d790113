using Grpc.Core;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.MyData.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;
using OfHolder = Tyollisyys.Mesh.Protos.Consents.V1;
using OfLedger = Tyollisyys.Mesh.Protos.Disclosure.V1;
using OfSender = Tyollisyys.Mesh.Protos.ClientNotices.V1;
using Wire = Tyollisyys.Mesh.Protos.MyData.V1;

namespace Mesh.Gateway.MyData;

/// <summary>The client's own view across participations: composed for each call from their answers, and kept nowhere.</summary>
public sealed class MyDataGrpcService(NamedPeers named, PersonsPeers peers) : MyDataService.MyDataServiceBase
{
    /// <inheritdoc />
    public override async Task<ListMyCasesResponse> ListMyCases(ListMyCasesRequest request, ServerCallContext context)
    {
        var plans = peers.AskAsync<MyPlanService.MyPlanServiceClient, ListMyPlansResponse>(
            named.InRole(ParticipantRole.LabourAuthority), context, (client, options) => client.ListMyPlansAsync(new(), options));
        var care = peers.AskAsync<MyCareService.MyCareServiceClient, ListMyCareCasesResponse>(
            named.InRole(ParticipantRole.SocialCare), context, (client, options) => client.ListMyCareCasesAsync(new(), options));
        await Task.WhenAll(plans, care);
        return new ListMyCasesResponse
        {
            Cases = { MyCases.InOrder([.. (await plans).SelectMany(MyCases.Of), .. (await care).SelectMany(MyCases.Of)]) },
            Participants = { (await plans).Select(part => part.ToWire()), (await care).Select(part => part.ToWire()) },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMyConsentsResponse> ListMyConsents(Wire.ListMyConsentsRequest request, ServerCallContext context)
    {
        var parts = await named.AskAsync<MyConsentService.MyConsentServiceClient, OfHolder.ListMyConsentsResponse>(
            request.Participant,
            context,
            (client, options) => client.ListMyConsentsAsync(
                new OfHolder.ListMyConsentsRequest { PageSize = request.PageSize, PageToken = request.PageToken }, options));
        var consents = from part in parts
                       from consent in part.Answer?.Consents ?? []
                       orderby consent.History[0].Time descending
                       select new HeldConsent { Participant = part.Participation.ToString(), Consent = consent };
        return new Wire.ListMyConsentsResponse { Consents = { consents }, Participants = { parts.Select(part => part.ToWire(answer => answer.NextPageToken)) } };
    }

    /// <inheritdoc />
    public override async Task<GrantConsentResponse> GrantConsent(GrantConsentRequest request, ServerCallContext context)
    {
        var granted = await peers.ActAsync<MyConsentService.MyConsentServiceClient, GrantMyConsentResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.GrantMyConsentAsync(
                new GrantMyConsentRequest
                {
                    RequestId = request.RequestId,
                    Recipient = request.Recipient,
                    Purpose = request.Purpose,
                    Categories = { request.Categories },
                    ValidFrom = request.ValidFrom,
                    ValidThrough = request.ValidThrough,
                    Language = request.Language,
                    TextVersion = request.TextVersion,
                    TextSha256 = request.TextSha256,
                },
                options));
        return new GrantConsentResponse { ConsentId = granted.ConsentId, Revision = granted.Revision };
    }

    /// <inheritdoc />
    public override async Task<Wire.WithdrawConsentResponse> WithdrawConsent(Wire.WithdrawConsentRequest request, ServerCallContext context)
    {
        var withdrawn = await peers.ActAsync<ConsentService.ConsentServiceClient, OfHolder.WithdrawConsentResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.WithdrawConsentAsync(
                new OfHolder.WithdrawConsentRequest { RequestId = request.RequestId, ConsentId = request.ConsentId }, options));
        return new Wire.WithdrawConsentResponse { ConsentId = withdrawn.ConsentId, Revision = withdrawn.Revision };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMyUsesResponse> ListMyUses(Wire.ListMyUsesRequest request, ServerCallContext context)
    {
        var parts = await named.AskAsync<MyUsesService.MyUsesServiceClient, OfLedger.ListMyUsesResponse>(
            request.Participant,
            context,
            (client, options) => client.ListMyUsesAsync(
                new OfLedger.ListMyUsesRequest { PageSize = request.PageSize, PageToken = request.PageToken }, options));
        var uses = from part in parts
                   from use in part.Answer?.Uses ?? []
                   orderby use.Time descending, use.RecordedAt descending
                   select new HeldUse { Participant = part.Participation.ToString(), Use = use };
        return new Wire.ListMyUsesResponse { Uses = { uses }, Participants = { parts.Select(part => part.ToWire(answer => answer.NextPageToken)) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMyMessagesResponse> ListMyMessages(Wire.ListMyMessagesRequest request, ServerCallContext context)
    {
        var parts = await named.AskAsync<MyMessagesService.MyMessagesServiceClient, OfSender.ListMyMessagesResponse>(
            request.Participant,
            context,
            (client, options) => client.ListMyMessagesAsync(
                new OfSender.ListMyMessagesRequest { PageSize = request.PageSize, PageToken = request.PageToken }, options));
        var messages = from part in parts
                       from message in part.Answer?.Messages ?? []
                       orderby message.Steps[0].Time descending
                       select new SentMessage { Participant = part.Participation.ToString(), Message = message };
        return new Wire.ListMyMessagesResponse { Messages = { messages }, Participants = { parts.Select(part => part.ToWire(answer => answer.NextPageToken)) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ReadMyMessageResponse> ReadMyMessage(Wire.ReadMyMessageRequest request, ServerCallContext context)
    {
        var read = await peers.ActAsync<MyMessagesService.MyMessagesServiceClient, OfSender.ReadMyMessageResponse>(
            named.Known(request.Participant),
            context,
            (client, options) => client.ReadMyMessageAsync(
                new OfSender.ReadMyMessageRequest { RequestId = request.RequestId, MessageId = request.MessageId }, options));
        return new Wire.ReadMyMessageResponse { Message = read.Message };
    }
}
