using System.Security.Cryptography;
using Google.Protobuf;
using Mesh.Disclosure;
using Mesh.Hosting.Errors;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.WellbeingRegion.JointPlans;

/// <summary>A plan copy whose bytes have the digest it names, and whose signatures are all on that digest.</summary>
public sealed record CheckedCopy
{
    /// <summary>Reason shown when the bytes are not the ones that were signed.</summary>
    public const string PlanDigestMismatch = "PLAN_DIGEST_MISMATCH";

    private CheckedCopy(Guid disclosureId, PlanCopy copy, PlanContent content) =>
        (DisclosureId, Copy, Content) = (disclosureId, copy, content);

    /// <summary>The owner's ledger entry.</summary>
    public Guid DisclosureId { get; }

    /// <summary>The copy as it was given.</summary>
    public PlanCopy Copy { get; }

    /// <summary>Parsed from its bytes.</summary>
    public PlanContent Content { get; }

    /// <summary>Checks what a door gave.</summary>
    /// <exception cref="WithheldException">There is no copy in it.</exception>
    /// <exception cref="EvidenceDamagedException">It is not what was signed, or of another case.</exception>
    public static CheckedCopy Of(DoorAnswer.Given given, Guid caseId)
    {
        var copy = given.Content.PlanCopy ?? throw new WithheldException(Refusals.NoBasis.Reason);
        var holds = copy.CaseId == caseId.ToString()
            && copy.PlanVersion > 0
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(copy.Content.Span), copy.ContentSha256.Span)
            && copy.Signatures.All(signature => signature.PlanVersion == copy.PlanVersion && signature.ContentSha256 == copy.ContentSha256);
        try
        {
            return holds
                ? new CheckedCopy(given.DisclosureId, copy, PlanContent.Parser.ParseFrom(copy.Content))
                : throw new EvidenceDamagedException(PlanDigestMismatch);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new EvidenceDamagedException(PlanDigestMismatch);
        }
    }

    /// <summary>Nothing of the content, which is personal.</summary>
    public override string ToString() => $"Copy {DisclosureId}";
}
