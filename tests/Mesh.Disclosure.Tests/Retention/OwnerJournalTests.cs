using Mesh.Hosting.Journal;
using Mesh.Hosting.Storage;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Who it was, where the one who came is not the one who owns.</summary>
public sealed class OwnerJournalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // SET ROLE is how an administrator does what only the owner may: the owner's name alone would say nothing of who did it.
    [Fact]
    public async Task Hold_WhenSomebodyBecameTheOwner_IsJournaledUnderWhoCame()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        if (TestStorage.AsOwner(holder.Place) is not StoragePlace.Postgres owner)
        {
            // SQLite knows no roles, so nobody becomes another.
            await holder.HoldAsync(Guid.CreateVersion7());
            Assert.Equal(["Retention hold by owner, account " + Environment.UserName], await StepsAsync(holder));
            return;
        }

        await using var connection = await TestCluster.AsAdministratorAsync(owner.Database, Cancellation);
        await using (var become = connection.CreateCommand())
        {
            become.CommandText = $"SET ROLE {owner.User}";
            await become.ExecuteNonQueryAsync(Cancellation);
        }

        await using (var database = PostgresConnections.Context<HolderContext>(connection))
        {
            await new RetentionHolds(database, TimeProvider.System).PlaceAsync(Guid.CreateVersion7(), Cancellation);
        }

        Assert.NotEqual(owner.User, connection.UserName);
        Assert.Equal([$"Retention hold by owner {connection.UserName}, account {Environment.UserName}"], await StepsAsync(holder));
    }

    private static async Task<IEnumerable<string>> StepsAsync(TestHolder holder) => (await holder.JournalAsync()).Select((JournalRow row) => row.Step);
}
