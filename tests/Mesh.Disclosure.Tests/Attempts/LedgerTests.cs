using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("UPDATE disclosure_ledger SET precise_reason = 'OK'")]
    [InlineData("DELETE FROM disclosure_ledger")]
    [InlineData("INSERT OR REPLACE INTO disclosure_ledger SELECT * FROM disclosure_ledger")]
    [InlineData("UPDATE consent_revision SET act = 'Registered'")]
    [InlineData("DELETE FROM consent_revision WHERE revision = 2")]
    [InlineData("INSERT OR REPLACE INTO consent_revision SELECT * FROM consent_revision")]
    public async Task Change_WhenARowIsWritten_IsRefusedByTheDatabase(string sql)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => holder.InAsync(
            services => services.Get<DbContext>().Database.ExecuteSqlRawAsync(sql)));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.Single(await holder.LedgerAsync());
        Assert.True(ConsentHash.IsUnbroken(await holder.RowsAsync<ConsentRevision>(row => row.Revision)));
    }

    [Fact]
    public async Task Replace_WhenByAnotherRowsPlace_IsRefusedByTheDatabase()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        await using var connection = new SqliteConnection($"Data Source={holder.File}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name) FROM pragma_table_info('disclosure_ledger') WHERE name <> 'entry_id'";
        var columns = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        command.CommandText = $"INSERT OR REPLACE INTO disclosure_ledger (rowid, entry_id, {columns}) SELECT rowid, 'another', {columns} FROM disclosure_ledger";

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_WhenPeopleWereAskedAbout_HoldsNoCodeAnywhere()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));

        // Held open, so that the log of what was written last is not folded into the file while it is read.
        await using var held = new SqliteConnection($"Data Source={holder.File};Pooling=False");
        await held.OpenAsync(TestContext.Current.CancellationToken);
        var bytes = Directory.GetFiles(Path.GetDirectoryName(holder.File)!, "holder.db*").SelectMany(ReadShared).ToArray();

        // What is known to be there is found, so the search can find.
        Assert.True(Has(bytes, "EMPLOYMENT_SERVICES"));
        foreach (var code in new[] { People.AinoText, People.EetuText })
        {
            Assert.False(Has(bytes, code) || Has(bytes, code[..6]) || Has(bytes, Convert.ToBase64String(Encoding.ASCII.GetBytes(code))[..12]));
        }
    }

    [Fact]
    public void RequestDigest_WhenOnlyTheCodeDiffers_IsTheSame()
    {
        var (aino, eetu) = (TestHolder.Request(People.Aino), TestHolder.Request(People.Eetu));
        eetu.RequestId = aino.RequestId;
        var before = aino.Clone();

        Assert.Equal(RequestDigest.Of(aino), RequestDigest.Of(eetu));
        Assert.Equal(before, aino);
        eetu.AsOf = "2023-11-12";
        Assert.NotEqual(RequestDigest.Of(aino), RequestDigest.Of(eetu));
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static bool Has(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
