using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.RabbitMq.Tests.Hosts;

/// <summary>What a host's handlers are to do; a test changes it while the host runs.</summary>
internal sealed class Handling
{
    /// <summary>Called before anything is prepared; throws to fail.</summary>
    public Action Preparing { get; set; } = () => { };
}

/// <summary>Writes down what it has handled.</summary>
internal sealed class SignedHandler(DbContext database, Handling handling) : INoticeHandler<PlanSigned>
{
    public string Name => "signed";

    public Task<NoticeAct> PrepareAsync(PlanSigned notice, NoticeContext context, CancellationToken cancellation)
    {
        handling.Preparing();
        return Task.FromResult<NoticeAct>(_ =>
        {
            database.Add(new Effect { What = $"{context.NoticeId} from {context.Source}" });
            return Task.CompletedTask;
        });
    }
}

/// <summary>Keeps the newest version of a case, as every real handler does.</summary>
internal sealed class ActivatedHandler(DbContext database) : INoticeHandler<PlanActivated>
{
    public string Name => "activated";

    public Task<NoticeAct> PrepareAsync(PlanActivated notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(async token =>
        {
            var seen = await database.Set<Effect>().Where(effect => effect.What.StartsWith(notice.CaseId)).Select(effect => effect.What).ToListAsync(token);
            if (!seen.Exists(effect => int.Parse(effect.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) >= notice.CaseVersion))
            {
                database.Add(new Effect { What = $"{notice.CaseId} {notice.CaseVersion}" });
            }
        });
}
