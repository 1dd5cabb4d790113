using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Of the replicas that serve from one database, the one that dispatches and sweeps. On PostgreSQL whoever holds a session's advisory
/// lock: a connection that is lost has lost it, and the server gives it to the next that asks. On SQLite whoever holds the file beside
/// the database open, which the system closes with the process.
/// </summary>
/// <remarks>
/// A replica cut off from the server notices within <see cref="Interval"/>; until then two may work. What they do is safe twice: a notice
/// has its id and the receiver's inbox, a sweep looks again inside its transaction.
/// </remarks>
public sealed partial class ActiveReplica(StoragePlace place, TimeProvider time, ILogger<ActiveReplica> log) : BackgroundService
{
    /// <summary>How often a replica that waits asks, and the active one looks whether it still is.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _changing = new();
    private TaskCompletionSource<CancellationToken> _active = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this replica is the active one now.</summary>
    public bool IsActive => _active.Task.IsCompletedSuccessfully && !_active.Task.Result.IsCancellationRequested;

    /// <summary>
    /// Runs work each time and as long as this replica is the active one, until stopped. The work ends when its token says so, be it
    /// that the host stops or that another replica may be active by now.
    /// </summary>
    public async Task WhileActiveAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var active = await Current().WaitAsync(stopping);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(active, stopping);
                await work(either.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped, or no longer active: the loop knows which.
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var hold = await TryHoldAsync(stoppingToken);
                if (hold is not null)
                {
                    await HoldAsync(hold, stoppingToken);
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                Away(log, fault.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(IHold hold, CancellationToken stopping)
    {
        // Not disposed of: whoever took its token a moment ago may still link to it.
        var lost = new CancellationTokenSource();
        Begin(lost.Token);
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, stopping);
                await hold.LookAsync(stopping);
            }
        }
        finally
        {
            End();
            await lost.CancelAsync();
        }
    }

    private Task<CancellationToken> Current()
    {
        lock (_changing)
        {
            return _active.Task;
        }
    }

    private void Begin(CancellationToken until)
    {
        lock (_changing)
        {
            _active.SetResult(until);
        }
    }

    private void End()
    {
        lock (_changing)
        {
            _active = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private Task<IHold?> TryHoldAsync(CancellationToken cancellation) => place switch
    {
        StoragePlace.Postgres postgres => SessionHold.TryAsync(postgres, cancellation),
        StoragePlace.SqliteFile file => Task.FromResult<IHold?>(FileHold.Try(file)),
        _ => throw new InvalidOperationException("There is no third kind of place."),
    };

    private interface IHold : IAsyncDisposable
    {
        /// <summary>Throws when it is lost.</summary>
        Task LookAsync(CancellationToken cancellation);
    }

    private sealed class SessionHold(NpgsqlDataSource source, NpgsqlConnection session) : IHold
    {
        public static async Task<IHold?> TryAsync(StoragePlace.Postgres place, CancellationToken cancellation)
        {
            // Not of the pool: this session must end when it is let go.
            var source = PostgresConnections.Open(place, isPooled: false);
            var hold = new SessionHold(source, source.CreateConnection());
            try
            {
                if (await hold.AskAsync($"SELECT pg_try_advisory_lock({AdvisoryLocks.ActiveReplica})", cancellation))
                {
                    return hold;
                }
            }
            catch
            {
                await hold.DisposeAsync();
                throw;
            }

            await hold.DisposeAsync();
            return null;
        }

        public Task LookAsync(CancellationToken cancellation) => AskAsync("SELECT true", cancellation);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            await source.DisposeAsync();
        }

        private async Task<bool> AskAsync(string sql, CancellationToken cancellation)
        {
            if (session.State == System.Data.ConnectionState.Closed)
            {
                await session.OpenAsync(cancellation);
            }

            await using var command = new NpgsqlCommand(sql, session) { CommandTimeout = 5 };
            return await command.ExecuteScalarAsync(cancellation) is true;
        }
    }

    private sealed class FileHold(FileStream file) : IHold
    {
        public static FileHold? Try(StoragePlace.SqliteFile place)
        {
            try
            {
                return new FileHold(new FileStream(place.Path + ".active", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(place.Path + ".active"))
            {
                return null;
            }
        }

        public Task LookAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ValueTask DisposeAsync() => file.DisposeAsync();
    }

    [LoggerMessage(1, LogLevel.Warning, "Whether this replica is the active one cannot be told: {Fault}")]
    private static partial void Away(ILogger log, string fault);
}
