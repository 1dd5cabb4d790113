using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Signing;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Issues tokens of this owner's own open cases to their parties.</summary>
internal sealed class CaseTokenGrpcService(
    HolderCases cases, Subjects subjects, IParticipationSigner signer, Transactions transactions, FlowJournal journal, CallScope call, Self self, TimeProvider time)
    : CaseTokenService.CaseTokenServiceBase
{
    public override Task<IssueCaseTokenResponse> IssueCaseToken(IssueCaseTokenRequest request, ServerCallContext context)
    {
        var party = call.Caller.Participation!.Value;
        _ = Participation.TryParse(request.Audience, out var audience);
        return transactions.RunAsync(
            async cancellation =>
            {
                var known = await cases.FindAsync(Guid.Parse(request.CaseId), cancellation);
                if (known is not { Open: true } || party == audience || !known.Parties.Contains(party) || !known.Parties.Contains(audience))
                {
                    throw Refusals.NoBasis.Raise();
                }

                // A token tells whole seconds; one that began in the second to come would not count yet.
                var from = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
                var says = new OfferedProof.OwnerToken(
                    known.CaseId,
                    known.Kind,
                    self.Participation,
                    known.Parties,
                    TokenSubject.Of(await subjects.RevealAsync(known.SubjectId, cancellation)),
                    audience,
                    from,
                    from + TokenGrounds.MostLife);
                journal.Record("IssueCaseToken", Road.Cooperation, party, caseId: known.CaseId);
                return new IssueCaseTokenResponse { Token = CaseTokens.Mint(signer, says), ExpiresAt = says.ExpiresAt.ToTimestamp() };
            },
            context.CancellationToken);
    }
}
