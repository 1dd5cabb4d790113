using System.Diagnostics;
using Google.Protobuf;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.Notices.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>F02 as the bus brings it.</summary>
internal static class KelaNotices
{
    public static NoticeEnvelope Threshold(OfficeHost office, Participation? source = null) => new(
        Guid.CreateVersion7(office.Machine.GetUtcNow()),
        source ?? Participants.Kela,
        Participants.TeOffice,
        NoticeTypes.Of(BenefitDayThresholdReached.Descriptor),
        office.Now,
        office.Machine.GetUtcNow(),
        Guid.CreateVersion7(),
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01",
        JsonFormatter.Default.Format(new BenefitDayThresholdReached { ThresholdCode = "SUBSIDY_180" }));
}
