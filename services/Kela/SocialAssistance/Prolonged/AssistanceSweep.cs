using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Storage;
using Mesh.Hosting.Telemetry;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>
/// F01 as time passes: looks at every client whose month has ended since the last look, and tries again to tell what could be told to
/// nobody. Looks when the service starts, each minute, and when a demonstration's clock has moved or the directory has changed.
/// </summary>
public sealed partial class AssistanceSweep(
    IServiceScopeFactory scopes,
    ActiveReplica replica,
    Self self,
    MeshClock clock,
    DirectoryFile directory,
    TimeProvider time,
    ILogger<AssistanceSweep> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Looks at every client who is due.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var subject in await DueAsync(cancellation))
        {
            // One client in trouble holds back no other, and stays due.
            await TryAsync(() => LookAsync(subject, cancellation), cancellation);
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => replica.WhileActiveAsync(WatchAsync, stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        var demonstration = clock as DemonstrationClock;
        EventHandler moved = (_, _) => _wake.Release();
        EventHandler<ParticipantDirectory> changed = (_, _) => _wake.Release();
        demonstration?.Moved += moved;
        directory.Changed += changed;
        try
        {
            while (true)
            {
                await TryAsync(() => SweepAsync(stoppingToken), stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        finally
        {
            // The clock of a demonstration outlives a host that is stopped and started anew.
            demonstration?.Moved -= moved;
            directory.Changed -= changed;
        }
    }

    private async Task TryAsync(Func<Task> act, CancellationToken stopping)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            Failed(log, fault.GetType().Name);
        }
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_wake.WaitAsync(wait.Token), Task.Delay(Interval, time, wait.Token));
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private async Task<IReadOnlyCollection<Guid>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DbContext>();
        var today = clock.Today;
        var due = await database.Set<AssistanceWatch>().AsNoTracking()
            .Where(watch => watch.NextLookOn <= today)
            .Select(watch => watch.SubjectId)
            .ToListAsync(cancellation);
        var unaddressed = await database.Set<AssistanceNoticeRow>().AsNoTracking()
            .Where(row => row.State == AssistanceNoticeState.Waiting && row.MissingFact == ProlongedNotices.MunicipalityMissing)
            .Select(row => new { row.SubjectId, row.HomeMunicipality })
            .ToListAsync(cancellation);

        // Only those who can be told now: what waits for the directory is not looked at in vain each minute.
        var notices = scope.ServiceProvider.GetRequiredService<ProlongedNotices>();
        var served = unaddressed.Select(row => row.HomeMunicipality).Distinct().Where(code => notices.RegionOf(code) is not null).ToHashSet();
        return due.Union(unaddressed.Where(row => served.Contains(row.HomeMunicipality)).Select(row => row.SubjectId)).ToList();
    }

    private async Task LookAsync(Guid subject, CancellationToken cancellation)
    {
        // Nobody's call brings a trace: the notice begins one, which its receivers go on in.
        using var span = MeshTelemetry.Source.StartActivity("look for prolonged assistance");
        span?.SetTag(MeshTelemetry.ParticipantTag, self.Participation.ToString());
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var code = await services.GetRequiredService<Subjects>().RevealAsync(subject, cancellation);
        await services.GetRequiredService<Transactions>().RunAsync(
            async token =>
            {
                var history = await services.GetRequiredService<AssistanceHistories>().OfAsync(subject, token);
                await services.GetRequiredService<AssistanceWatches>().LookAsync(subject, code.BirthDate, history, [], token);
            },
            cancellation);
    }

    [LoggerMessage(1, LogLevel.Error, "Looking for prolonged assistance failed ({Fault}); it is tried again")]
    private static partial void Failed(ILogger log, string fault);
}
