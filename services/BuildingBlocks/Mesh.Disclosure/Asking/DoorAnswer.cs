using Google.Protobuf;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What came of asking another participation's door. Withheld, unreachable and damaged are never confused.</summary>
public abstract record DoorAnswer
{
    private DoorAnswer()
    {
    }

    /// <summary>Something was given, and its digest is right.</summary>
    /// <param name="DisclosureId">The holder's ledger entry.</param>
    /// <param name="Bytes">The evidence: store these, encrypted.</param>
    /// <param name="Sha256">Their digest.</param>
    /// <param name="Content">The typed view, parsed from the bytes.</param>
    /// <param name="Basis">On what basis.</param>
    /// <param name="Receipt">The holder's signed receipt; kept in the asking book already.</param>
    /// <param name="WithheldCategories">Categories asked but not given.</param>
    public sealed record Given(
        Guid DisclosureId,
        ByteString Bytes,
        ByteString Sha256,
        DisclosedContent Content,
        Basis Basis,
        string Receipt,
        IReadOnlyList<DataCategory> WithheldCategories) : DoorAnswer
    {
        /// <summary>Nothing of the content, which is personal.</summary>
        public override string ToString() => $"Given {DisclosureId}";
    }

    /// <summary>The holder gave nothing. Says nothing about whether it knows the person.</summary>
    /// <param name="Reason">As the door said it: NO_BASIS, CONSENT_REVOKED or AWAITS_APPROVAL.</param>
    public sealed record Withheld(string Reason) : DoorAnswer;

    /// <summary>The holder could not be reached or could not answer: unknown, never "no".</summary>
    public sealed record Unreachable : DoorAnswer;

    /// <summary>What is stored there, or what arrived, is not intact.</summary>
    /// <param name="Reason">For example PLAN_DIGEST_MISMATCH.</param>
    public sealed record Damaged(string Reason) : DoorAnswer;
}
