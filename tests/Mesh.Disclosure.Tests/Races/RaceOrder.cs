using Mesh.Hosting.Storage;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// The order of commits as the database saw it. SQLite has one writer at a time, so what its triggers number later was committed later;
/// PostgreSQL keeps the time of each commit.
/// </summary>
public static class RaceOrder
{
    private const string Sqlite = """
        CREATE TABLE race_order (number INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, subject_id TEXT NOT NULL);
        CREATE INDEX race_order_subject ON race_order (subject_id);
        CREATE TRIGGER race_permit AFTER INSERT ON disclosure_ledger WHEN NEW.outcome = 'Permit'
        BEGIN INSERT INTO race_order (what, subject_id) VALUES ('PERMIT', NEW.subject_id); END;
        CREATE TRIGGER race_withdrawal AFTER INSERT ON consent_revision WHEN NEW.act = 'Withdrawn'
        BEGIN INSERT INTO race_order (what, subject_id) VALUES ('WITHDRAWAL', NEW.subject_id); END;
        """;

    private const string SqliteBreaches = """
        SELECT count(*) FROM race_order AS permit
        JOIN race_order AS withdrawal ON withdrawal.subject_id = permit.subject_id AND withdrawal.what = 'WITHDRAWAL'
        WHERE permit.what = 'PERMIT' AND permit.number > withdrawal.number
        """;

    private const string PostgresBreaches = """
        SELECT count(*) FROM disclosure_ledger AS permit
        JOIN consent_revision AS withdrawal ON withdrawal.subject_id = permit.subject_id AND withdrawal.act = 'Withdrawn'
        WHERE permit.outcome = 'Permit' AND pg_xact_commit_timestamp(permit.xmin) > pg_xact_commit_timestamp(withdrawal.xmin)
        """;

    /// <summary>Has the database keep the order.</summary>
    public static Task KeepAsync(StoragePlace place) =>
        place is StoragePlace.SqliteFile ? TestStorage.TamperAsync(place, Sqlite, CancellationToken.None) : Task.CompletedTask;

    /// <summary>Permits committed after the withdrawal of their subject.</summary>
    public static async Task<int> BreachesAsync(StoragePlace place) => (int)(long)(await TestStorage.ColumnAsync(
        place, place is StoragePlace.SqliteFile ? SqliteBreaches : PostgresBreaches, CancellationToken.None)).Single();
}
