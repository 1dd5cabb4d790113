using System.Data.Common;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mesh.Hosting.Tests.Storage;

public sealed class SchemaTests
{
    private static readonly SchemaGuard AppendOnly =
        new("CREATE TRIGGER effect_stays BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT, 'append-only'); END;");

    [Fact]
    public async Task Schema_WhenStartedASecondTime_KeepsWhatIsThere()
    {
        await using var file = new DatabaseFile();
        await file.EnsureSchemaAsync(AppendOnly);
        await file.AddAsync("one");

        await file.EnsureSchemaAsync(AppendOnly);

        Assert.Equal(["one"], await file.EffectsAsync());
        Assert.Equal(1, await file.ScalarAsync<int>("SELECT count(*) AS Value FROM mesh_schema"));
    }

    [Fact]
    public async Task Schema_WhenItIsAnothers_RefusesToStartAndChangesNothing()
    {
        await using var file = new DatabaseFile();
        await file.EnsureSchemaAsync();
        await file.AddAsync("one");

        await Assert.ThrowsAsync<SchemaMismatchException>(() => file.EnsureSchemaAsync(AppendOnly));

        Assert.Equal(0, await file.ScalarAsync<int>("SELECT count(*) AS Value FROM sqlite_master WHERE type = 'trigger'"));
        Assert.Equal(["one"], await file.EffectsAsync());
    }

    [Fact]
    public async Task Schema_WhenAHostMeetsAnothers_KeepsItFromStarting()
    {
        using var installation = new Installation();
        await using (await TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken))
        {
        }

        await using (await TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken))
        {
        }

        await Assert.ThrowsAsync<SchemaMismatchException>(() => TestHost.StartAsync<TestDatabase>(
            installation,
            Participants.Kela,
            new() { Register = builder => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(builder.Services, AppendOnly) },
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Schema_WhenAGuardFails_LeavesNothing()
    {
        await using var file = new DatabaseFile();
        await Assert.ThrowsAsync<SqliteException>(() => file.EnsureSchemaAsync(new SchemaGuard("CREATE NONSENSE;")));

        Assert.Equal(0, await file.ScalarAsync<int>("SELECT count(*) AS Value FROM sqlite_master"));
        await file.EnsureSchemaAsync();
    }

    [Fact]
    public async Task Schema_WhenTheProcessWasKilledHalfWay_IsMadeAnew()
    {
        // What a kill leaves on the disk: file and log as they are before the last statement.
        var kill = new CopyBefore("CREATE TABLE mesh_schema");
        await using var file = new DatabaseFile(interceptor: kill);
        kill.Act = () => kill.Left = new DatabaseFile(file.File);
        await file.EnsureSchemaAsync();

        await using var left = kill.Left!;
        Assert.Equal(0, await left.ScalarAsync<int>("SELECT count(*) AS Value FROM sqlite_master"));
        await left.EnsureSchemaAsync();
        await left.AddAsync("one");
        Assert.Equal(["one"], await left.EffectsAsync());
    }

    [Fact]
    public async Task Database_WhenOpened_IsDurableAndForgetsWhatIsDeleted()
    {
        await using var file = new DatabaseFile();
        await file.EnsureSchemaAsync();

        Assert.Equal("wal", await file.ScalarAsync<string>("SELECT journal_mode AS Value FROM pragma_journal_mode"));
        Assert.Equal(2, await file.ScalarAsync<int>("SELECT synchronous AS Value FROM pragma_synchronous"));
        Assert.Equal(1, await file.ScalarAsync<int>("SELECT secure_delete AS Value FROM pragma_secure_delete"));
        Assert.Equal(1, await file.ScalarAsync<int>("SELECT foreign_keys AS Value FROM pragma_foreign_keys"));
    }

    private sealed class CopyBefore(string statement) : DbCommandInterceptor
    {
        public Action Act { get; set; } = () => { };

        public DatabaseFile? Left { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith(statement, StringComparison.Ordinal))
            {
                Act();
            }

            return ValueTask.FromResult(result);
        }
    }
}
