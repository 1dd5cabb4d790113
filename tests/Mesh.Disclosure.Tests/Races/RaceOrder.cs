namespace Mesh.Disclosure.Tests;

/// <summary>The order of commits as the database saw it: it has one writer at a time, so what is numbered later was committed later.</summary>
public static class RaceOrder
{
    public const string Sql = """
        CREATE TABLE race_order (number INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, subject_id TEXT NOT NULL);
        CREATE INDEX race_order_subject ON race_order (subject_id);
        CREATE TRIGGER race_permit AFTER INSERT ON disclosure_ledger WHEN NEW.outcome = 'Permit'
        BEGIN INSERT INTO race_order (what, subject_id) VALUES ('PERMIT', NEW.subject_id); END;
        CREATE TRIGGER race_withdrawal AFTER INSERT ON consent_revision WHEN NEW.act = 'Withdrawn'
        BEGIN INSERT INTO race_order (what, subject_id) VALUES ('WITHDRAWAL', NEW.subject_id); END;
        """;

    public const string Breaches = """
        SELECT count(*) AS Value FROM race_order AS permit
        JOIN race_order AS withdrawal ON withdrawal.subject_id = permit.subject_id AND withdrawal.what = 'WITHDRAWAL'
        WHERE permit.what = 'PERMIT' AND permit.number > withdrawal.number
        """;
}
