using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>The calling client's own refusals at this holder.</summary>
internal sealed class MyRefusalGrpcService(
    Writes writes,
    RefusalRequests requests,
    IClientIdentity identity,
    AcceptedCodes codes,
    Subjects subjects,
    RefusalStore refusals,
    ClientActs acts,
    ConsentReceipts receipts) : MyRefusalService.MyRefusalServiceBase
{
    public override async Task<RefuseMyDataResponse> RefuseMyData(RefuseMyDataRequest request, ServerCallContext context)
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
                // Who refuses becomes known, as by a consent: the refusal is to bar what comes later.
                var subjectId = await subjects.EnsureAsync(code, cancellation);
                var revision = RefusalDecisions.Refuse(acts.NewId(), form(subjectId), acts.Actor(ClientActs.Client));
                await acts.WriteAsync("F26 Refused", [], revision, cancellation);
                return new RefuseMyDataResponse { RefusalId = revision.RefusalId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.RefusalId, response.Revision, cancellation);
                return response;
            });
    }

    public override async Task<LiftMyRefusalResponse> LiftMyRefusal(LiftMyRefusalRequest request, ServerCallContext context)
    {
        RequestRules.Check(request).ThrowIfAny();
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);
        return await writes.OnceAsync(
            request,
            context,
            async cancellation =>
            {
                // Somebody unknown here goes the same way with an id that nobody has.
                var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
                var history = await refusals.HistoryAsync(Guid.Parse(request.RefusalId), subjectId, cancellation);
                var revision = RefusalDecisions.Lift(subjectId, history, null, acts.Actor(ClientActs.Client)).OrRefuse();
                await acts.WriteAsync("F26 RefusalLifted", history, revision, cancellation);
                return new LiftMyRefusalResponse { RefusalId = revision.RefusalId.ToString(), Revision = revision.Revision };
            },
            async (response, cancellation) =>
            {
                response.Receipt = await receipts.OfAsync(response.RefusalId, response.Revision, cancellation);
                return response;
            });
    }

    public override async Task<ListMyRefusalsResponse> ListMyRefusals(ListMyRefusalsRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var code = await identity.CodeOfCallerAsync(cancellation);
        var subjectId = await subjects.FindAsync(code, cancellation) ?? acts.NewId();
        var shown = ShownRefusals.Of(await refusals.RevisionsOfAsync(subjectId, cancellation))
            .Skip(page.Offset).Take(page.Size)
            .ToList();
        return new ListMyRefusalsResponse { Refusals = { shown }, NextPageToken = page.Next(shown.Count) };
    }
}
