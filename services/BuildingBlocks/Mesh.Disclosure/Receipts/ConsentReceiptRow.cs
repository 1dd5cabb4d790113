using System.Text;

namespace Mesh.Disclosure;

/// <summary>A receipt as it was signed: the very bytes, so that a second look gives the client what the first gave.</summary>
internal sealed class ConsentReceiptRow
{
    /// <summary>The consent or refusal.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>The revision that it is for.</summary>
    public required int Revision { get; init; }

    /// <summary>Whose act, by random id.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The receipt, UUIDv7.</summary>
    public required Guid ReceiptId { get; init; }

    /// <summary>Compact JWS in ASCII. Holds opaque ids, codes and names of organisations.</summary>
    public required byte[] Jws { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>As it travels.</summary>
    public string Text => Encoding.ASCII.GetString(Jws);
}
