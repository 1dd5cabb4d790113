using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.WorkQueues;

/// <summary>
/// Keeps the queue after every save, in the transaction of the save. Hung on saving and not called by the acts, so that no act can
/// forget it. One for all contexts; what a save has touched is kept by the <see cref="WorkKeeper"/> of its scope.
/// </summary>
internal sealed class WorkFollower : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        KeeperOf(eventData).Note();
        return new(result);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await KeeperOf(eventData).KeepAsync(cancellationToken);
        return result;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => KeeperOf(eventData).Forget();

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        KeeperOf(eventData).Forget();
        return Task.CompletedTask;
    }

    private static WorkKeeper KeeperOf(DbContextEventData save) => save.Context!.Scope().GetRequiredService<WorkKeeper>();
}
