using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>The calling client's own consents at this holder.</summary>
internal sealed class MyConsentGrpcService(
    Writes writes,
    CallScope call,
    MyConsentRequests requests,
    IClientIdentity identity,
    AcceptedCodes codes,
    Subjects subjects,
    SubjectGate gate,
    ConsentStore consents,
    FlowJournal journal,
    MeshClock clock,
    TimeProvider time) : MyConsentService.MyConsentServiceBase
{
    public override async Task<ListMyConsentsResponse> ListMyConsents(ListMyConsentsRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var code = await identity.CodeOfCallerAsync(cancellation);

        // Somebody unknown here goes the same way with an id that nobody has.
        var subjectId = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
        var shown = MyConsents.Of(await consents.RevisionsOfAsync(subjectId, cancellation), clock.Now)
            .Skip(page.Offset).Take(page.Size)
            .ToList();
        return new ListMyConsentsResponse { Consents = { shown }, NextPageToken = page.Next(shown.Count) };
    }

    public override async Task<GrantMyConsentResponse> GrantMyConsent(GrantMyConsentRequest request, ServerCallContext context)
    {
        var form = requests.Read(request);

        // Before the transaction: it is a call to the identity provider.
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);
        if (!codes.Accepts(code))
        {
            throw Refusals.AccessDenied.Raise();
        }

        return await writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var subjectId = await subjects.EnsureAsync(code, cancellation);
                var actor = new ConsentActor("CLIENT", call.Caller.PersonId ?? "", call.Caller.Assurance ?? "", clock.Now, time.GetUtcNow());
                var revision = ConsentDecisions.Register(Guid.CreateVersion7(time.GetUtcNow()), form(subjectId), actor);

                // As for a registered form: no refusal written after this consent says that there is none.
                await gate.AdvanceAsync(subjectId, cancellation);
                consents.Add(revision);
                journal.Record("F26 ConsentGranted", Road.Own, Participation.TryParse(revision.Recipient, out var recipient) ? recipient : null);
                return new GrantMyConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            });
    }
}
