using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>What became of Kela's notices of prolonged assistance, shown to Kela's professionals: ids and codes, no person.</summary>
public sealed class AssistanceNoticeGrpcService(DbContext database) : AssistanceNoticeService.AssistanceNoticeServiceBase
{
    /// <inheritdoc />
    public override async Task<ListAssistanceNoticesResponse> ListAssistanceNotices(ListAssistanceNoticesRequest request, ServerCallContext context)
    {
        var page = PageToken.Read(request.PageToken, request.PageSize);
        var rows = await database.Set<AssistanceNoticeRow>().AsNoTracking()
            .Where(row => request.State == AssistanceNoticeState.Unspecified || row.State == request.State)
            .OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.EntryId)
            .Skip(page.Offset).Take(page.Size)
            .ToListAsync(context.CancellationToken);
        return new ListAssistanceNoticesResponse { Notices = { rows.Select(View) }, NextPageToken = page.Next(rows.Count) };
    }

    private static AssistanceNotice View(AssistanceNoticeRow row) => new()
    {
        NoticeId = row.NoticeId?.ToString() ?? "",
        ThresholdCode = row.ThresholdCode,
        State = row.State,
        ReasonCode = row.ReasonCode ?? "",
        MissingFact = row.MissingFact ?? "",
        HomeMunicipality = row.HomeMunicipality,
        Region = row.Recipient ?? "",
        ReachedOn = WireDate.Write(row.ReachedOn),
        ChangedOn = WireDate.Write(HelsinkiTime.DateOf(row.ChangedAt)),
        FlowId = row.FlowId.ToString(),
    };
}
