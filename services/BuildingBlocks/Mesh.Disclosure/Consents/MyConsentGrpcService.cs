using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>The calling client's own consents at this holder.</summary>
internal sealed class MyConsentGrpcService(
    Writes writes,
    MyConsentRequests requests,
    NarrowRequests narrowings,
    IClientIdentity identity,
    AcceptedCodes codes,
    Subjects subjects,
    ConsentStore consents,
    ClientActs acts,
    ConsentEndings endings,
    ConsentReceipts receipts,
    MeshClock clock) : MyConsentService.MyConsentServiceBase
{
    public override async Task<ListMyConsentsResponse> ListMyConsents(ListMyConsentsRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var code = await identity.CodeOfCallerAsync(cancellation);

        // Somebody unknown here goes the same way with an id that nobody has.
        var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
        var shown = ShownConsents.Of(await consents.RevisionsOfAsync(subjectId, cancellation), clock.Now, toProfessional: false)
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
                var revision = ConsentDecisions.Register(acts.NewId(), form(subjectId), acts.Actor(ClientActs.Client));
                await acts.WriteAsync("F26 ConsentGranted", [], revision, cancellation);
                return new GrantMyConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
            });
    }

    public override async Task<NarrowMyConsentResponse> NarrowMyConsent(NarrowMyConsentRequest request, ServerCallContext context)
    {
        var remains = narrowings.Read(request);
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);
        return await writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
                var history = await consents.HistoryAsync(Guid.Parse(request.ConsentId), subjectId, cancellation);
                var revision = await endings.NarrowAsync(subjectId, history, remains, null, ClientActs.Client, cancellation);
                return new NarrowMyConsentResponse { ConsentId = revision.ConsentId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.ConsentId, response.Revision, cancellation);
                return response;
            });
    }

    public override async Task<GetMyReceiptResponse> GetMyReceipt(GetMyReceiptRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        var cancellation = context.CancellationToken;
        var code = await identity.CodeOfCallerAsync(cancellation);
        var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
        var found = await receipts.FindAsync(Guid.Parse(request.RecordId), request.Revision, subjectId, cancellation)
            ?? throw Refusals.NoBasis.Raise();
        return new GetMyReceiptResponse { RecordId = found.RecordId.ToString(), Revision = found.Revision, Receipt = found.Text };
    }
}
