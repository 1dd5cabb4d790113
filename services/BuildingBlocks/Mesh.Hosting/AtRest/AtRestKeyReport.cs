using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mesh.Hosting.AtRest;

/// <summary>
/// Says in the database which keys this replica has: before it serves, whenever they change, and every half minute, so that who replaces a
/// key can wait for every replica. A host whose file is not this database's does not start.
/// </summary>
internal sealed partial class AtRestKeyReport(
    IServiceScopeFactory scopes, AtRestKeys keys, TimeProvider time, ILogger<AtRestKeyReport> log) : BackgroundService, IHostedLifecycleService
{
    /// <summary>How often a replica says that it still is.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Guid _replica = Guid.CreateVersion7();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        keys.Changed += OnChanged;
        keys.Refused += OnRefused;
        var set = keys.Set;
        await InBookAsync((book, token) => book.RequireAsync(set, keys.FilePath, token), cancellationToken);
        await InBookAsync((book, token) => book.ReportAsync(_replica, set, token), cancellationToken);
    }

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        keys.Changed -= OnChanged;
        keys.Refused -= OnRefused;
        await ToldAsync((book, token) => book.LeaveAsync(_replica, token), cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = Volatile.Read(ref _changed);
            await ToldAsync((book, token) => book.ReportAsync(_replica, keys.Set, token), stoppingToken);
            await changed.Task.WaitAsync(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnChanged(object? sender, EventArgs e)
    {
        Taken(keys.Current.Kid);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private void OnRefused(object? sender, KeyFileException refusal) => NotTaken(refusal.Message);

    // A database that is away now is there in a while, and whoever waits for this replica waits.
    private async Task ToldAsync(Func<AtRestKeyBook, CancellationToken, Task> act, CancellationToken cancellation)
    {
        try
        {
            await InBookAsync(act, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            NotTold(fault.GetType().Name);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task InBookAsync(Func<AtRestKeyBook, CancellationToken, Task> act, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await act(new AtRestKeyBook(scope.ServiceProvider.GetRequiredService<DbContext>(), time), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The changed file of keys at rest is in use; {Current} writes.")]
    private partial void Taken(string current);

    [LoggerMessage(Level = LogLevel.Error, Message = "A changed file of keys at rest is not taken into use. {Refusal}")]
    private partial void NotTaken(string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which keys at rest this replica has could not be told: {Fault}.")]
    private partial void NotTold(string fault);
}
