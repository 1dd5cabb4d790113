using System.Data.Common;
using Mesh.Hosting.Journal;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting.Tests.Storage;

public sealed class AppendOnlyTests : IAsyncLifetime
{
    private readonly DatabaseFile _file = new();

    public async ValueTask InitializeAsync()
    {
        await _file.EnsureSchemaAsync();
        await using var scope = _file.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<DbContext>();
        database.Add(new JournalRow
        {
            EntryId = Guid.CreateVersion7(),
            FlowId = Guid.CreateVersion7(),
            Step = "one",
            TraceId = "",
            Road = Tyollisyys.Mesh.Protos.Flows.V1.Road.Own,
            Outcome = "OK",
            Time = DateTimeOffset.UnixEpoch,
            RecordedAt = DateTimeOffset.UnixEpoch,
        });
        await database.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Theory]
    [InlineData("UPDATE flow_journal SET step = step")]
    [InlineData("DELETE FROM flow_journal")]
    [InlineData("INSERT INTO flow_journal SELECT * FROM flow_journal WHERE true ON CONFLICT (flow_id, entry_id) DO UPDATE SET step = 'two'")]
    public async Task Table_WhenAppendOnly_RefusesAnythingButFurtherRows(string sql)
    {
        await using var scope = _file.Services.CreateAsyncScope();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() =>
            scope.ServiceProvider.GetRequiredService<DbContext>().Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));

        AppendOnlyRefusal.Is(refusal);
        Assert.Equal("one", Assert.Single(await TestStorage.ColumnAsync(_file.Place, "SELECT step FROM flow_journal", TestContext.Current.CancellationToken)));
    }
}
