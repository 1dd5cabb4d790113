using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Storage;

/// <summary>A real database registered as services register theirs, without a host.</summary>
internal sealed class DatabaseFile : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-").FullName;

    /// <summary>Where the tests' database is, or with <paramref name="isSqlite"/> what only SQLite has.</summary>
    public DatabaseFile(string? copyOf = null, IInterceptor? interceptor = null, bool isSqlite = false)
    {
        File = Path.Combine(_folder, "mesh.db");
        foreach (var part in (string[])["", "-wal"])
        {
            if (System.IO.File.Exists(copyOf + part))
            {
                System.IO.File.Copy(copyOf + part, File + part);
            }
        }

        var services = new ServiceCollection();
        Place = isSqlite ? new StoragePlace.SqliteFile(File) : TestStorage.Place<TestDatabase>(File);
        services.AddMeshStorage<TestDatabase>(Place);
        if (interceptor is not null)
        {
            services.AddSingleton(interceptor);
        }

        services.AddSingleton(TimeProvider.System);
        Services = services.BuildServiceProvider();
    }

    public string File { get; }

    public StoragePlace Place { get; }

    public ServiceProvider Services { get; }

    public async Task EnsureSchemaAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().PrepareSchemaAsync(TestContext.Current.CancellationToken);
    }

    public async Task AddAsync(string what)
    {
        await using var scope = Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DbContext>();
        database.Add(new Effect { What = what });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async Task<List<string>> EffectsAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DbContext>().Set<Effect>()
            .OrderBy(effect => effect.Id).Select(effect => effect.What).ToListAsync(TestContext.Current.CancellationToken);
    }

    public List<string> Effects()
    {
        using var scope = Services.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<DbContext>().Set<Effect>().OrderBy(effect => effect.Id).Select(effect => effect.What)];
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var scope = Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<DbContext>().Database.SqlQueryRaw<T>(sql).ToListAsync(TestContext.Current.CancellationToken);
        return rows.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await TestStorage.CloseAsync(Place);
        Directory.Delete(_folder, recursive: true);
    }
}
