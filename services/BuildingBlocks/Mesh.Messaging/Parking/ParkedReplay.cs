using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>Takes a parked notice through delivery again, whatever its age: an operator has decided so.</summary>
internal sealed class ParkedReplay(IServiceScopeFactory scopes, NoticeDelivery delivery, ParkedNotices parked, UnreadableNotices unreadable)
{
    /// <summary>What came of it; null when no such notice is parked. A handled one is still to be taken off the list.</summary>
    public async Task<ReplayOutcome?> ReplayAsync(Guid noticeId, CancellationToken cancellation)
    {
        if (await FindAsync(noticeId, cancellation) is not { } row
            || !Participation.TryParse(row.AuthenticatedSource, out var authenticatedSource))
        {
            return null;
        }

        // Whoever it is kept under, nobody has proven it theirs; who really told it sends it again.
        if (row.Reason == ParkReasons.ForgedSource)
        {
            return new(row.Sequence, row.FlowId, authenticatedSource, ParkReasons.ForgedSource);
        }

        var envelope = NoticeEnvelope.Parse(row.Reason == ParkReasons.Unreadable ? unreadable.Reveal(row) : row.Envelope);
        return new(
            row.Sequence,
            row.FlowId,
            authenticatedSource,
            envelope.IsValid ? await FailureAsync(envelope.Value, authenticatedSource, cancellation) : ParkReasons.Unreadable);
    }

    private async Task<string?> FailureAsync(NoticeEnvelope envelope, Participation authenticatedSource, CancellationToken cancellation)
    {
        try
        {
            var fault = (await delivery.DeliverAsync(envelope, authenticatedSource, isReplay: true, cancellation)).Fault;
            if (fault is not null)
            {
                await parked.ParkAsync(envelope, authenticatedSource, fault, cancellation);
            }

            return fault?.Reason;
        }
        catch (TransientNoticeException transient)
        {
            return transient.Code;
        }
    }

    private async Task<ParkedRow?> FindAsync(Guid noticeId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<DbContext>().Set<ParkedRow>().AsNoTracking()
            .Where(row => row.NoticeId == noticeId && row.DiscardedAt == null)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        return TrueOne(rows);
    }

    /// <summary>Under one id there may be a forged notice and the true one: the true one is what an operator means.</summary>
    public static ParkedRow? TrueOne(List<ParkedRow> rows) => rows.Find(row => row.Reason != ParkReasons.ForgedSource) ?? rows.FirstOrDefault();
}

/// <summary>What came of a replay.</summary>
/// <param name="Sequence">The parked row.</param>
/// <param name="FlowId">The notice's flow.</param>
/// <param name="Source">Who brought it.</param>
/// <param name="Failure">Why it still fails, as a code; null when it was handled.</param>
internal sealed record ReplayOutcome(long Sequence, Guid FlowId, Participation Source, string? Failure);
