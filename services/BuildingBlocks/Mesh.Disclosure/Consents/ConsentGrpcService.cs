using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>Consents at the holder, as its professionals register and see them; and a client's own withdrawal.</summary>
internal sealed class ConsentGrpcService(
    Writes writes,
    Transactions transactions,
    ConsentRequests requests,
    NarrowRequests narrowings,
    IClientIdentity identity,
    Subjects subjects,
    ConsentStore consents,
    ClientActs acts,
    ConsentEndings endings,
    ConsentReceipts receipts,
    ProfessionalTies ties,
    FlowJournal journal,
    Looks looks,
    MeshClock clock) : ConsentService.ConsentServiceBase
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
                var revision = ConsentDecisions.Register(acts.NewId(), form(subjectId), acts.Actor(ClientActs.Professional));
                await acts.WriteAsync("F26 ConsentRegistered", [], revision, cancellation);
                return new RegisterConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
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
                var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
                var history = await consents.HistoryAsync(Guid.Parse(request.ConsentId), subjectId, cancellation);
                var revision = await endings.WithdrawAsync(subjectId, history, null, ClientActs.Client, cancellation);
                return new WithdrawConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
            });
    }

    public override Task<RegisterWithdrawalResponse> RegisterWithdrawal(RegisterWithdrawalRequest request, ServerCallContext context)
    {
        var giving = requests.Read(request);
        return writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var history = await HistoryOfTiedAsync(request.ConsentId, cancellation);
                var revision = await endings.WithdrawAsync(SubjectOf(history), history, giving, ClientActs.Professional, cancellation);
                return new RegisterWithdrawalResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
            });
    }

    public override Task<NarrowConsentResponse> NarrowConsent(NarrowConsentRequest request, ServerCallContext context)
    {
        var (remains, giving) = narrowings.Read(request);
        return writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var history = await HistoryOfTiedAsync(request.ConsentId, cancellation);
                var revision = await endings.NarrowAsync(SubjectOf(history), history, remains, giving, ClientActs.Professional, cancellation);
                return new NarrowConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
            });
    }

    public override Task<ListConsentsResponse> ListConsents(ListConsentsRequest request, ServerCallContext context)
    {
        var code = requests.Read(request);
        var page = PageToken.Read(request.PageToken, request.PageSize);
        return transactions.RunAsync(
            async cancellation =>
            {
                var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
                await ties.RequireAsync(subjectId, cancellation);
                var shown = ShownConsents.Of(await consents.RevisionsOfAsync(subjectId, cancellation), clock.Now, toProfessional: true)
                    .Skip(page.Offset).Take(page.Size)
                    .ToList();
                journal.Record("CON-10 ListConsents by professional", Road.Own, null);
                looks.At(subjectId, null);
                return new ListConsentsResponse { Consents = { shown }, NextPageToken = page.Next(shown.Count) };
            },
            context.CancellationToken);
    }

    public override Task<GetConsentHistoryResponse> GetConsentHistory(GetConsentHistoryRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        return transactions.RunAsync(
            async cancellation =>
            {
                var history = await HistoryOfTiedAsync(request.ConsentId, cancellation);
                journal.Record("CON-10 GetConsentHistory by professional", Road.Own, history[0].Counterpart);
                looks.At(history[0].SubjectId, null);
                return new GetConsentHistoryResponse
                {
                    Consent = ShownConsents.Of(history, clock.Now, toProfessional: true).Single(),
                    Unbroken = RevisionHash.IsUnbroken(history),
                };
            },
            context.CancellationToken);
    }

    // Whoever has nothing to do with the client is answered as about a consent that is not here, by the same statements.
    private async Task<List<ConsentRevision>> HistoryOfTiedAsync(string consentId, CancellationToken cancellation)
    {
        var history = await consents.HistoryAsync(Guid.Parse(consentId), cancellation);
        await ties.RequireAsync(SubjectOf(history), cancellation);
        return history;
    }

    // A consent that is not here is nobody's, and goes the same way.
    private Guid SubjectOf(List<ConsentRevision> history) => history.Count == 0 ? acts.NewId() : history[0].SubjectId;
}
