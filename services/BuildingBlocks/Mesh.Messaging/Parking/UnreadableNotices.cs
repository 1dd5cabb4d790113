using System.Security.Cryptography;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>Parks bytes out of which no envelope can be read; a later version may read them.</summary>
internal sealed class UnreadableNotices(IServiceScopeFactory scopes, ParkedEnvelopes envelopes, TimeProvider time)
{
    /// <summary>Parks them once, however often they come.</summary>
    public async Task ParkAsync(Arrival arrival, Participation self, CancellationToken cancellation)
    {
        // Of the bytes: an id that stands in them could be another notice's, and take its place.
        var id = new Guid(SHA256.HashData(arrival.Body.Span).AsSpan(0, 16));
        var source = arrival.BringerOr(self);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Transactions>().RunAsync(
            async token =>
            {
                var database = scope.ServiceProvider.GetRequiredService<DbContext>();
                var name = source.ToString();
                if (await database.Set<ParkedRow>().SingleOrDefaultAsync(row => row.NoticeId == id && row.AuthenticatedSource == name, token) is not { } row)
                {
                    database.Add(RowOf(id, source, arrival));
                    return;
                }

                // Sent again after they were given up, they wait again.
                (row.DiscardedAt, row.DiscardReason) = (null, null);
            },
            cancellation);
    }

    private ParkedRow RowOf(Guid id, Participation source, Arrival arrival) => new()
    {
        NoticeId = id,
        AuthenticatedSource = source.ToString(),
        Type = ParkReasons.Unreadable,
        Source = source.Urn,
        Reason = ParkReasons.Unreadable,
        Envelope = envelopes.Protect(arrival.Body.Span, id),
        ParkedAt = time.GetUtcNow(),

        // A flow of its own, in which the operator's dealing with it is journaled.
        FlowId = Guid.CreateVersion7(time.GetUtcNow()),
    };
}
