using System.Data.Common;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Storage;

public sealed class SchemaTests
{
    [Fact]
    public async Task Schema_WhenStartedASecondTime_KeepsWhatIsThere()
    {
        await using var file = new DatabaseFile(isSqlite: true);
        await file.EnsureSchemaAsync();
        await file.AddAsync("one");

        await file.EnsureSchemaAsync();

        Assert.Equal(["one"], await file.EffectsAsync());
        Assert.Equal(1, await file.ScalarAsync<int>("SELECT count(*) AS Value FROM mesh_schema"));
    }

    [Fact]
    public async Task Schema_WhenItIsAnothers_RefusesToStartAndChangesNothing()
    {
        await using var file = new DatabaseFile(isSqlite: true);
        await file.EnsureSchemaAsync();
        await file.AddAsync("one");
        await TestStorage.TamperAsync(file.Place, "UPDATE mesh_schema SET digest = 'another'", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StorageNotReadyException>(() => file.EnsureSchemaAsync());

        Assert.Equal("another", await file.ScalarAsync<string>("SELECT digest AS Value FROM mesh_schema"));
        Assert.Equal(["one"], await file.EffectsAsync());
    }

    [Fact]
    public async Task Schema_WhenAHostMeetsAnothers_KeepsItFromStarting()
    {
        using var installation = new Installation();
        StoragePlace place;
        await using (var host = await TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken))
        {
            place = host.Services.GetRequiredService<StoragePlace>();
        }

        await using (await TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken))
        {
        }

        await TestStorage.TamperAsync(
            place, TestStorage.IsPostgres ? "DROP TABLE mesh_schema" : "UPDATE mesh_schema SET digest = 'another'", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StorageNotReadyException>(
            () => TestHost.StartAsync<TestDatabase>(installation, Participants.Kela, new(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Schema_WhenAStatementFails_LeavesNothing()
    {
        var fault = new CopyBefore("CREATE TABLE mesh_schema") { Act = () => throw new TimeoutException() };
        await using var file = new DatabaseFile(interceptor: fault, isSqlite: true);
        await Assert.ThrowsAsync<TimeoutException>(() => file.EnsureSchemaAsync());

        Assert.Equal(0, await file.ScalarAsync<int>("SELECT count(*) AS Value FROM sqlite_master"));
        fault.Act = () => { };
        await file.EnsureSchemaAsync();
    }

    [Fact]
    public async Task Schema_WhenTheProcessWasKilledHalfWay_IsMadeAnew()
    {
        // What a kill leaves on the disk: file and log as they are before the last statement.
        var kill = new CopyBefore("CREATE TABLE mesh_schema");
        await using var file = new DatabaseFile(interceptor: kill, isSqlite: true);
        kill.Act = () => kill.Left = new DatabaseFile(file.File, isSqlite: true);
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
        await using var file = new DatabaseFile(isSqlite: true);
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
