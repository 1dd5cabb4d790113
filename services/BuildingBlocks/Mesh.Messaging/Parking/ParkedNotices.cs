using System.Text;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Messaging;

/// <summary>Keeps what could not be handled, until it has been.</summary>
internal sealed class ParkedNotices(IServiceScopeFactory scopes, ParkedEnvelopes envelopes, TimeProvider time)
{
    /// <summary>Parks a notice; one that is parked already stays where it is in the list, with the new reason.</summary>
    public async Task ParkAsync(NoticeEnvelope envelope, Participation authenticatedSource, NoticeFault fault, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        using var span = NoticeSpan.Start(
            "park notice", System.Diagnostics.ActivityKind.Internal, envelope.Trace, provider.GetRequiredService<Self>().Participation, envelope.FlowId);
        await provider.GetRequiredService<Transactions>().RunAsync(
            async token =>
            {
                var database = provider.GetRequiredService<DbContext>();
                if (await RowOf(database, envelope.Id, authenticatedSource).SingleOrDefaultAsync(token) is { } row)
                {
                    // Sent again after it was given up, it waits again.
                    (row.Reason, row.Detail, row.DiscardedAt, row.DiscardReason) = (fault.Reason, fault.Detail, null, null);
                    return;
                }

                database.Add(RowFor(envelope, authenticatedSource, fault));

                // A forger must not be able to write into the flow of a case.
                if (fault.IsAuthentic)
                {
                    provider.GetRequiredService<FlowContext>().Continue(envelope.FlowId);
                    provider.GetRequiredService<FlowJournal>().Record(
                        $"{NoticeTypes.ShortName(envelope.Type)} received", Road.Notice, authenticatedSource, fault.Reason);
                }
            },
            cancellation);
    }

    /// <summary>Takes a notice off the list, if it is there.</summary>
    public async Task ReleaseAsync(Guid noticeId, Participation authenticatedSource, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = RowOf(scope.ServiceProvider.GetRequiredService<DbContext>(), noticeId, authenticatedSource);

        // Asked first: nearly always there is none, and a statement that deletes takes the database's only write lock.
        if (await rows.AnyAsync(cancellation))
        {
            await rows.ExecuteDeleteAsync(cancellation);
        }
    }

    private ParkedRow RowFor(NoticeEnvelope envelope, Participation authenticatedSource, NoticeFault fault) => new()
    {
        NoticeId = envelope.Id,
        AuthenticatedSource = authenticatedSource.ToString(),
        Type = envelope.Type,
        Source = envelope.Source.Urn,
        Reason = fault.Reason,
        Detail = fault.Detail,

        // What others sent was not held to our guard: an identity code in it does not come to rest here, encrypted or not.
        Envelope = envelopes.Protect(Encoding.UTF8.GetBytes(IdentityCodePattern.Redact(Encoding.UTF8.GetString(envelope.ToJson()))), envelope.Id),
        ParkedAt = time.GetUtcNow(),
        FlowId = envelope.FlowId,
    };

    private static IQueryable<ParkedRow> RowOf(DbContext database, Guid noticeId, Participation authenticatedSource)
    {
        var source = authenticatedSource.ToString();
        return database.Set<ParkedRow>().Where(row => row.NoticeId == noticeId && row.AuthenticatedSource == source);
    }
}
