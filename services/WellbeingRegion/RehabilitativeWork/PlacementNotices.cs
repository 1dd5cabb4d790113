using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>F11: what the labour authority is told of a placement on the bus; it fetches the rest through the door by the notice.</summary>
public sealed class PlacementNotices(Outbox outbox, NoticeSubjects subjects)
{
    /// <summary>A placement is agreed.</summary>
    public void TellAgreed(PlacementRow row) => Send(
        row,
        new PlacementAgreed { CaseId = row.JointCaseId.ToString(), PlacementId = row.PlacementId.ToString(), PlacementVersion = row.Version },
        "F11 PlacementAgreed");

    /// <summary>The work activity has started.</summary>
    public void TellStarted(PlacementRow row) => Send(
        row,
        new RehabilitativeWorkStarted { CaseId = row.JointCaseId.ToString(), PlacementId = row.PlacementId.ToString(), PlacementVersion = row.Version },
        "F11 RehabilitativeWorkStarted");

    /// <summary>It has ended.</summary>
    public void TellEnded(PlacementRow row) => Send(
        row,
        new RehabilitativeWorkEnded { CaseId = row.JointCaseId.ToString(), PlacementId = row.PlacementId.ToString(), PlacementVersion = row.Version },
        "F11 RehabilitativeWorkEnded");

    private void Send<TNotice>(PlacementRow row, TNotice notice, string step)
        where TNotice : IMessage
    {
        var authority = RemoteActs.Stored(row.LabourAuthority);
        var id = outbox.Add(notice, authority, step, row.JointCaseId);

        // The door finds by this which placement the notice is about: there may be several under one plan.
        subjects.Link(id, row.SubjectId, authority, row.PlacementId);
    }
}
