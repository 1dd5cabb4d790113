using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure;

/// <summary>
/// What makes the withdrawal bound zero: every act that narrows what may be disclosed about a subject advances the gate in its own
/// transaction, and a disclosure is written only while the gate stands where it stood before the facts were read.
/// </summary>
public sealed class SubjectGate(DbContext database)
{
    /// <summary>
    /// Advances the gate: withdrawal, narrowing, refusal, contact ban, closing of a case. When that transaction has committed,
    /// no disclosure rests on what held before.
    /// </summary>
    /// <exception cref="InvalidOperationException">No transaction is running, or there is no such subject.</exception>
    public async Task AdvanceAsync(Guid subjectId, CancellationToken cancellation)
    {
        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The gate is advanced in the transaction of the act that narrows; none is running.");
        }

        var text = subjectId.ToString("D");
        var advanced = await database.Database.ExecuteSqlAsync(
            $"UPDATE subject_gate SET revision = revision + 1 WHERE subject_id = {text}", cancellation);
        if (advanced != 1)
        {
            throw new InvalidOperationException("There is no such subject here.");
        }
    }

    /// <summary>Where the gate stands; 0 for somebody unknown. Read before any other fact.</summary>
    internal Task<long> RevisionAsync(Guid subjectId, CancellationToken cancellation) =>
        database.Set<SubjectGateRow>().AsNoTracking()
            .Where(gate => gate.SubjectId == subjectId)
            .Select(gate => gate.Revision)
            .FirstOrDefaultAsync(cancellation);
}
