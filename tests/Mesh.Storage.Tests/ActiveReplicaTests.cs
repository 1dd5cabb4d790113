using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Storage.Tests;

/// <summary>Which replica works: on a server by a session's lock, on a file by the file beside it.</summary>
public sealed class ActiveReplicaTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Kinds => [true, false];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_WhenThreeReplicasServe_IsDoneByOneAndTakenOverWhenItStops(bool onServer)
    {
        var place = await PlaceAsync(onServer, "mesh_three");
        Replica[] replicas = [new(place), new(place), new(place)];
        foreach (var replica in replicas)
        {
            await replica.StartAsync();
        }

        for (var left = replicas.ToList(); left.Count > 0;)
        {
            await Eventually.TrueAsync(() => left.Count(replica => replica.IsWorking) == 1);
            await Task.Delay(ActiveReplica.Interval * 1.5, Cancellation);
            var active = Assert.Single(left, replica => replica.IsWorking);
            await active.StopAsync();
            Assert.False(active.IsWorking);
            active.Dispose();
            left.Remove(active);
        }
    }

    [Fact]
    public async Task Work_WhenTheConnectionIsLost_StopsAndIsTakenOver()
    {
        var place = await PlaceAsync(onServer: true, "mesh_lost");
        using var first = new Replica(place);
        using var second = new Replica(place);
        await first.StartAsync();
        await Eventually.TrueAsync(() => first.IsWorking);
        await second.StartAsync();
        var before = first.Begun;

        var ended = await TestStorage.ColumnAsync(
            (StoragePlace.Postgres)place,
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            Cancellation);

        Assert.Equal([true], ended);
        await Eventually.TrueAsync(() => first.Ended > 0);
        await Eventually.TrueAsync(() => first.IsWorking != second.IsWorking);
        Assert.Equal(1, before);
        Assert.Equal(2, first.Begun + second.Begun);
        await first.StopAsync();
        await second.StopAsync();
    }

    [Fact]
    public async Task Work_WhenTheServerCannotBeReached_IsNotDone()
    {
        var place = (StoragePlace.Postgres)await PlaceAsync(onServer: true, "mesh_unreached");
        using var replica = new Replica(place with { Port = 1 });

        await replica.StartAsync();
        await Task.Delay(ActiveReplica.Interval * 1.5, Cancellation);

        Assert.Equal(0, replica.Begun);
        await replica.StopAsync();
    }

    private static async Task<StoragePlace> PlaceAsync(bool onServer, string name)
    {
        if (!onServer)
        {
            return new StoragePlace.SqliteFile(Path.Combine(Directory.CreateTempSubdirectory("replicas-").FullName, "mesh.db"));
        }

        // The owner, so that it can end its own session.
        var database = await TestCluster.NewAsync(name, Cancellation);
        return database.As(database.Owner);
    }

    private sealed class Replica(StoragePlace place) : IDisposable
    {
        private readonly ActiveReplica _replica = new(place, TimeProvider.System, NullLogger<ActiveReplica>.Instance);
        private readonly CancellationTokenSource _stop = new();
        private Task _work = Task.CompletedTask;
        private int _begun;
        private int _ended;

        public int Begun => Volatile.Read(ref _begun);

        public int Ended => Volatile.Read(ref _ended);

        public bool IsWorking => Begun > Ended;

        public async Task StartAsync()
        {
            await _replica.StartAsync(Cancellation);
            _work = _replica.WhileActiveAsync(WorkAsync, _stop.Token);
        }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _work;
            await _replica.StopAsync(Cancellation);
        }

        public void Dispose()
        {
            _replica.Dispose();
            _stop.Dispose();
        }

        private async Task WorkAsync(CancellationToken until)
        {
            Interlocked.Increment(ref _begun);
            try
            {
                await Task.Delay(Timeout.Infinite, until);
            }
            finally
            {
                Interlocked.Increment(ref _ended);
            }
        }
    }
}
