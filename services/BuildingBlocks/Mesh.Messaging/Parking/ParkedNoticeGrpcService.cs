using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Operations.V1;

namespace Mesh.Messaging;

/// <summary>The operator's view of parked notices, and their replay. Both are journaled as the operator's act.</summary>
internal sealed class ParkedNoticeGrpcService(
    DbContext database, Transactions transactions, Writes writes, FlowContext flow, FlowJournal journal, ParkedReplay replay, ParkedEnvelopes envelopes, TimeProvider time)
    : ParkedNoticeService.ParkedNoticeServiceBase
{
    private const int MaxPageSize = 100;
    private const int UsualPageSize = 50;

    /// <inheritdoc/>
    public override async Task<ListParkedNoticesResponse> ListParkedNotices(ListParkedNoticesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.PageSize is < 0 or > MaxPageSize)
        {
            violations.Add("page_size", "OUT_OF_RANGE", $"0 to {MaxPageSize}");
        }

        if (!ParkedPageToken.TryRead(request.PageToken, out var after))
        {
            violations.Add("page_token", "MALFORMED", "a token from the previous answer");
        }

        violations.ThrowIfAny();
        var size = request.PageSize == 0 ? UsualPageSize : request.PageSize;
        var rows = await database.Set<ParkedRow>().AsNoTracking()
            .Where(row => row.Sequence > after && row.DiscardedAt == null)
            .OrderBy(row => row.Sequence)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        await JournalAsync("ListParkedNotices by operator", counterpart: null, "OK", context.CancellationToken);
        var response = new ListParkedNoticesResponse { NextPageToken = rows.Count > size ? ParkedPageToken.Of(rows[size - 1].Sequence) : "" };
        response.Notices.AddRange(rows.Take(size).Select(Shown));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<ReplayParkedNoticeResponse> ReplayParkedNotice(ReplayParkedNoticeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (!Guid.TryParseExact(request.NoticeId, "D", out var noticeId))
        {
            violations.Add("notice_id", "FORMAT", "a UUID in canonical form");
        }

        violations.ThrowIfAny();
        var outcome = await replay.ReplayAsync(noticeId, request.BroughtBy, context.CancellationToken)
            ?? throw ParkedNoticeRefusals.NotParked.Raise();
        flow.Continue(outcome.FlowId);
        if (outcome.Failure is { } failure)
        {
            await JournalAsync("ReplayParkedNotice by operator", outcome.Source, ParkedNoticeRefusals.StillFails.Reason, context.CancellationToken);
            throw ParkedNoticeRefusals.StillFails.Raise(("reason", failure));
        }

        // Off the list and into the journal at once.
        await transactions.RunAsync(
            async token =>
            {
                await database.Set<ParkedRow>().Where(row => row.Sequence == outcome.Sequence).ExecuteDeleteAsync(token);
                journal.Record("ReplayParkedNotice by operator", Road.Own, outcome.Source);
            },
            context.CancellationToken);
        return new();
    }

    /// <inheritdoc/>
    public override async Task<GetParkedNoticeResponse> GetParkedNotice(GetParkedNoticeRequest request, ServerCallContext context)
    {
        var row = ParkedReplay.TrueOne(await Waiting(request.NoticeId, request.BroughtBy).AsNoTracking().ToListAsync(context.CancellationToken))
            ?? throw ParkedNoticeRefusals.NotParked.Raise();
        await JournalAsync("GetParkedNotice by operator", counterpart: null, "OK", context.CancellationToken);
        return new()
        {
            Notice = Shown(row),
            Detail = row.Detail ?? "",
            Envelope = envelopes.Show(row),
        };
    }

    /// <inheritdoc/>
    public override Task<DiscardParkedNoticeResponse> DiscardParkedNotice(DiscardParkedNoticeRequest request, ServerCallContext context) =>
        writes.OnceAsync(request, context, async cancellation =>
        {
            var row = await Waiting(request.NoticeId, request.BroughtBy).ToListAsync(cancellation) switch
            {
                [] => throw ParkedNoticeRefusals.NotParked.Raise(),
                [var only] => only,

                // Of a forged notice and the true one, or of two that were told, one would be given up for the other.
                _ => throw ParkedNoticeRefusals.SeveralParked.Raise(),
            };
            flow.Continue(row.FlowId);
            (row.DiscardedAt, row.DiscardReason) = (time.GetUtcNow(), request.ReasonCode);
            journal.Record("DiscardParkedNotice by operator", Road.Own, null, request.ReasonCode);
            return new DiscardParkedNoticeResponse();
        });

    private IQueryable<ParkedRow> Waiting(string noticeId, string broughtBy) => ParkedReplay.Waiting(database, Guid.Parse(noticeId), broughtBy);

    private Task JournalAsync(string step, Identity.Participation? counterpart, string outcome, CancellationToken cancellation) =>
        transactions.RunAsync(
            _ =>
            {
                journal.Record(step, Road.Own, counterpart, outcome);
                return Task.CompletedTask;
            },
            cancellation);

    private static ParkedNotice Shown(ParkedRow row) => new()
    {
        NoticeId = row.NoticeId.ToString(),
        Type = row.Type,
        Source = row.Source,
        Reason = row.Reason,
        ParkedAt = row.ParkedAt.ToTimestamp(),
        FlowId = row.FlowId.ToString(),
        BroughtBy = row.AuthenticatedSource,
    };
}
