using System.Globalization;
using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Mesh.Kela.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Cli.Tests;

/// <summary>The owner's command, on a server or on the file of an embedded installation. What it does to a ledger Mesh.Disclosure's tests show.</summary>
public sealed class RetentionTests : IAsyncDisposable
{
    private const string Kela = "0246246-0/SOCIAL_INSURANCE";

    private readonly Shell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StoragePlace Place => TestStorage.Place<KelaDbContext>(_shell.At("kela.db"));

    public async ValueTask DisposeAsync()
    {
        await TestStorage.CloseAsync(Place);
        _shell.Dispose();
    }

    [Fact]
    public async Task Run_WhenARequestHasHadItsTime_CountsItAndErasesItAndFindsNoneAgain()
    {
        var (old, recent) = await FileAsync();

        Assert.Equal(0, await RunAsync("--dry-run"));
        Assert.Equal((1, 0), (Askings("erased"), Askings("held")));
        Assert.Equal(5, await LengthAsync(old));

        Assert.Equal(0, await GiveAsync(TestStorage.AsOwner(Place), "hold", old.ToString()));
        Assert.Equal(0, await RunAsync());
        Assert.Equal((0, 1), (Askings("erased"), Askings("held")));

        Assert.Equal(0, await GiveAsync(TestStorage.AsOwner(Place), "lift", old.ToString()));
        Assert.Equal(1, await GiveAsync(TestStorage.AsOwner(Place), "lift", old.ToString()));
        Assert.Equal(0, await RunAsync("--askings-months", "150"));
        Assert.Equal((0, 0), (Askings("erased"), Askings("held")));
        Assert.Equal(0, await RunAsync());
        Assert.Equal((1, 0), (Askings("erased"), Askings("held")));
        Assert.Equal((0, 5), (await LengthAsync(old), await LengthAsync(recent)));
        Assert.Equal(0, await RunAsync());
        Assert.Equal((0, 0), (Askings("erased"), Askings("held")));
    }

    [Fact]
    public async Task Rules_WhenAskedFor_NameASectionForEachPeriod()
    {
        Assert.Equal(0, await _shell.RunAsync("retention", "rules", "--json"));

        Assert.Equal(RetentionRules.All.Count, _shell.Json.AsArray().Count);
        Assert.All(_shell.Json.AsArray(), rule => Assert.NotEmpty(rule!["grounds"]!.AsArray()));
    }

    [Theory]
    [InlineData("FILE_MISSING", "run", "--at", Kela, "--file", "nowhere.db")]
    [InlineData("COMMAND_MALFORMED", "run", "--at", Kela, "--host", "localhost")]
    [InlineData("COMMAND_MALFORMED", "run", "--at", Kela, "--file", "nowhere.db", "--disclosures-months", "143")]
    [InlineData("COMMAND_MALFORMED", "run", "--at", Kela, "--file", "nowhere.db", "--askings-months", "1201")]
    [InlineData("COMMAND_MALFORMED", "run", "--at", Kela, "--file", "nowhere.db", "--acts-months", "143")]
    [InlineData("COMMAND_MALFORMED", "hold", "not-an-id", "--at", Kela, "--file", "nowhere.db")]
    public async Task Command_WhenGivenWrongly_IsMisused(string reason, params string[] words)
    {
        Assert.Equal(2, await _shell.RunAsync(["retention", .. words]));
        Assert.StartsWith($"{reason}:", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenTheServingRoleGivesIt_IsRefused()
    {
        await FileAsync();

        // A file knows no roles; who may write it is its owner.
        Assert.Equal(TestStorage.IsPostgres ? 1 : 0, await GiveAsync(Place, "run"));
        Assert.Equal(TestStorage.IsPostgres, _shell.Error.Contains("STORAGE_NOT_READY", StringComparison.Ordinal));
    }

    private Task<int> RunAsync(params string[] more) => GiveAsync(TestStorage.AsOwner(Place), ["run", .. more]);

    private Task<int> GiveAsync(StoragePlace place, params string[] words)
    {
        string[] where = place is StoragePlace.Postgres server
            ? ["--host", server.Host, "--port", server.Port.ToString(CultureInfo.InvariantCulture), "--database", server.Database, "--owner", server.User, "--password-file", server.PasswordFile]
            : ["--file", ((StoragePlace.SqliteFile)place).Path];
        return _shell.RunAsync(["retention", .. words, "--at", Kela, .. where, "--json"]);
    }

    private int Askings(string what) => (int)_shell.Json["counts"]!.AsArray().Single(count => (string?)count!["kind"] == "Askings")![what]!;

    // One request that was answered a month more than its time ago, and one a month less.
    private async Task<(Guid Old, Guid Recent)> FileAsync()
    {
        if (!TestStorage.IsPostgres)
        {
            await File.WriteAllBytesAsync(_shell.At("kela.db"), [], Cancellation);
        }

        var least = RetentionRules.Of(RetentionKind.Askings).Months;
        return await AsOwnerAsync(async database =>
        {
            Guid[] ids = [.. new[] { least + 1, least - 1 }.Select(months => Add(database, TimeProvider.System.GetUtcNow().AddMonths(-months)))];
            await database.SaveChangesAsync(Cancellation);
            return (ids[0], ids[1]);
        });
    }

    private static Guid Add(DbContext database, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        database.Add(new AskedRequest
        {
            StatementId = id,
            Holder = "3221308-6/SOCIAL_CARE",
            Outcome = "OK",
            StatementSha256 = new byte[32],
            Statement = new byte[5],
            AskedAt = at,
            AnsweredAt = at,
        });
        return id;
    }

    private Task<int> LengthAsync(Guid id) => AsOwnerAsync(async database =>
        (await database.Set<AskedRequest>().AsNoTracking().SingleAsync(row => row.StatementId == id, Cancellation)).Statement.Length);

    private Task<T> AsOwnerAsync<T>(Func<DbContext, Task<T>> act) =>
        OwnerStorage.RunAsync<KelaDbContext, T>(TestStorage.AsOwner(Place), (database, _) => act(database), Cancellation);
}
