using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>Takes a parked notice through delivery again, whatever its age: an operator has decided so.</summary>
internal sealed class ParkedReplay(IServiceScopeFactory scopes, NoticeDelivery delivery, ParkedNotices parked, ParkedEnvelopes envelopes)
{
    /// <summary>What came of it; null when no such notice is parked. A handled one is still to be taken off the list.</summary>
    public async Task<ReplayOutcome?> ReplayAsync(Guid noticeId, string broughtBy, CancellationToken cancellation)
    {
        if (await FindAsync(noticeId, broughtBy, cancellation) is not { } row
            || !Participation.TryParse(row.AuthenticatedSource, out var authenticatedSource))
        {
            return null;
        }

        // Whoever it is kept under, nobody has proven it theirs; who really told it sends it again.
        if (row.Reason == ParkReasons.ForgedSource)
        {
            return new(row.Sequence, row.FlowId, authenticatedSource, ParkReasons.ForgedSource);
        }

        var envelope = NoticeEnvelope.Parse(envelopes.Reveal(row));
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

    private async Task<ParkedRow?> FindAsync(Guid noticeId, string broughtBy, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return TrueOne(await Waiting(scope.ServiceProvider.GetRequiredService<DbContext>(), noticeId, broughtBy).AsNoTracking().ToListAsync(cancellation));
    }

    /// <summary>What waits under an id, by whoever is named alone, else by all who brought something under it.</summary>
    public static IQueryable<ParkedRow> Waiting(DbContext database, Guid noticeId, string broughtBy) => database.Set<ParkedRow>()
        .Where(row => row.NoticeId == noticeId && row.DiscardedAt == null && (broughtBy == "" || row.AuthenticatedSource == broughtBy))
        .OrderBy(row => row.Sequence);

    /// <summary>Under one id there may be a forged notice and the true one: the true one is what an operator means.</summary>
    public static ParkedRow? TrueOne(List<ParkedRow> rows) => rows.Find(row => row.Reason != ParkReasons.ForgedSource) ?? rows.FirstOrDefault();
}

/// <summary>What came of a replay.</summary>
/// <param name="Sequence">The parked row.</param>
/// <param name="FlowId">The notice's flow.</param>
/// <param name="Source">Who brought it.</param>
/// <param name="Failure">Why it still fails, as a code; null when it was handled.</param>
internal sealed record ReplayOutcome(long Sequence, Guid FlowId, Participation Source, string? Failure);
