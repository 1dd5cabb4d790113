using System.Diagnostics;
using System.Security.Cryptography;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Whose data the call being served shows to one of the holder's own professionals. Each look becomes an entry of the ledger, sealed and
/// proven like a disclosure and shown to the person beside them (CON-10); it is written before the answer leaves. Lists of work, which tell
/// ids and states, are no looks: what is behind an id is looked at by another call.
/// </summary>
public sealed class Looks(
    DbContext database, Transactions transactions, CallScope call, FlowContext flow, Self self, MeshClock clock, TimeProvider time) : IBeforeAnswer
{
    // By person and case: an act that is done again looks once.
    private readonly Dictionary<(Guid Subject, Guid? Case), HashSet<DataCategory>> _seen = [];

    /// <summary>Notes that the answer shows data about somebody.</summary>
    /// <param name="subjectId">Whom, as <see cref="Subjects"/> numbers people.</param>
    /// <param name="caseId">In which case; null when in none.</param>
    /// <param name="categories">Which categories the answer shows; none for an identity code alone and for what no category names.</param>
    public void At(Guid subjectId, Guid? caseId, params ReadOnlySpan<DataCategory> categories)
    {
        if (!_seen.TryGetValue((subjectId, caseId), out var seen))
        {
            _seen[(subjectId, caseId)] = seen = [];
        }

        foreach (var category in categories)
        {
            seen.Add(category);
        }
    }

    /// <inheritdoc />
    public Task BeforeAnswerAsync(string method, CancellationToken cancellation)
    {
        // Others look at what concerns themselves, or by the door; an own system's run over a register is nobody's look.
        if (_seen.Count == 0 || call.Caller.Kind != CallerKind.Professional)
        {
            return Task.CompletedTask;
        }

        var entries = _seen.Select(look => Entry(method, look.Key.Subject, look.Key.Case, look.Value)).ToList();
        return transactions.RunStatementsAsync(
            async token =>
            {
                foreach (var entry in entries)
                {
                    var row = new RowStatement<LedgerEntry>(database);
                    await row.InsertAsync(entry, $"VALUES ({row.Values})", token);
                }

                return true;
            },
            cancellation);
    }

    private LedgerEntry Entry(string method, Guid subjectId, Guid? caseId, HashSet<DataCategory> seen)
    {
        var actor = Actors.Of(call.Caller);
        var categories = WireNames.Of(seen.Order());
        return new LedgerEntry
        {
            EntryId = Guid.CreateVersion7(time.GetUtcNow()),
            SubjectId = subjectId,
            Requester = self.Participation.ToString(),
            ActorId = actor.PairwiseId,
            ActorRole = actor.Role,
            ActorAssurance = actor.Assurance,
            Purpose = Purpose.OwnWork,
            CategoriesAsked = categories,
            CategoriesGiven = categories,
            CategoriesWithheld = "",
            Outcome = LedgerOutcome.Look,
            PreciseReason = method,
            ShownReason = AttemptResult.Ok,
            ProofAttested = false,

            // Nothing is decided and nobody signs: the gate stands nowhere, and random bytes keep the entry's digest salted.
            GateRevision = 0,
            StatementSha256 = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes),
            RequestId = Guid.CreateVersion7(time.GetUtcNow()),
            FlowId = flow.Id,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            CaseId = caseId,
            Time = clock.Now,
            RecordedAt = time.GetUtcNow(),
        };
    }
}
