using Mesh.Identity;
using Mesh.Statutes;
using Mesh.WorkQueues;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Notices of prolonged assistance that wait for a fact before they can be sent, and those that no region has acknowledged (F01, F01a).</summary>
internal sealed class AssistanceNoticeWork(DbContext database) : IWorkSource
{
    // Regions mean to acknowledge within three working days (AKT-START-SLA); a target, no term of law.
    private const int WorkingDaysToAcknowledge = 3;

    public string Name => "assistance-notices";

    public Guid? Touched(object row) => row is AssistanceNoticeRow notice ? notice.EntryId : null;

    public async Task<IReadOnlyList<Work>> OfAsync(Guid thing, CancellationToken cancellation)
    {
        var row = await database.Set<AssistanceNoticeRow>().SingleOrDefaultAsync(notice => notice.EntryId == thing, cancellation);
        return row switch
        {
            { State: AssistanceNoticeState.Waiting } =>
                [Of(row, WorkKind.Fact, "COMPLETE_" + row.MissingFact, "tyollisyys.mesh.kela.v1.SocialAssistanceRegisterService/RecordAssistanceMonths")],
            { State: AssistanceNoticeState.Sent } => [Unanswered(row)],
            _ => [],
        };
    }

    private static Work Unanswered(AssistanceNoticeRow row)
    {
        var by = FinnishCalendar.WorkingDayAfter(HelsinkiTime.DateOf(row.ChangedAt), WorkingDaysToAcknowledge);
        return Of(row, WorkKind.Decision, "ASK_REGION", "tyollisyys.mesh.kela.v1.AssistanceNoticeService/ListAssistanceNotices") with
        {
            DueOn = by,
            ShownFrom = by,
        };
    }

    private static Work Of(AssistanceNoticeRow row, WorkKind kind, string code, string method) => new(kind, code, row.EntryId, method, row.FlowId)
    {
        SubjectId = row.SubjectId,
        Counterpart = row.Recipient ?? "",
        IsUnclaimed = true,
    };
}
