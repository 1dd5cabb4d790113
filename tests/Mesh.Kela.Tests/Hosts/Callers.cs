using System.Diagnostics;
using Google.Protobuf;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Messaging;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Who calls Kela.</summary>
internal static class Callers
{
    public static Caller System { get; } = new(CallerKind.OwnSystem, KelaHost.Self, SystemName: "assistance");

    public static Caller Officer { get; } = new(CallerKind.Professional, KelaHost.Self, PersonId: "officer-1", Assurance: "urn:mesh:assurance:test");
}

/// <summary>Notices as the bus brings them to Kela.</summary>
internal static class Incoming
{
    /// <param name="kela">Who receives it.</param>
    /// <param name="source">Who tells.</param>
    /// <param name="notice">What.</param>
    /// <param name="at">When it happened, in the mesh's time; now unless given.</param>
    /// <param name="flow">In which flow; one of its own unless given.</param>
    public static NoticeEnvelope Of(KelaHost kela, Participation source, IMessage notice, DateTimeOffset? at = null, Guid? flow = null) => new(
        Guid.CreateVersion7(kela.Time.GetUtcNow()),
        source,
        KelaHost.Self,
        NoticeTypes.Of(notice.Descriptor),
        at ?? kela.Now,
        kela.Time.GetUtcNow(),
        flow ?? Guid.CreateVersion7(),
        $"00-{ActivityTraceId.CreateRandom().ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01",
        JsonFormatter.Default.Format(notice));
}
