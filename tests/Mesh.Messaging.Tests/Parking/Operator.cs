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

    private static ParkedNoticeGrpcService Service(IServiceProvider scope) => ActivatorUtilities.CreateInstance<ParkedNoticeGrpcService>(scope);
}
