using System.Data.Common;
using System.Text;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

public sealed class LedgerTests
{
    public static TheoryData<string> Changes => new(
    [
        "UPDATE disclosure_ledger SET precise_reason = 'OK'",
        "DELETE FROM disclosure_ledger",
        "UPDATE consent_revision SET act = 'Registered'",
        "DELETE FROM consent_revision WHERE revision = 2",
        "INSERT INTO disclosure_ledger SELECT * FROM disclosure_ledger WHERE true ON CONFLICT (entry_id) DO UPDATE SET precise_reason = 'OK'",
        .. TestStorage.IsPostgres ? OfPostgres : OfSqlite,
    ]);

    private static string[] OfPostgres =>
        ["TRUNCATE disclosure_ledger", "TRUNCATE consent_revision", "SELECT * FROM disclosure_ledger FOR UPDATE"];

    // Also by the row's place, which SQLite lets a statement name.
    private static string[] OfSqlite =>
    [
        "INSERT OR REPLACE INTO disclosure_ledger SELECT * FROM disclosure_ledger",
        "INSERT OR REPLACE INTO consent_revision SELECT * FROM consent_revision",
        "CREATE TEMP TABLE twin AS SELECT * FROM disclosure_ledger; UPDATE twin SET entry_id = 'another'; DELETE FROM twin WHERE rowid > 1; "
            + "INSERT OR REPLACE INTO disclosure_ledger (rowid, entry_id, subject_id) SELECT rowid, entry_id, subject_id FROM twin",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_WhenARowIsWritten_IsRefusedByTheDatabase(string sql)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);

        await holder.InAsync(async services =>
        {
            await AppendOnlyRefusal.OfAsync(services, sql);
            return true;
        });

        Assert.Single(await holder.LedgerAsync());
        Assert.True(RevisionHash.IsUnbroken(await holder.RowsAsync<ConsentRevision>(row => row.Revision)));
    }

    [Fact]
    public async Task Schema_WhenTheServiceWouldChangeIt_IsRefusedOnAServer()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        string[] changes =
        [
            "ALTER TABLE disclosure_ledger ADD COLUMN more text", "DROP TABLE disclosure_ledger", "CREATE TABLE mine (what text)",
            "ALTER TABLE disclosure_ledger DISABLE TRIGGER ALL", "CREATE SCHEMA mine",
        ];
        foreach (var sql in TestStorage.IsPostgres ? changes : [])
        {
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => holder.InAsync(services =>
                services.Get<DbContext>().Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken)));
            Assert.Equal("42501", refusal.SqlState);
        }
    }

    [Fact]
    public async Task Database_WhenPeopleWereAskedAbout_HoldsNoCodeAnywhere()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));

        var bytes = await TestStorage.BytesAsync(holder.Place, TestContext.Current.CancellationToken);

        // What is known to be there is found, so the search can find.
        Assert.True(Has(bytes, "EMPLOYMENT_SERVICES"));
        foreach (var code in new[] { People.AinoText, People.EetuText })
        {
            Assert.False(Has(bytes, code) || Has(bytes, code[..6]) || Has(bytes, Convert.ToBase64String(Encoding.ASCII.GetBytes(code))[..12]));
        }
    }

    private static bool Has(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
