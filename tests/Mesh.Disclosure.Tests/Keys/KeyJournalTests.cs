using Mesh.Hosting.AtRest;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>Who put a key in another one's place, or took one away, stands in the journal: never what a value is.</summary>
public sealed class KeyJournalTests
{
    private readonly ShiftedTime _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhenDone_IsJournaledWhenItBeginsAndWhenItEnds()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        await keyed.ReportAsync();
        var begun = Array.Empty<string>();

        var result = await keyed.RotateAsync(progress =>
        {
            if (progress.Step == RotationStep.Added)
            {
                begun = [.. OfRunAsync(keyed).GetAwaiter().GetResult()];
            }
        });

        var first = $"Key rotation begun {keyed.Holder.Owner()}: k1 writes OK";
        Assert.Equal([first], begun);
        Assert.Equal([first, $"Key rotation ended {keyed.Holder.Owner()}: k2 writes, {result.Rows} rows encrypted anew, 0 left OK"], await OfRunAsync(keyed, result.RunId));
    }

    [Fact]
    public async Task Rotate_WhenAReplicaStaysBehind_IsJournaledWithTheReasonAndTheNextRunSaysWhereItBegins()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        using var keys = AtRestKeys.Open(Copied(keyed.Holder.KeysFile), TimeProvider.System);
        using var old = keyed.NewReport(keys);
        await old.StartingAsync(Cancellation);
        await old.StartAsync(Cancellation);

        await Assert.ThrowsAsync<ReplicasBehindException>(() => keyed.RotateAsync(patience: TimeSpan.Zero));

        Assert.Equal(
            [$"Key rotation begun {keyed.Holder.Owner()}: k1 writes OK", $"Key rotation ended {keyed.Holder.Owner()}: k1 writes REPLICAS_BEHIND"], await OfRunAsync(keyed));
        await old.StopAsync(Cancellation);
        await old.StoppedAsync(Cancellation);
        var result = await keyed.RotateAsync();
        Assert.Equal($"Key rotation begun {keyed.Holder.Owner()}: k1 writes, k2 waits OK", (await OfRunAsync(keyed, result.RunId))[0]);
    }

    [Fact]
    public async Task Rotate_WhenItIsInterrupted_IsJournaledAsThat()
    {
        await using var keyed = await KeyedHolder.OpenAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => keyed.RotateAsync(_ => throw new OperationCanceledException()));

        Assert.Equal($"Key rotation ended {keyed.Holder.Owner()}: k1 writes INTERRUPTED", (await OfRunAsync(keyed))[^1]);
    }

    // By the operator's Ctrl-C: what says so is not given up with the rest.
    [Fact]
    public async Task Rotate_WhenItIsGivenUp_IsJournaledAsInterrupted()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keyed.AsOwnerAsync(database => new KeyRotation(database, keyed.Holder.KeysFile, TimeProvider.System)
            .RunAsync(TimeSpan.FromMinutes(1), _ => stop.Cancel(), stop.Token)));

        Assert.Equal($"Key rotation ended {keyed.Holder.Owner()}: k1 writes INTERRUPTED", (await OfRunAsync(keyed))[^1]);
    }

    [Fact]
    public async Task Rotate_WhenAValueCannotBeEncryptedAnew_IsJournaledWithHowManyAreLeft()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        await keyed.Holder.KnowAsync(People.Eetu);
        var code = (byte[])(await TestStorage.ColumnAsync(keyed.Holder.Place, "SELECT code FROM subject ORDER BY subject_id", Cancellation))[0];
        var damaged = (byte[])code.Clone();
        damaged[^1] ^= 1;
        await TestStorage.TamperAsync(keyed.Holder.Place, "UPDATE subject SET code = @damaged WHERE code = @code", Cancellation, ("@damaged", damaged), ("@code", code));

        await keyed.RotateAsync();

        Assert.Equal($"Key rotation ended {keyed.Holder.Owner()}: k2 writes, 1 rows encrypted anew, 1 left VALUES_LEFT", (await OfRunAsync(keyed))[^1]);
    }

    [Fact]
    public async Task Retire_WhenRefusedAndWhenDone_IsJournaledWithTheKeyAndTheReason()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.ReportAsync();
        await keyed.RotateAsync(time: _time);
        _time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync("k1", _time));
        await Assert.ThrowsAsync<KeyNeededException>(() => keyed.RetireAsync("not a key of this file", _time));

        Assert.Equal($"Key retirement ended {keyed.Holder.Owner()}: k1 KEY_TOO_YOUNG", (await OfRunAsync(keyed))[^1]);
        _time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(
            [$"Key retirement begun {keyed.Holder.Owner()}: k1 OK", $"Key retirement ended {keyed.Holder.Owner()}: k1 OK"],
            await OfRunAsync(keyed, await keyed.RetireAsync("k1", _time)));
    }

    private static async Task<IReadOnlyList<string>> OfRunAsync(KeyedHolder keyed, Guid? run = null) =>
    [
        .. (await keyed.Holder.JournalAsync()).Where(row => row.Step.StartsWith("Key ", StringComparison.Ordinal) && (run is null || row.FlowId == run))
            .OrderBy(row => row.EntryId).Select(row => $"{row.Step} {row.Outcome}"),
    ];

    private static string Copied(string file)
    {
        var copy = file + ".copy";
        File.Copy(file, copy);
        return copy;
    }
}
