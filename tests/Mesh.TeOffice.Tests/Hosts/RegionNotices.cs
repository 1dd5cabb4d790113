using System.Diagnostics;
using Google.Protobuf;
using Mesh.Identity;
using Mesh.Messaging;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>What a region tells, as the bus brings it.</summary>
internal static class RegionNotices
{
    /// <summary>Any notice, told now.</summary>
    public static NoticeEnvelope Of(OfficeHost office, IMessage notice, Participation? source = null, Guid? flow = null, DateTimeOffset? at = null) => new(
        Guid.CreateVersion7(office.Machine.GetUtcNow()),
        source ?? Participants.Region,
        Participants.TeOffice,
        NoticeTypes.Of(notice.Descriptor),
        at ?? office.Now,
        office.Machine.GetUtcNow(),
        flow ?? Guid.CreateVersion7(),
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01",
        JsonFormatter.Default.Format(notice));

    /// <summary>Why notices were parked, in order.</summary>
    public static async Task<IReadOnlyList<string>> ParkedAsync(this OfficeHost office) =>
        [.. (await office.ColumnAsync("SELECT reason FROM notice_parked")).Cast<string>()];
}
