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

    /// <summary>The request of an attempt that waits.</summary>
    public static WaitingRequestRow Row(LedgerEntry entry, IReadOnlyList<DataCategory> meant) => new()
    {
        WaitingId = entry.EntryId,
        SubjectId = entry.SubjectId,
        Requester = entry.Requester,
        Purpose = entry.Purpose,
        Categories = WireNames.Of(meant.Order()),
        Flow = entry.Flow ?? "",
        Citation = entry.Citation ?? "",
        CaseId = entry.CaseId,
        AskedAt = entry.Time,
        RecordedAt = entry.RecordedAt,
    };

    /// <summary>Adds it in the running transaction, unless the same one waits already.</summary>
    public Task AddAsync(WaitingRequestRow waits, CancellationToken cancellation)
    {
        var row = new RowStatement<WaitingRequestRow>(database);
        return row.InsertAsync(waits, $"SELECT {row.Values} WHERE NOT EXISTS ({SameThatWaits("@")})", cancellation);
    }

    /// <summary>A statement that finds the same request, not yet answered.</summary>
    /// <param name="of">What stands before the columns of the one that it is the same as.</param>
    internal static string SameThatWaits(string of) => $"""
        SELECT 1 FROM waiting_request AS other
        WHERE other.subject_id = {of}subject_id AND other.requester = {of}requester AND other.purpose = {of}purpose AND other.categories = {of}categories
            AND NOT EXISTS (SELECT 1 FROM waiting_answer AS answer WHERE answer.waiting_id = other.waiting_id)
        """;

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
    internal static ApprovalState StateOf(WaitingRequestRow request, WaitingAnswerRow answer) =>
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
