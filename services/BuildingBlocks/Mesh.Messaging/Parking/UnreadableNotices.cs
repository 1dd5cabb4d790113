using System.Security.Cryptography;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Messaging;

/// <summary>
/// Parks bytes out of which no envelope can be read; a later version may read them. They are kept encrypted: nobody knows what is in
/// them.
/// </summary>
internal sealed class UnreadableNotices(IServiceScopeFactory scopes, FieldCipher cipher, TimeProvider time)
{
    private const string Table = "notice_parked";
    private const string Column = "envelope";

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
                if (!await database.Set<ParkedRow>().AnyAsync(row => row.NoticeId == id && row.AuthenticatedSource == name, token))
                {
                    database.Add(RowOf(id, source, arrival));
                }
            },
            cancellation);
    }

    /// <summary>The bytes of a row parked here.</summary>
    public byte[] Reveal(ParkedRow row) => cipher.Reveal(row.Envelope, Table, Column, row.NoticeId);

    private ParkedRow RowOf(Guid id, Participation source, Arrival arrival) => new()
    {
        NoticeId = id,
        AuthenticatedSource = source.ToString(),
        Type = ParkReasons.Unreadable,
        Source = source.Urn,
        Reason = ParkReasons.Unreadable,
        Envelope = cipher.Protect(arrival.Body.Span, Table, Column, id),
        ParkedAt = time.GetUtcNow(),

        // A flow of its own, in which the operator's dealing with it is journaled.
        FlowId = Guid.CreateVersion7(time.GetUtcNow()),
    };
}
