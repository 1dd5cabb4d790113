using Google.Protobuf;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What an attempt comes to once decided and composed: what its row says, and what the requester gets after the row is written.</summary>
internal abstract record AttemptResult(GroundForDisclosure? Ground)
{
    public const string Ok = "OK";

    public abstract LedgerOutcome Outcome { get; }

    public abstract string PreciseReason { get; }

    public abstract string ShownReason { get; }

    /// <summary>The answer, or the refusal thrown.</summary>
    public abstract DiscloseResponse Answer(LedgerEntry written, string? receipt);

    /// <summary>Something is given.</summary>
    public sealed record Permitted(GroundForDisclosure By, ComposedContent Content, IReadOnlyList<DataCategory> Withheld)
        : AttemptResult(By)
    {
        public override LedgerOutcome Outcome => LedgerOutcome.Permit;

        public override string PreciseReason => Ok;

        public override string ShownReason => Ok;

        public override DiscloseResponse Answer(LedgerEntry written, string? receipt) => new()
        {
            DisclosureId = written.EntryId.ToString(),
            Content = Content.Bytes,
            ContentSha256 = ByteString.CopyFrom(Content.Sha256),
            Basis = By.ToWire(),
            Withheld = { Withheld },
            Receipt = receipt,
        };
    }

    /// <summary>Nothing is given.</summary>
    public sealed record Denied(DenialReason Reason, GroundForDisclosure? Despite) : AttemptResult(Despite)
    {
        public override LedgerOutcome Outcome => LedgerOutcome.Deny;

        public override string PreciseReason => Reason.Code();

        public override string ShownReason => Reason.Shown();

        // No metadata: every refusal without basis has the same bytes.
        public override DiscloseResponse Answer(LedgerEntry written, string? receipt) => throw (ShownReason == DenialReasons.ConsentRevoked
            ? DisclosureRefusals.ConsentRevoked
            : Refusals.NoBasis).Raise();
    }

    /// <summary>There is a basis, and a person must approve: nothing is given now.</summary>
    public sealed record Waiting(GroundForDisclosure By, IReadOnlyList<DataCategory> Meant) : AttemptResult(By)
    {
        public override LedgerOutcome Outcome => LedgerOutcome.Deny;

        public override string PreciseReason => DenialReason.AwaitsApproval.Code();

        public override string ShownReason => DenialReason.AwaitsApproval.Shown();

        public override DiscloseResponse Answer(LedgerEntry written, string? receipt) => throw DisclosureRefusals.AwaitsApproval.Raise();
    }

    /// <summary>There is a basis, but what is stored is damaged.</summary>
    public sealed record Damaged(GroundForDisclosure By, string Reason) : AttemptResult(By)
    {
        public override LedgerOutcome Outcome => LedgerOutcome.Fault;

        public override string PreciseReason => Reason;

        public override string ShownReason => Reason;

        public override DiscloseResponse Answer(LedgerEntry written, string? receipt) =>
            throw Refusals.EvidenceDamaged(Reason).Raise();
    }
}
