using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.TeOffice.Jobseekers;
using Microsoft.EntityFrameworkCore;

namespace Mesh.TeOffice.Eligibility;

/// <summary>What Kela's notices have shown, for the professionals concerned.</summary>
public sealed class Findings(DbContext database, FlowContext flow) : IEvaluationOrigins
{
    /// <inheritdoc />
    public async Task<EvaluationOrigin?> OriginAsync(Guid jobseekerId, CancellationToken cancellation) =>
        await LatestAsync(jobseekerId, cancellation) is { } finding
            ? new EvaluationOrigin(finding.FlowId, finding.Trace, finding.FoundAt)
            : null;

    /// <summary>The newest finding about a jobseeker, or null.</summary>
    public Task<FindingRow?> LatestAsync(Guid jobseekerId, CancellationToken cancellation) =>
        database.Set<FindingRow>().AsNoTracking()
            .Where(finding => finding.JobseekerId == jobseekerId)
            .OrderByDescending(finding => finding.FoundAt).ThenByDescending(finding => finding.FindingId)
            .FirstOrDefaultAsync(cancellation);

    /// <summary>A finding that the caller may settle: about an own client, or about somebody outside the register. Tracked; goes on in its flow.</summary>
    /// <exception cref="Grpc.Core.RpcException">NO_BASIS.</exception>
    public async Task<FindingRow> OfCallerAsync(string findingId, Caller caller, CancellationToken cancellation)
    {
        var id = Guid.Parse(findingId);
        var row = await database.Set<FindingRow>().SingleOrDefaultAsync(
            finding => finding.FindingId == id && (finding.JobseekerId == null
                || database.Set<ClientTie>().Any(tie => tie.JobseekerId == finding.JobseekerId && tie.PersonId == caller.PersonId)),
            cancellation) ?? throw Refusals.NoBasis.Raise();
        flow.Continue(row.FlowId);
        return row;
    }

    /// <summary>
    /// Newest first: those about the caller's own clients, and those about people not in the register, which are everybody's.
    /// </summary>
    public async Task<IReadOnlyList<(FindingRow Finding, EvaluationRow? Evaluation)>> PageAsync(
        Caller caller, PageToken page, CancellationToken cancellation)
    {
        var rows = await (
            from finding in database.Set<FindingRow>().AsNoTracking()
            where finding.JobseekerId == null
                || database.Set<ClientTie>().Any(tie => tie.JobseekerId == finding.JobseekerId && tie.PersonId == caller.PersonId)
            orderby finding.FoundAt descending, finding.FindingId descending
            join evaluation in database.Set<EvaluationRow>().AsNoTracking() on finding.EvaluationId equals evaluation.EvaluationId into found
            from evaluation in found.DefaultIfEmpty()
            select new { finding, evaluation }).Skip(page.Offset).Take(page.Size).ToListAsync(cancellation);
        return [.. rows.Select(row => (row.finding, (EvaluationRow?)row.evaluation))];
    }
}
