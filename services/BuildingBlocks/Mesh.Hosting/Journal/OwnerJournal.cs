using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Hosting.Journal;

/// <summary>
/// Writes what the owner of a database does outside any host into its journal, each run as a flow of its own, with who it was: the role that
/// the server has authenticated (SQLite knows none), and the account under which the command runs. Codes, ids of keys and counts only.
/// </summary>
public sealed class OwnerJournal
{
    /// <summary>Outcome of what has been begun, or is done.</summary>
    public const string Done = "OK";

    private const string Interrupted = "INTERRUPTED";
    private const string Fault = "FAULT";

    private readonly DbContext _database;
    private readonly TimeProvider _time;
    private readonly string _who;

    private OwnerJournal(DbContext database, TimeProvider time, string who) =>
        (_database, _time, _who, RunId) = (database, time, who, Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>The run, by which its rows are found: <c>mesh flow RUN</c>.</summary>
    public Guid RunId { get; }

    /// <summary>Opens it for one run.</summary>
    /// <param name="database">The database, as its owner has it.</param>
    /// <param name="time">Machine time.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<OwnerJournal> OpenAsync(DbContext database, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(time);

        // Not the current role: who became the owner by SET ROLE is still who came.
        var role = database.Database.IsNpgsql()
            ? " " + (await database.Database.SqlQuery<string>($"SELECT session_user::text AS \"Value\"").ToListAsync(cancellation))[0]
            : "";
        return new(database, time, $"by owner{role}, account {Environment.UserName}");
    }

    /// <summary>Adds a row that is saved with the act's own.</summary>
    /// <param name="now">When, by the machine's clock.</param>
    /// <param name="act">What is done.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="details">Ids of keys and counts; none when null.</param>
    public void Add(DateTimeOffset now, string act, string outcome = Done, string? details = null) =>
        _database.Add(new JournalRow
        {
            EntryId = Guid.CreateVersion7(now),
            FlowId = RunId,
            Step = $"{act} {_who}{(details is null ? "" : $": {details}")}",
            Road = Road.Own,
            Outcome = outcome,
            TraceId = "",
            Time = now,
            RecordedAt = now,
        });

    /// <summary>Runs what is not one transaction, with a row before it begins and one of how it ended.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="before">Details of the first row.</param>
    /// <param name="run">Does it.</param>
    /// <param name="after">Outcome and details of the last row.</param>
    /// <param name="reasonOf">The reason that a fault is known by; null when it is not one of the act's own.</param>
    /// <param name="cancellation">Gives up; that is written, too.</param>
    public async Task<T> RunAsync<T>(
        string act, string before, Func<Task<T>> run, Func<T, (string Outcome, string Details)> after, Func<Exception, string?> reasonOf, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(reasonOf);
        await WriteAsync($"{act} begun", Done, before, cancellation);
        T result;
        try
        {
            result = await run();
        }
        catch (Exception fault)
        {
            await WriteAsync($"{act} ended", fault is OperationCanceledException ? Interrupted : reasonOf(fault) ?? Fault, before, CancellationToken.None);
            throw;
        }

        var (outcome, details) = after(result);
        await WriteAsync($"{act} ended", outcome, details, CancellationToken.None);
        return result;
    }

    private Task WriteAsync(string act, string outcome, string details, CancellationToken cancellation) => new Transactions(_database).RunStatementsAsync(
        _ =>
        {
            Add(_time.GetUtcNow(), act, outcome, details);
            return Task.FromResult(true);
        },
        cancellation);
}
