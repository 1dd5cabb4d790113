using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Requests that wait, and what was said to them.</summary>
internal sealed class WaitingStore(DbContext database)
{
    /// <summary>Every answer about a subject, in no order.</summary>
    public async Task<IReadOnlyList<ApprovalState>> AnswersOfAsync(Guid subjectId, CancellationToken cancellation)
    {
        var answered = await Requests.Where(request => request.SubjectId == subjectId)
            .Join(Answers, request => request.WaitingId, answer => answer.WaitingId, (request, answer) => new { request, answer })
            .ToListAsync(cancellation);
        return [.. answered.Select(pair => StateOf(pair.request, pair.answer))];
    }

    /// <summary>Adds the request of an attempt whose ledger row is written, unless the same one waits already; saved with the running transaction.</summary>
    public async Task AddAsync(LedgerEntry entry, IReadOnlyList<DataCategory> meant, CancellationToken cancellation)
    {
        var categories = WireNames.Of(meant.Order());
        var waits = await Waiting.AnyAsync(
            request => request.SubjectId == entry.SubjectId
                && request.Requester == entry.Requester
                && request.Purpose == entry.Purpose
                && request.Categories == categories,
            cancellation);
        if (!waits)
        {
            database.Add(new WaitingRequestRow
            {
                WaitingId = entry.EntryId,
                SubjectId = entry.SubjectId,
                Requester = entry.Requester,
                Purpose = entry.Purpose,
                Categories = categories,
                Flow = entry.Flow ?? "",
                Citation = entry.Citation ?? "",
                CaseId = entry.CaseId,
                AskedAt = entry.Time,
                RecordedAt = entry.RecordedAt,
            });
        }
    }

    /// <summary>A request and its answer, if it has one; null when there is no such request.</summary>
    public async Task<(WaitingRequestRow Request, WaitingAnswerRow? Answer)?> FindAsync(Guid waitingId, CancellationToken cancellation) =>
        await Requests.SingleOrDefaultAsync(request => request.WaitingId == waitingId, cancellation) is { } found
            ? (found, await Answers.SingleOrDefaultAsync(answer => answer.WaitingId == waitingId, cancellation))
            : null;

    /// <summary>A page of the requests that wait, oldest first.</summary>
    /// <param name="clients">About these clients only; null: about anybody.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="size">Most of the page.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<List<WaitingRequestRow>> PageAsync(IQueryable<Guid>? clients, int offset, int size, CancellationToken cancellation) =>
        (clients is null ? Waiting : Waiting.Where(request => clients.Contains(request.SubjectId)))
        .OrderBy(request => request.RecordedAt).ThenBy(request => request.WaitingId)
        .Skip(offset).Take(size)
        .ToListAsync(cancellation);

    /// <summary>Adds an answer; saved with the running transaction.</summary>
    public void Add(WaitingAnswerRow answer) => database.Add(answer);

    private IQueryable<WaitingRequestRow> Requests => database.Set<WaitingRequestRow>().AsNoTracking();

    private IQueryable<WaitingAnswerRow> Answers => database.Set<WaitingAnswerRow>().AsNoTracking();

    private IQueryable<WaitingRequestRow> Waiting => Requests.Where(request => !Answers.Any(answer => answer.WaitingId == request.WaitingId));

    // Loud, not skipped: an answer that cannot be read is neither a yes nor a no.
    private static ApprovalState StateOf(WaitingRequestRow request, WaitingAnswerRow answer) =>
        Participation.TryParse(request.Requester, out var requester)
            ? new ApprovalState(
                request.WaitingId,
                requester,
                request.Purpose,
                WireNames.Read<DataCategory>(request.Categories),
                answer.Approved,
                answer.Time,
                answer.HoldsUntil)
            : throw new InvalidOperationException("A stored request names no participation.");
}
