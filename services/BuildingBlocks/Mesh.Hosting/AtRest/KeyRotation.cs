using System.Globalization;
using Mesh.Hosting.Journal;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.AtRest;

/// <summary>How far a rotation is.</summary>
public enum RotationStep
{
    /// <summary>A new key is in the file; it reads and does not write yet.</summary>
    Added,

    /// <summary>Waits until every live replica reads with it.</summary>
    WaitsForReaders,

    /// <summary>The new key writes, as the file says.</summary>
    Current,

    /// <summary>Waits until every live replica writes with it.</summary>
    WaitsForWriters,

    /// <summary>Rows of earlier keys are encrypted anew.</summary>
    Reencrypts,
}

/// <summary>What a rotation tells while it goes on.</summary>
/// <param name="Step">Where it is.</param>
/// <param name="Kid">The key that it is about.</param>
/// <param name="Table">The table that is encrypted anew; else null.</param>
/// <param name="Done">Of its rows so many are done, or so many replicas are waited for.</param>
/// <param name="All">Of so many rows, or replicas.</param>
public sealed record RotationProgress(RotationStep Step, string Kid, string? Table = null, long Done = 0, long All = 0);

/// <summary>What a rotation came to.</summary>
/// <param name="RunId">The run, under which it is in the journal.</param>
/// <param name="Kid">The key that writes.</param>
/// <param name="Added">Whether it is a new one; false when an earlier rotation was brought to its end.</param>
/// <param name="Rows">Rows that were encrypted anew now.</param>
/// <param name="Left">Rows that still have a value of another key.</param>
/// <param name="Damaged">Values that are not what was written, and stay as they are.</param>
public sealed record RotationResult(Guid RunId, string Kid, bool Added, long Rows, long Left, IReadOnlyList<DamagedValue> Damaged);

/// <summary>Live replicas do not have a key yet that the rotation needs them to have; run again it goes on.</summary>
/// <param name="kid">The key.</param>
/// <param name="replicas">The replicas.</param>
public sealed class ReplicasBehindException(string kid, IReadOnlyList<Guid> replicas)
    : Exception($"These replicas do not have {kid} yet: {string.Join(", ", replicas)}. Bring the file to them and run it again.")
{
    /// <summary>The replicas.</summary>
    public IReadOnlyList<Guid> Replicas { get; } = replicas;
}

/// <summary>
/// Puts a new key in the current one's place while services run: first everybody can read by it, then everybody writes by it, then what others
/// wrote is encrypted anew. Interrupted anywhere and run again it goes on: where it stopped is what the file and the rows say.
/// </summary>
/// <param name="database">The database, as its owner.</param>
/// <param name="path">The file of keys that the replicas have, or that is brought to them.</param>
/// <param name="time">Machine time.</param>
public sealed class KeyRotation(DbContext database, string path, TimeProvider time)
{
    private const string Act = "Key rotation";
    private const string ValuesLeft = "VALUES_LEFT";
    private const int MostPasses = 3;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Three of the replicas' reports: one that gives none while it is watched for this long is gone. Watched, not compared with a clock of ours.
    private static readonly TimeSpan Gone = 3 * AtRestKeyReport.Interval;

    private readonly AtRestKeyBook _book = new(database, time);

    /// <summary>Rotates, or brings an interrupted rotation to its end; journaled, from the file's being this database's on.</summary>
    /// <param name="patience">How long replicas are waited for, each time.</param>
    /// <param name="told">Told how it goes.</param>
    /// <param name="cancellation">Gives up; run again it goes on.</param>
    /// <exception cref="KeyFileException">The file cannot be used, is not this database's, or somebody else changes it.</exception>
    /// <exception cref="ReplicasBehindException">A live replica did not get the key in time.</exception>
    public async Task<RotationResult> RunAsync(TimeSpan patience, Action<RotationProgress> told, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(told);
        using var only = KeyFile.Lock(path);
        var set = AtRestKeySet.Read(path);
        await _book.RequireAsync(set, path, cancellation);
        var journal = await OwnerJournal.OpenAsync(database, time, cancellation);
        return await journal.RunAsync(
            Act,
            $"{set.Current.Kid} writes{(set.Next is { } waiting ? $", {waiting.Kid} waits" : "")}",
            () => RotateAsync(journal.RunId, set, patience, told, cancellation),
            result => (
                result.Left == 0 ? OwnerJournal.Done : ValuesLeft,
                string.Create(CultureInfo.InvariantCulture, $"{result.Kid} writes, {result.Rows} rows encrypted anew, {result.Left} left")),
            KeyFaults.ReasonOf,
            cancellation);
    }

    private async Task<RotationResult> RotateAsync(
        Guid runId, AtRestKeySet set, TimeSpan patience, Action<RotationProgress> told, CancellationToken cancellation)
    {
        if (set.Next is null)
        {
            // Rows of another key that can be read are what an interrupted rotation left.
            var unfinished = await FinishAsync(runId, set, patience, told, cancellation);
            if (unfinished.Rows > 0)
            {
                return unfinished;
            }

            set = Written(set.WithNext());
            told(new(RotationStep.Added, set.Next!.Kid));
        }

        var next = set.Next!;
        await WaitAsync(RotationStep.WaitsForReaders, next, row => row.Reads.Split(' ').Contains(next.Name, StringComparer.Ordinal), patience, told, cancellation);
        set = Written(set.WithNextCurrent(time.GetUtcNow()));
        told(new(RotationStep.Current, next.Kid));
        return await FinishAsync(runId, set, patience, told, cancellation) with { Added = true };
    }

    private async Task<RotationResult> FinishAsync(Guid runId, AtRestKeySet set, TimeSpan patience, Action<RotationProgress> told, CancellationToken cancellation)
    {
        await WaitAsync(RotationStep.WaitsForWriters, set.Current, row => row.Writes == set.Current.Name, patience, told, cancellation);
        var work = new Reencryption(database, new AtRestKeys(set.Current.Kid, set.All));
        var (rows, pass) = (0L, new ReencryptionPass(0, 0, []));
        for (var passes = 0; passes < MostPasses; passes++)
        {
            pass = await work.RunAsync((table, done, all) => told(new(RotationStep.Reencrypts, set.Current.Kid, table, done, all)), cancellation);
            rows += pass.Rows;

            // A row that was changed while the pass went over it is looked at once more.
            if (pass.Left == 0 || pass.Rows == 0)
            {
                break;
            }
        }

        return new(runId, set.Current.Kid, Added: false, rows, pass.Left, pass.Damaged);
    }

    private async Task WaitAsync(
        RotationStep step,
        AtRestKey key,
        Func<ReplicaKeysRow, bool> has,
        TimeSpan patience,
        Action<RotationProgress> told,
        CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var said = 0;
        var heard = new Dictionary<Guid, (DateTimeOffset SeenAt, long Since)>();
        while (true)
        {
            var replicas = await _book.ReplicasAsync(cancellation);
            var behind = replicas.Where(row => !has(row)).ToList();
            foreach (var row in behind.Where(row => !heard.TryGetValue(row.Replica, out var last) || last.SeenAt != row.SeenAt))
            {
                heard[row.Replica] = (row.SeenAt, time.GetTimestamp());
            }

            behind.RemoveAll(row => time.GetElapsedTime(heard[row.Replica].Since) >= Gone);
            if (behind.Count == 0)
            {
                return;
            }

            if (time.GetElapsedTime(begun) >= patience)
            {
                throw new ReplicasBehindException(key.Kid, [.. behind.Select(row => row.Replica)]);
            }

            if (said != behind.Count)
            {
                said = behind.Count;
                told(new(step, key.Kid, Done: said, All: replicas.Count));
            }

            await Task.Delay(Look, time, cancellation);
        }
    }

    private AtRestKeySet Written(AtRestKeySet set)
    {
        set.Write(path, replace: true);
        return set;
    }
}
