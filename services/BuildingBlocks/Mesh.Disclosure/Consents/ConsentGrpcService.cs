using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Registers and withdraws consents at the holder.</summary>
internal sealed class ConsentGrpcService(
    Writes writes,
    CallScope call,
    ConsentRequests requests,
    IClientIdentity identity,
    Subjects subjects,
    SubjectGate gate,
    ConsentStore consents,
    IEnumerable<IConsentWithdrawalListener> listeners,
    FlowJournal journal,
    MeshClock clock,
    TimeProvider time) : ConsentService.ConsentServiceBase
{
    public override Task<RegisterConsentResponse> RegisterConsent(RegisterConsentRequest request, ServerCallContext context)
    {
        var (code, form) = requests.Read(request);
        return writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var subjectId = await subjects.EnsureAsync(code, cancellation);
                var revision = ConsentDecisions.Register(
                    Guid.CreateVersion7(time.GetUtcNow()), form(subjectId), Actor("PROFESSIONAL"));

                // Not needed for safety, but for truth: no refusal written after this consent says that there is none.
                await gate.AdvanceAsync(subjectId, cancellation);
                consents.Add(revision);
                Journal("F26 ConsentRegistered", revision);
                return new RegisterConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            });
    }

    public override async Task<WithdrawConsentResponse> WithdrawConsent(WithdrawConsentRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();

        // Before the transaction: it is a call to the identity provider.
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);
        return await writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                // Somebody unknown here goes the same way with an id that nobody has.
                var subjectId = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
                var history = await consents.HistoryAsync(Guid.Parse(request.ConsentId), subjectId, cancellation);
                var revision = ConsentDecisions.Withdraw(subjectId, history, Actor("CLIENT")) switch
                {
                    WithdrawalOutcome.Withdrawn withdrawn => withdrawn.Revision,
                    WithdrawalOutcome.NotOpen => throw DisclosureRefusals.ConsentNotOpen.Raise(),
                    _ => throw Refusals.NoBasis.Raise(),
                };
                await gate.AdvanceAsync(subjectId, cancellation);
                consents.Add(revision);
                Journal("F26 ConsentWithdrawn", revision);
                foreach (var listener in listeners)
                {
                    listener.OnWithdrawn(subjectId, revision.ConsentId);
                }

                return new WithdrawConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            });
    }

    private ConsentActor Actor(string actedAs) => new(
        actedAs, call.Caller.PersonId ?? "", call.Caller.Assurance ?? "", clock.Now, time.GetUtcNow());

    private void Journal(string step, ConsentRevision revision) => journal.Record(
        step, Road.Own, Participation.TryParse(revision.Recipient, out var recipient) ? recipient : null);
}
