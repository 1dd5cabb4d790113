using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

public sealed class SealingServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Service_WhenThisReplicaIsTheActiveOne_SealsWhatIsThereAlready()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.WriteAsync(LedgerSealerTests.Now.AddDays(-2), Guid.CreateVersion7());
        await using var scope = holder.Scope();
        var replica = scope.ServiceProvider.Get<ActiveReplica>();
        using var service = ActivatorUtilities.CreateInstance<SealingService>(scope.ServiceProvider);

        await replica.StartAsync(Cancellation);
        await service.StartAsync(Cancellation);
        await Eventually.TrueAsync(async () => (await holder.RowsAsync<LedgerCheckpointRow>(row => row.TreeSize)) is [{ TreeSize: 1 }]);
        await service.StopAsync(Cancellation);
        await replica.StopAsync(Cancellation);
    }

}
