using System.Diagnostics;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.Messaging.Tests.Hosts;

internal abstract class ScriptedHandler<TNotice>(DbContext database, HandlerScript script) : INoticeHandler<TNotice>
    where TNotice : IMessage
{
    public abstract string Name { get; }

    public async Task<NoticeAct> PrepareAsync(TNotice notice, NoticeContext context, CancellationToken cancellation)
    {
        script.CountPreparation();
        await script.Preparing(Name);
        return async token =>
        {
            database.Add(new Effect
            {
                What = Name,
                NoticeId = context.NoticeId,
                CaseVersion = VersionOf(notice),
                TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            });
            await database.SaveChangesAsync(token);
            await script.Acting(Name);
        };
    }

    private static int VersionOf(TNotice notice) =>
        notice.Descriptor.FindFieldByName("case_version")?.Accessor.GetValue(notice) is int version ? version : 0;
}

internal sealed class FirstSignedHandler(DbContext database, HandlerScript script) : ScriptedHandler<PlanSigned>(database, script)
{
    public override string Name => "first";
}

internal sealed class SecondSignedHandler(DbContext database, HandlerScript script) : ScriptedHandler<PlanSigned>(database, script)
{
    public override string Name => "second";
}

internal sealed class ThresholdHandler(DbContext database, HandlerScript script) : ScriptedHandler<BenefitDayThresholdReached>(database, script)
{
    public override string Name => "threshold";
}

/// <summary>Keeps only the newest version of a case, as every real handler does.</summary>
internal sealed class NewestVersionHandler(DbContext database) : INoticeHandler<PlanActivated>
{
    public string Name => "newest";

    public Task<NoticeAct> PrepareAsync(PlanActivated notice, NoticeContext context, CancellationToken cancellation) =>
        Task.FromResult<NoticeAct>(async token =>
        {
            var passed = await database.Set<Effect>().AnyAsync(effect => effect.What == notice.CaseId && effect.CaseVersion >= notice.CaseVersion, token);
            if (!passed)
            {
                database.Add(new Effect { What = notice.CaseId, NoticeId = context.NoticeId, CaseVersion = notice.CaseVersion });
            }
        });
}
