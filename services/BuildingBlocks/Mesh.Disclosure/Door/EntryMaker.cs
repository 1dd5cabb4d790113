using System.Diagnostics;
using Mesh.Hosting.Calls;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Makes the ledger entry of an attempt.</summary>
internal sealed class EntryMaker(FlowContext flow, TimeProvider time)
{
    public LedgerEntry Make(ReceivedAttempt received, Guid subjectId, FactsAtRevision at, AttemptResult result)
    {
        var (attempt, request) = (received.Attempt, received.Request);
        var ground = result.Ground;
        var given = result is AttemptResult.Permitted permitted ? permitted.Content : null;
        return new LedgerEntry
        {
            EntryId = Guid.CreateVersion7(time.GetUtcNow()),
            SubjectId = subjectId,
            Requester = attempt.Requester!.Value.ToString(),
            ActorId = request.Actor.PairwiseId,
            ActorRole = request.Actor.Role,
            ActorAssurance = request.Actor.Assurance,
            Purpose = attempt.Purpose,
            CategoriesAsked = WireNames.Of(attempt.Categories),
            CategoriesGiven = WireNames.Of(given?.Given ?? []),
            CategoriesWithheld = WireNames.Of(attempt.Categories.Except(given?.Given ?? [])),
            Outcome = result.Outcome,
            PreciseReason = result.PreciseReason,
            ShownReason = result.ShownReason,
            BasisKind = ground?.Rule.Kind,
            Flow = ground?.Rule.Flow
                ?? DisclosureRules.FlowOf(at.Facts.Holder, attempt.Requester.Value, attempt.Purpose, [.. attempt.Categories]),
            Citation = ground is null or { Rule.Kind: BasisKind.Consent } ? null : ground.Rule.CitationText,
            ConsentId = ground?.Consent?.ConsentId,
            ConsentRevision = ground?.Consent?.Revision,
            ProofKind = ground?.Proof?.Kind,
            ProofReference = ground?.Proof?.Reference,
            ProofAttested = ground?.Proof?.IsAttested ?? false,
            RefusalPassed = given is null ? null : ground?.RefusalPassed,
            GateRevision = at.Revision,
            StatementSha256 = received.Statement.Sha256,
            AnswerSha256 = given?.Sha256,
            RequestId = received.RequestId,
            FlowId = flow.Id,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            CaseId = ground?.Proof?.CaseId,
            Time = at.Facts.Now,
            RecordedAt = time.GetUtcNow(),
        };
    }
}
