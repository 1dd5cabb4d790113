using Mesh.Hosting.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

public sealed class SealingServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_WhenThisReplicaIsTheActiveOne_SealsWhatIsThereAlready()
    {
        var saved = new CheckpointSaved();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, saved);
        await holder.WriteAsync(LedgerSealerTests.Now.AddDays(-2), Guid.CreateVersion7());
        await using var scope = holder.Scope();
        var replica = scope.ServiceProvider.Get<ActiveReplica>();
        using var service = ActivatorUtilities.CreateInstance<SealingService>(scope.ServiceProvider);

        await replica.StartAsync(Cancellation);
        await service.StartAsync(Cancellation);
        Assert.Equal(1, await saved.Size.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        await service.StopAsync(Cancellation);
        await replica.StopAsync(Cancellation);
    }

    private sealed class CheckpointSaved : SaveChangesInterceptor
    {
        private readonly TaskCompletionSource<long> _size = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<long> Size => _size.Task;

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (eventData.Context?.ChangeTracker.Entries<LedgerCheckpointRow>().FirstOrDefault() is { } checkpoint)
            {
                _size.TrySetResult(checkpoint.Entity.TreeSize);
            }

            return base.SavedChangesAsync(eventData, result, cancellationToken);
        }
    }
}
