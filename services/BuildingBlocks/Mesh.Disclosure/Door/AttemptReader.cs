using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;

namespace Mesh.Disclosure;

/// <summary>
/// Reads what an attempt is decided on as fast as the database allows: on PostgreSQL, of a person named by code, everything that this
/// block keeps in one round trip, which it shares with the attempts that come meanwhile. Else, and for tests to hold this against,
/// <see cref="SubjectResolver"/> and <see cref="FactsReader"/> read the same one after the other.
/// </summary>
internal sealed class AttemptReader(StoragePlace place, FactsQueue queue, SubjectResolver resolver, FactsReader reader)
{
    /// <summary>Whom the attempt is about, and the facts.</summary>
    public async Task<(ResolvedSubject Subject, FactsAtRevision At)> ReadAsync(DisclosureAttempt attempt, CancellationToken cancellation)
    {
        using var span = MeshTelemetry.Source.StartActivity("door.read");
        if (place is StoragePlace.Postgres && attempt.Subject is SubjectReference.ByCode named)
        {
            var (known, kept) = await queue.ReadAsync(named, cancellation);
            return (known, await reader.CompleteAsync(attempt, known, kept, cancellation));
        }

        var subject = await resolver.ResolveAsync(attempt.Subject!, cancellation);
        return (subject, await reader.ReadAsync(attempt, subject, cancellation));
    }
}
