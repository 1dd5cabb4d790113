using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Shows the calling client the holder's ledger about himself or herself (CON-10). The look is journaled, for somebody unknown here
/// alike, so that both take the same work.
/// </summary>
internal sealed class MyUsesGrpcService(
    Transactions transactions,
    Subjects subjects,
    IClientIdentity identity,
    LedgerReader ledger,
    LedgerSealer sealer,
    MyUsesExport exports,
    FlowJournal journal,
    TimeProvider time)
    : MyUsesService.MyUsesServiceBase
{
    public override async Task<ListMyUsesResponse> ListMyUses(ListMyUsesRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);

        // Before the transaction: it is a call to the identity provider.
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);
        return await transactions.RunAsync(
            async cancellation =>
            {
                // Rows about somebody who was not known here yet stand under a sighting's id, and lead to nobody.
                var subjectId = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
                var entries = await ledger.PageOfSubjectAsync(subjectId, page.Offset, page.Size, cancellation);
                journal.Record("CON-10 ListMyUses by client", Road.Own, null);
                return new ListMyUsesResponse { Uses = { entries.Select(MyUses.Show) }, NextPageToken = page.Next(entries.Count) };
            },
            context.CancellationToken);
    }

    public override async Task<ExportMyUsesResponse> ExportMyUses(ExportMyUsesRequest request, ServerCallContext context)
    {
        var code = await identity.CodeOfCallerAsync(context.CancellationToken);

        // First, so that every entry in the export has its proof and none is only promised.
        await sealer.SealAsync(context.CancellationToken);
        return await transactions.RunAsync(
            async cancellation =>
            {
                var subjectId = await subjects.FindAsync(code, cancellation) ?? Guid.CreateVersion7(time.GetUtcNow());
                journal.Record("CON-10 ExportMyUses by client", Road.Own, null);
                return new ExportMyUsesResponse { Export = await exports.OfAsync(subjectId, cancellation) };
            },
            context.CancellationToken);
    }
}
