using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Calls about consents, refusals and contact bans, as a service would take them.</summary>
public static class ClientCalls
{
    /// <summary>A form on paper.</summary>
    public static Evidence Paper(string reference = "urn:archive:2023/417") => new()
    {
        HowGiven = HowGiven.SignedOnPaper,
        Language = "sv",
        TextVersion = "2023-2",
        Sha256 = ByteString.CopyFrom([.. Enumerable.Repeat((byte)7, 32)]),
        Reference = reference,
    };

    public static RegisterRefusalRequest Refusal(PersonalIdentityCode who) => new()
    {
        RequestId = TestHolder.Id(),
        PersonalIdentityCode = who.Reveal(),
        Evidence = Paper(),
    };

    public static RefuseMyDataRequest Refuse() => new()
    {
        RequestId = TestHolder.Id(),
        Language = "fi",
        TextVersion = "2023-1",
        TextSha256 = ByteString.CopyFrom(new byte[32]),
    };

    public static Task<NarrowConsentResponse> NarrowAsync(this TestHolder holder, NarrowConsentRequest request) => holder.AsProfessionalAsync(
        services => Of<ConsentGrpcService>(services).NarrowConsent(request, new TestCall("/ConsentService/NarrowConsent")));

    public static Task<NarrowMyConsentResponse> NarrowMineAsync(this TestHolder holder, PersonalIdentityCode who, NarrowMyConsentRequest request) =>
        holder.AsClientAsync(who, services => Of<MyConsentGrpcService>(services).NarrowMyConsent(request, new TestCall("/MyConsentService/NarrowMyConsent")));

    public static Task<RegisterWithdrawalResponse> RegisterWithdrawalAsync(this TestHolder holder, string consentId) => holder.AsProfessionalAsync(
        services => Of<ConsentGrpcService>(services).RegisterWithdrawal(
            new RegisterWithdrawalRequest { RequestId = TestHolder.Id(), ConsentId = consentId, Evidence = Paper() },
            new TestCall("/ConsentService/RegisterWithdrawal")));

    public static Task<ListConsentsResponse> ListAsync(this TestHolder holder, PersonalIdentityCode who, int size = 0, string token = "") =>
        holder.AsProfessionalAsync(services => Of<ConsentGrpcService>(services).ListConsents(
            new ListConsentsRequest { PersonalIdentityCode = who.Reveal(), PageSize = size, PageToken = token },
            new TestCall("/ConsentService/ListConsents")));

    public static Task<GetConsentHistoryResponse> HistoryAsync(this TestHolder holder, string consentId) => holder.AsProfessionalAsync(
        services => Of<ConsentGrpcService>(services).GetConsentHistory(
            new GetConsentHistoryRequest { ConsentId = consentId }, new TestCall("/ConsentService/GetConsentHistory")));

    public static Task<ListMyConsentsResponse> ListMineAsync(this TestHolder holder, PersonalIdentityCode who) =>
        holder.AsClientAsync(who, services => Of<MyConsentGrpcService>(services).ListMyConsents(new(), new TestCall("/MyConsentService/ListMyConsents")));

    public static Task<GrantMyConsentResponse> GrantAsync(this TestHolder holder, PersonalIdentityCode who, GrantMyConsentRequest request) =>
        holder.AsClientAsync(who, services => Of<MyConsentGrpcService>(services).GrantMyConsent(request, new TestCall("/MyConsentService/GrantMyConsent")));

    public static Task<GetMyReceiptResponse> ReceiptAsync(this TestHolder holder, PersonalIdentityCode who, string recordId, int revision = 0) =>
        holder.AsClientAsync(who, services => Of<MyConsentGrpcService>(services).GetMyReceipt(
            new GetMyReceiptRequest { RecordId = recordId, Revision = revision }, new TestCall("/MyConsentService/GetMyReceipt")));

    public static Task<RegisterRefusalResponse> RegisterRefusalAsync(this TestHolder holder, RegisterRefusalRequest request) =>
        holder.AsProfessionalAsync(services => Of<RefusalGrpcService>(services).RegisterRefusal(request, new TestCall("/RefusalService/RegisterRefusal")));

    public static Task<LiftRefusalResponse> LiftAsync(this TestHolder holder, string refusalId, string? requestId = null) => holder.AsProfessionalAsync(
        services => Of<RefusalGrpcService>(services).LiftRefusal(
            new LiftRefusalRequest { RequestId = requestId ?? TestHolder.Id(), RefusalId = refusalId, Evidence = Paper() },
            new TestCall("/RefusalService/LiftRefusal")));

    public static Task<ListRefusalsResponse> ListRefusalsAsync(this TestHolder holder, PersonalIdentityCode who) => holder.AsProfessionalAsync(
        services => Of<RefusalGrpcService>(services).ListRefusals(
            new ListRefusalsRequest { PersonalIdentityCode = who.Reveal() }, new TestCall("/RefusalService/ListRefusals")));

    public static Task<RefuseMyDataResponse> RefuseAsync(this TestHolder holder, PersonalIdentityCode who, RefuseMyDataRequest request) =>
        holder.AsClientAsync(who, services => Of<MyRefusalGrpcService>(services).RefuseMyData(request, new TestCall("/MyRefusalService/RefuseMyData")));

    public static Task<LiftMyRefusalResponse> LiftMineAsync(this TestHolder holder, PersonalIdentityCode who, string refusalId, string? requestId = null) =>
        holder.AsClientAsync(who, services => Of<MyRefusalGrpcService>(services).LiftMyRefusal(
            new LiftMyRefusalRequest { RequestId = requestId ?? TestHolder.Id(), RefusalId = refusalId }, new TestCall("/MyRefusalService/LiftMyRefusal")));

    public static Task<ListMyRefusalsResponse> ListMyRefusalsAsync(this TestHolder holder, PersonalIdentityCode who, int size = 0, string token = "") =>
        holder.AsClientAsync(who, services => Of<MyRefusalGrpcService>(services).ListMyRefusals(
            new ListMyRefusalsRequest { PageSize = size, PageToken = token }, new TestCall("/MyRefusalService/ListMyRefusals")));

    public static Task<RecordContactBanResponse> RecordBanAsync(this TestHolder holder, RecordContactBanRequest request) => AsSystemAsync(
        holder, service => service.RecordContactBan(request, new TestCall("/ContactBanService/RecordContactBan")));

    public static Task<EndContactBanResponse> EndBanAsync(this TestHolder holder, EndContactBanRequest request) => AsSystemAsync(
        holder, service => service.EndContactBan(request, new TestCall("/ContactBanService/EndContactBan")));

    private static Task<T> AsSystemAsync<T>(TestHolder holder, Func<ContactBanGrpcService, Task<T>> act) => holder.InAsync(services =>
    {
        var self = services.GetRequiredService<Self>().Participation;
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.OwnSystem, self, SystemName: "vtj-follower"));
        return act(Of<ContactBanGrpcService>(services));
    });

    private static T Of<T>(IServiceProvider services) => ActivatorUtilities.CreateInstance<T>(services);
}
