using Mesh.Hosting.Calls;
using Mesh.Messaging.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging.Tests.Parking;

/// <summary>What an operator does, each in a scope of its own as in a call.</summary>
internal static class Operator
{
    public static Task<ListParkedNoticesResponse> ListAsync(TestHost host, int pageSize = 0, string token = "") => host.InScopeAsync(scope =>
        Service(scope).ListParkedNotices(new() { PageSize = pageSize, PageToken = token }, new TestCall()));

    public static Task<ReplayParkedNoticeResponse> ReplayAsync(TestHost host, string noticeId) => host.InScopeAsync(scope =>
        Service(scope).ReplayParkedNotice(new() { NoticeId = noticeId }, new TestCall()));

    public static Task<GetParkedNoticeResponse> ShowAsync(TestHost host, string noticeId) => host.InScopeAsync(scope =>
        Service(scope).GetParkedNotice(new() { NoticeId = noticeId }, new TestCall()));

    /// <summary>As the call gate would let it in: a write has a caller.</summary>
    public static Task<DiscardParkedNoticeResponse> DiscardAsync(TestHost host, DiscardParkedNoticeRequest request) => host.InScopeAsync(scope =>
    {
        scope.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Operator, null, "operator-1", "urn:mesh:assurance:high"));
        return Service(scope).DiscardParkedNotice(request, new TestCall());
    });

    private static ParkedNoticeGrpcService Service(IServiceProvider scope) => ActivatorUtilities.CreateInstance<ParkedNoticeGrpcService>(scope);
}
