using System.Text;
using Google.Protobuf;
using Mesh.Hosting.AtRest;

namespace Mesh.Messaging;

/// <summary>
/// Parked envelopes at rest and as an operator sees them. What others sent was not held to our guard, so nobody knows what is in it: each is
/// kept encrypted, and of its data only what this version's contract knows to be ids and codes is shown.
/// </summary>
internal sealed class ParkedEnvelopes(FieldCipher cipher)
{
    private const string Table = "notice_parked";
    private const string Column = "envelope";
    private const string Nothing = "{}";

    /// <summary>As it is kept.</summary>
    public byte[] Protect(ReadOnlySpan<byte> envelope, Guid noticeId) => cipher.Protect(envelope, Table, Column, noticeId);

    /// <summary>The bytes that came.</summary>
    public byte[] Reveal(ParkedRow row) => cipher.Reveal(row.Envelope, Table, Column, row.NoticeId);

    /// <summary>The envelope as JSON, of its data what may be shown; empty when what came is no envelope.</summary>
    public string Show(ParkedRow row)
    {
        var read = NoticeEnvelope.Parse(Reveal(row));
        return read.IsValid ? Encoding.UTF8.GetString((read.Value with { Data = Shown(read.Value) }).ToJson()) : "";
    }

    private static string Shown(NoticeEnvelope envelope) =>
        NoticeTypes.TryRead(envelope.Type, envelope.Data, out var notice) && NoticeContent.Faults(notice).Count == 0 ? JsonFormatter.Default.Format(notice) : Nothing;
}
