using System.Text;
using Mesh.Hosting.AtRest;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Mesh.Disclosure.Tests;

/// <summary>A holder with an operator, who has its file of keys and its database as the owner.</summary>
internal sealed class KeyedHolder : IAsyncDisposable
{
    private AtRestKeyReport? _report;

    private KeyedHolder(TestHolder holder) => Holder = holder;

    public TestHolder Holder { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<KeyedHolder> OpenAsync()
    {
        var holder = await TestHolder.OpenAsync(People.Municipality);

        // From the start, as in a host: the file is there and watched.
        await holder.InAsync(services => Task.FromResult(services.Get<AtRestKeys>()));
        return new KeyedHolder(holder);
    }

    /// <summary>The holder says which keys it has, as a host does.</summary>
    public async Task ReportAsync()
    {
        _report = NewReport();
        await _report.StartingAsync(Cancellation);
        await _report.StartAsync(Cancellation);
    }

    public AtRestKeyReport NewReport(AtRestKeys? keys = null)
    {
        using var scope = Holder.Scope();
        var services = scope.ServiceProvider;
        return new AtRestKeyReport(
            services.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>(),
            keys ?? services.Get<AtRestKeys>(),
            TimeProvider.System,
            services.Get<ILogger<AtRestKeyReport>>());
    }

    public Task<RotationResult> RotateAsync(Action<RotationProgress>? told = null, TimeProvider? time = null, TimeSpan? patience = null) => AsOwnerAsync(
        database => new KeyRotation(database, Holder.KeysFile, time ?? TimeProvider.System)
            .RunAsync(patience ?? TimeSpan.FromMinutes(1), told ?? (_ => { }), Cancellation));

    public Task<IReadOnlyList<KeyStatus>> ListAsync() => AsOwnerAsync(
        database => new KeyRetirement(database, Holder.KeysFile, TimeProvider.System).ListAsync(Cancellation));

    public Task<Guid> RetireAsync(string kid, TimeProvider time) =>
        AsOwnerAsync(database => new KeyRetirement(database, Holder.KeysFile, time).RetireAsync(kid, Cancellation));

    /// <summary>What an act finds that has the database as its owner.</summary>
    public async Task<T> AsOwnerAsync<T>(Func<DbContext, Task<T>> act)
    {
        await using var owner = await OwnerStorage.OpenAsync<HolderContext>(TestStorage.AsOwner(Holder.Place), Cancellation);
        return await act(owner.Database);
    }

    /// <summary>Ids of the keys of a column's values, one for each row.</summary>
    public async Task<IEnumerable<string>> KidsAsync(string table, string column, bool isIndex = false) =>
        (await TestStorage.ColumnAsync(Holder.Place, $"SELECT {column} FROM {table}", Cancellation)).Cast<byte[]>()
        .Select(value => Encoding.ASCII.GetString(value, isIndex ? 1 : 2, value[isIndex ? 0 : 1]));

    public Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act) => Holder.InAsync(act);

    public async ValueTask DisposeAsync()
    {
        if (_report is not null)
        {
            await _report.StopAsync(CancellationToken.None);
            await _report.StoppedAsync(CancellationToken.None);
            _report.Dispose();
        }

        await Holder.DisposeAsync();
    }
}
