using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Contracts;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>Messages as they are shown: with their proof, and with their text only where it is read or printed.</summary>
internal sealed class ClientMessages(DbContext database, ClientNoticeTexts texts)
{
    /// <summary>The messages of these rows, in their order.</summary>
    public async Task<IReadOnlyList<ClientMessage>> ShowAsync(
        IReadOnlyList<ClientNoticeRow> notices, bool withText, CancellationToken cancellation)
    {
        var ids = notices.Select(notice => notice.NoticeId).ToList();
        var steps = (await database.Set<ServiceStepRow>().AsNoTracking()
            .Where(step => ids.Contains(step.NoticeId))
            .ToListAsync(cancellation)).ToLookup(step => step.NoticeId);
        return [.. notices.Select(notice => Show(notice, steps[notice.NoticeId], withText))];
    }

    private ClientMessage Show(ClientNoticeRow notice, IEnumerable<ServiceStepRow> steps, bool withText) => new()
    {
        MessageId = notice.NoticeId.ToString(),
        Kind = notice.Kind,
        CaseId = notice.CaseId?.ToString() ?? "",
        Reference = notice.Reference,
        DueOn = WireDate.WriteOptional(notice.DueOn),
        State = notice.State,
        Title = texts.Title(notice).ToWire(),
        Text = withText ? texts.Text(notice).ToWire() : null,
        Steps = { steps.OrderBy(step => step.Number).Select(Show) },
    };

    private static ServiceStep Show(ServiceStepRow step) => new()
    {
        State = step.State,
        Time = step.Time.ToTimestamp(),
        RecordedAt = step.RecordedAt.ToTimestamp(),
        Channel = step.Channel,
        StatedAt = step.StatedAt?.ToTimestamp(),
        FailureCode = step.FailureCode ?? "",
        PostedOn = WireDate.WriteOptional(step.PostedOn),
    };
}
