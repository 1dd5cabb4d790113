using System.Globalization;
using Mesh.Hosting.Health;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>That clients are told: what is queued leaves within <see cref="Limit"/>. Letters that wait are shown; posting them is people's work.</summary>
internal sealed class ClientNoticePromise(DbContext database, TimeProvider time) : IPromiseCheck
{
    internal static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public async Task<Promise> CheckAsync(CancellationToken cancellation)
    {
        var notices = database.Set<ClientNoticeRow>();
        var oldest = await (
            from notice in notices
            join step in database.Set<ServiceStepRow>() on notice.NoticeId equals step.NoticeId
            where notice.State == ServiceState.Queued && step.Number == 1
            orderby step.RecordedAt
            select (DateTimeOffset?)step.RecordedAt).FirstOrDefaultAsync(cancellation);
        var letters = await notices.CountAsync(notice => notice.State == ServiceState.Failed, cancellation);
        var age = time.GetUtcNow() - oldest ?? TimeSpan.Zero;
        return new("clients-told", age <= Limit, string.Create(CultureInfo.InvariantCulture, $"oldest queued {(long)age.TotalSeconds} s, {letters} letters wait"));
    }
}
