using Mesh.Hosting.Storage;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.Servers;
using Mesh.TeOffice.Storage;
using Mesh.TestKit;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mesh.Storage.Tests;

public sealed class MigrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Services => [.. Kinds.Keys];

    private static Dictionary<string, IKind> Kinds { get; } = new(StringComparer.Ordinal)
    {
        ["kela"] = new Kind<KelaDbContext>(),
        ["municipality"] = new Kind<MunicipalityDbContext>(),
        ["office"] = new Kind<TeOfficeDbContext>(),
        ["region"] = new Kind<WellbeingRegionDbContext>(),
    };

    [Theory]
    [MemberData(nameof(Services))]
    public void Model_WhenComparedWithItsMigrations_HasNotChangedSince(string service) =>
        Assert.False(Kinds[service].HasChanged(), "deploy/Migrations/migrations.sh add NAME");

    [Fact]
    public void Model_WhenItHasChangedSince_IsFound()
    {
        using var changed = PostgresModel.Of<TestDatabase>();

        Assert.True(changed.Database.HasPendingModelChanges());
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Migrate_WhenDone_LetsTheServingRoleAppendToEvidenceAndNothingElse(string service)
    {
        var database = await TestCluster.NewAsync($"mesh_rights_{service}", Cancellation);
        await Kinds[service].MigrateAsync(database);

        var rights = await RightsAsync(database);

        string[] evidence = ["disclosure_ledger", "consent_revision", "flow_journal", "client_notice_step", "notice_subject"];
        Assert.All(evidence, table => Assert.Equal(["INSERT", "SELECT"], rights[table]));
        string[] owners = ["ledger_erasure", "erased_leaves", "retention_hold"];
        Assert.All(owners, table => Assert.Equal(["SELECT"], rights[table]));
        Assert.Equal(["DELETE", "INSERT", "SELECT", "UPDATE"], rights["notice_outbox"]);
        Assert.Equal(["SELECT"], rights["__EFMigrationsHistory"]);
        Assert.Equal(["SELECT", "UPDATE"], rights["mesh_schema"]);
        Assert.Subset(new HashSet<string> { "DELETE", "INSERT", "SELECT", "UPDATE" }, rights.SelectMany(table => table.Value).ToHashSet());
        Assert.Equal(await TablesAsync(database), rights.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Migrate_WhenDoneAgain_AppliesNothingAndTakesBackWhatWasGivenBesides()
    {
        var database = await TestCluster.NewAsync("mesh_again", Cancellation);
        var applied = await Kinds["kela"].MigrateAsync(database);
        await RunAsync(database.As(database.Owner), $"GRANT DELETE, TRUNCATE ON disclosure_ledger TO {database.Serving.Name}; GRANT SELECT ON subject TO PUBLIC");

        var again = await Kinds["kela"].MigrateAsync(database);

        Assert.NotEmpty(applied);
        Assert.Empty(again);
        Assert.Equal(["INSERT", "SELECT"], (await RightsAsync(database))["disclosure_ledger"]);
    }

    [Fact]
    public async Task Migrate_WhenFiveRunAtOnce_AppliesOnce()
    {
        var database = await TestCluster.NewAsync("mesh_at_once", Cancellation);

        var applied = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Kinds["office"].MigrateAsync(database)));

        Assert.Single(applied, migrations => migrations.Count > 0);
        await Kinds["office"].CheckAsync(database.As(database.Serving));
    }

    [Fact]
    public async Task Start_WhenNothingIsMigrated_SaysMeshMigrate()
    {
        var database = await TestCluster.NewAsync("mesh_empty", Cancellation);

        var refusal = await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].CheckAsync(database.As(database.Owner)));

        Assert.Contains("mesh migrate", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenAMigrationIsMissing_SaysMeshMigrate()
    {
        var database = await TestCluster.NewAsync("mesh_behind", Cancellation);
        await Kinds["kela"].MigrateAsync(database);
        await Kinds["kela"].CheckAsync(database.As(database.Serving));
        await RunAsync(database.As(database.Owner), "DELETE FROM \"__EFMigrationsHistory\"");

        var refusal = await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].CheckAsync(database.As(database.Serving)));

        Assert.Contains("mesh migrate", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenTheDatabaseIsAheadOfTheProgram_IsAllowed()
    {
        // Replicas are renewed one by one after the migration.
        var database = await TestCluster.NewAsync("mesh_ahead", Cancellation);
        await Kinds["kela"].MigrateAsync(database);
        await RunAsync(database.As(database.Owner), "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0.0')");

        await Kinds["kela"].CheckAsync(database.As(database.Serving));
    }

    [Fact]
    public async Task Start_WhenTheOwnerWouldServe_IsRefused()
    {
        var database = await TestCluster.NewAsync("mesh_owned", Cancellation);
        await Kinds["kela"].MigrateAsync(database);

        await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].CheckAsync(database.As(database.Owner)));
        await using var administrator = await TestCluster.AsAdministratorAsync("postgres", Cancellation);
        await using var command = new NpgsqlCommand($"GRANT {database.Owner.Name} TO {database.Serving.Name}", administrator);
        await command.ExecuteNonQueryAsync(Cancellation);
        await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].CheckAsync(database.As(database.Serving)));
        await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].MigrateAsync(database));
    }

    [Fact]
    public async Task Migrate_WhenTheServingRoleIsNotThere_IsRefusedAndChangesNothing()
    {
        var database = await TestCluster.NewAsync("mesh_no_role", Cancellation);

        await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].MigrateAsync(database, "nobody_here"));

        Assert.Empty(await TablesAsync(database));
    }

    [Fact]
    public async Task Migrate_WhenTextIsNotComparedByItsBytes_IsRefused()
    {
        var database = await TestCluster.NewAsync("mesh_other_order", Cancellation);
        await using var administrator = await TestCluster.AsAdministratorAsync("postgres", Cancellation);
        foreach (var sql in (string[])["DROP DATABASE mesh_other_order", $"CREATE DATABASE mesh_other_order OWNER {database.Owner.Name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fi' LOCALE 'C' ENCODING 'UTF8'"])
        {
            await using var command = new NpgsqlCommand(sql, administrator);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await Assert.ThrowsAsync<StorageNotReadyException>(() => Kinds["kela"].MigrateAsync(database));
    }

    private static async Task<Dictionary<string, string[]>> RightsAsync(PrivateDatabase database)
    {
        const string Granted = """
            SELECT relname || ' ' || privilege_type FROM pg_class, aclexplode(relacl) AS acl
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND grantee IN (0, '{0}'::regrole) ORDER BY 1
            """;
        var granted = await TestStorage.ColumnAsync(
            database.As(database.Serving), Granted.Replace("{0}", database.Serving.Name, StringComparison.Ordinal), Cancellation);
        return granted.Cast<string>().Select(text => text.Split(' ')).GroupBy(parts => parts[0], parts => parts[1], StringComparer.Ordinal)
            .ToDictionary(table => table.Key, table => table.ToArray(), StringComparer.Ordinal);
    }

    private static async Task<IEnumerable<string>> TablesAsync(PrivateDatabase database) => (await TestStorage.ColumnAsync(
        database.As(database.Serving), "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'", Cancellation))
        .Cast<string>().Order(StringComparer.Ordinal);

    private static Task RunAsync(StoragePlace.Postgres place, string sql) => TestStorage.TamperAsync(place, sql, Cancellation);

    private interface IKind
    {
        bool HasChanged();

        Task<IReadOnlyList<string>> MigrateAsync(PrivateDatabase database, string? servingRole = null);

        Task CheckAsync(StoragePlace.Postgres place);
    }

    private sealed class Kind<TContext> : IKind
        where TContext : DbContext
    {
        public bool HasChanged()
        {
            using var database = PostgresModel.Of<TContext>();
            return database.Database.HasPendingModelChanges();
        }

        public Task<IReadOnlyList<string>> MigrateAsync(PrivateDatabase database, string? servingRole = null) =>
            Migrator.MigrateAsync<TContext>(database.As(database.Owner), servingRole ?? database.Serving.Name, Cancellation);

        public async Task CheckAsync(StoragePlace.Postgres place)
        {
            await using var source = PostgresConnections.Open(place, isPooled: false);
            await using var database = (TContext)Activator.CreateInstance(
                typeof(TContext), new DbContextOptionsBuilder<TContext>().UseNpgsql(source).Options)!;
            await database.PrepareSchemaAsync(Cancellation);
        }
    }
}
