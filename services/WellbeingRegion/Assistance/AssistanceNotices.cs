using System.Diagnostics;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What others are told of an assistance case on the bus: ids and codes; they fetch the rest through the door.</summary>
public sealed class AssistanceNotices(Outbox outbox, NoticeSubjects subjects, DbContext database)
{
    /// <summary>F01a, about one of Kela's notices.</summary>
    public void TellKela(AssistanceCaseRow row, Guid noticeId) => outbox.Add(
        new AssistanceNoticeHandled { NoticeId = noticeId.ToString(), StateCode = StateCode(row.State), ReasonCode = row.CloseReason },
        RemoteActs.Stored(row.Kela),
        "F01a AssistanceNoticeHandled",
        row.CaseId,
        Origin(row));

    /// <summary>F01a, about each of Kela's notices that are counted to the case.</summary>
    public async Task TellKelaAsync(AssistanceCaseRow row, CancellationToken cancellation)
    {
        var notices = await database.Set<AssistanceNoticeRow>()
            .Where(notice => notice.CaseId == row.CaseId)
            .OrderBy(notice => notice.HandledAt).ThenBy(notice => notice.NoticeId)
            .Select(notice => notice.NoticeId)
            .ToListAsync(cancellation);
        notices.ForEach(notice => TellKela(row, notice));
    }

    /// <summary>F04: the labour authority is invited.</summary>
    public void TellInvited(AssistanceCaseRow row) =>
        Refer(row, new LabourAuthorityInvited { ReferralId = row.CaseId.ToString() }, "F04 LabourAuthorityInvited");

    /// <summary>AKT-START-PRIO: the labour authority is to start.</summary>
    public void TellHandedOver(AssistanceCaseRow row) =>
        Refer(row, new AssistanceCaseHandedOver { ReferralId = row.CaseId.ToString() }, "F04 AssistanceCaseHandedOver");

    /// <summary>The labour authority that was referred to before need not answer any more; nothing is to be fetched.</summary>
    public void TellWithdrawn(AssistanceCaseRow row) => outbox.Add(
        new RegionReferralWithdrawn { ReferralId = row.CaseId.ToString() },
        RemoteActs.Stored(row.LabourAuthority),
        "F04 RegionReferralWithdrawn",
        row.CaseId,
        Origin(row));

    /// <summary>What became of a notice, as Kela is told.</summary>
    private static string StateCode(AssistanceState state) => state switch
    {
        AssistanceState.Received => "RECEIVED",
        AssistanceState.HandedOver => "HANDED_TO_LABOUR_AUTHORITY",
        AssistanceState.Closed => "NOT_NEEDED",
        _ => "CASE_OPENED",
    };

    private void Refer<TNotice>(AssistanceCaseRow row, TNotice notice, string step)
        where TNotice : IMessage
    {
        var authority = RemoteActs.Stored(row.LabourAuthority);
        var id = outbox.Add(notice, authority, step, row.CaseId, Origin(row));
        subjects.Link(id, row.SubjectId, authority, row.CaseId);
    }

    // Days lie between Kela's notice and what follows: an operator sees one line from Kela to the labour authority.
    private static ActivityContext? Origin(AssistanceCaseRow row) =>
        ActivityContext.TryParse(row.Trace, null, out var origin) ? origin : null;
}
