using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>
/// What is told of a placement on the bus: the labour authority learns of it (F11, F32) and fetches the rest through the door by the
/// notice, and whoever keeps the place, that it is free again (F13).
/// </summary>
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

    /// <summary>F32: the plan's service has started, ended or could not be arranged.</summary>
    public void TellEvent(PlacementRow row) => Send(
        row,
        new ServiceEventRecorded { CaseId = row.JointCaseId.ToString(), ServiceId = row.PlacementId.ToString(), ServiceVersion = row.Version },
        "F32 ServiceEventRecorded");

    /// <summary>
    /// F13: the place is free again; nobody is told when it is no municipality's. Told also when no request for it is known here:
    /// one whose answer was lost may hold the place.
    /// </summary>
    public void TellReleased(PlacementRow row)
    {
        if (row.WorkplaceId is not null)
        {
            outbox.Add(
                new PlaceReleased { PlacementId = row.PlacementId.ToString() },
                RemoteActs.Stored(row.WorkplaceOwner),
                "F13 PlaceReleased",
                row.JointCaseId);
        }
    }

    private void Send<TNotice>(PlacementRow row, TNotice notice, string step)
        where TNotice : IMessage
    {
        var authority = RemoteActs.Stored(row.LabourAuthority);
        var id = outbox.Add(notice, authority, step, row.JointCaseId);

        // The door finds by this which placement the notice is about: there may be several under one plan.
        subjects.Link(id, row.SubjectId, authority, row.PlacementId);
    }
}
