using Mesh.Hosting.AtRest;
using Mesh.Hosting.Storage;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

/// <summary>What is written while a row is encrypted anew stands.</summary>
public sealed class StaleRowsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replace_WhenTheRowWasChangedSinceItWasRead_LeavesWhatWasWritten()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var id = await keyed.Holder.KnowAsync(People.Aino);
        var written = await keyed.InAsync(services => Task.FromResult(services.Get<FieldCipher>().Protect("130365-911N"u8, "subject", "code", id)));

        var (first, second) = await keyed.AsOwnerAsync(async database =>
        {
            await database.Database.OpenConnectionAsync(Cancellation);
            var rows = new StaleRows(database, database.Model.EncryptedTables().Single(table => table.Name == "subject"));
            var read = Assert.Single(await rows.NextAsync("k2", after: null, most: 10, Cancellation));
            await TestStorage.TamperAsync(keyed.Holder.Place, "UPDATE subject SET code = @code", Cancellation, ("@code", written));
            var late = await rows.TryReplaceAsync([read[0]], [("code", rows.ValueOf<byte[]>(read, "code")!, [1, 2, 3])], Cancellation);
            var again = Assert.Single(await rows.NextAsync("k2", after: null, most: 10, Cancellation));
            Assert.Equal(written, rows.ValueOf<byte[]>(again, "code"));
            return (late, await rows.TryReplaceAsync([again[0]], [("code", written, [.. written, 1])], Cancellation));
        });

        Assert.Equal((false, true), (first, second));
        Assert.Equal([.. written, 1], Assert.Single((await TestStorage.ColumnAsync(keyed.Holder.Place, "SELECT code FROM subject", Cancellation)).Cast<byte[]>()));
    }

    [Fact]
    public async Task Replace_WhenAnotherRowHasTheIndexAlready_LeavesTheRow()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await keyed.Holder.KnowAsync(People.Aino);
        var eetu = await keyed.Holder.KnowAsync(People.Eetu);

        var replaced = await keyed.AsOwnerAsync(async database =>
        {
            await database.Database.OpenConnectionAsync(Cancellation);
            var rows = new StaleRows(database, database.Model.EncryptedTables().Single(table => table.Name == "subject"));
            var both = await rows.NextAsync("k2", after: null, most: 10, Cancellation);
            var (one, other) = (both.Single(row => (string)row[0] == eetu.ToString("D")), both.Single(row => (string)row[0] != eetu.ToString("D")));
            return await rows.TryReplaceAsync([one[0]], [("code_index", rows.ValueOf<byte[]>(one, "code_index")!, rows.ValueOf<byte[]>(other, "code_index")!)], Cancellation);
        });

        Assert.False(replaced);
    }
}
