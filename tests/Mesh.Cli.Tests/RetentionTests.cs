using Mesh.Disclosure;
using Mesh.Hosting.Storage;
using Mesh.Kela.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Cli.Tests;

/// <summary>The owner's command on the file of an embedded installation. What it does to a ledger, on both databases, Mesh.Disclosure's tests show.</summary>
public sealed class RetentionTests : IDisposable
{
    private const string Kela = "0246246-0/SOCIAL_INSURANCE";

    private readonly Shell _shell = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _shell.Dispose();
    }

    [Fact]
    public async Task Run_WhenARequestHasHadItsTime_CountsItAndErasesItAndFindsNoneAgain()
    {
        var (old, recent) = await FileAsync();

        Assert.Equal(0, await RunAsync("--dry-run"));
        Assert.Equal((1, 0), (Askings("erased"), Askings("held")));
        Assert.Equal(5, await LengthAsync(old));

        Assert.Equal(0, await _shell.RunAsync("retention", "hold", old.ToString(), "--at", Kela, "--file", _shell.At("kela.db"), "--json"));
        Assert.Equal(0, await RunAsync());
        Assert.Equal((0, 1), (Askings("erased"), Askings("held")));

        Assert.Equal(0, await _shell.RunAsync("retention", "lift", old.ToString(), "--at", Kela, "--file", _shell.At("kela.db"), "--json"));
        Assert.Equal(1, await _shell.RunAsync("retention", "lift", old.ToString(), "--at", Kela, "--file", _shell.At("kela.db"), "--json"));
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
    [InlineData("COMMAND_MALFORMED", "hold", "not-an-id", "--at", Kela, "--file", "nowhere.db")]
    public async Task Command_WhenGivenWrongly_IsMisused(string reason, params string[] words)
    {
        Assert.Equal(2, await _shell.RunAsync(["retention", .. words]));
        Assert.StartsWith($"{reason}:", _shell.Error, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] more) => _shell.RunAsync(["retention", "run", "--at", Kela, "--file", _shell.At("kela.db"), "--json", .. more]);

    private int Askings(string what) => (int)_shell.Json["counts"]!.AsArray().Single(count => (string?)count!["kind"] == "Askings")![what]!;

    // One request that was answered a month more than its time ago, and one a month less.
    private async Task<(Guid Old, Guid Recent)> FileAsync()
    {
        await using var database = Open();
        await database.PrepareSchemaAsync(Cancellation);
        var least = RetentionRules.Of(RetentionKind.Askings).Months;
        Guid[] ids = [.. new[] { least + 1, least - 1 }.Select(months => Add(database, TimeProvider.System.GetUtcNow().AddMonths(-months)))];
        await database.SaveChangesAsync(Cancellation);
        return (ids[0], ids[1]);
    }

    private static Guid Add(KelaDbContext database, DateTimeOffset at)
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

    private async Task<int> LengthAsync(Guid id)
    {
        await using var database = Open();
        return (await database.Set<AskedRequest>().SingleAsync(row => row.StatementId == id, Cancellation)).Statement.Length;
    }

    private KelaDbContext Open() => new(new DbContextOptionsBuilder<KelaDbContext>().UseSqlite($"Data Source={_shell.At("kela.db")}").Options);
}
