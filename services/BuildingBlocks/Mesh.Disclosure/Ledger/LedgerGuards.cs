namespace Mesh.Disclosure;

/// <summary>What keeps the ledger and the history of consents append-only on SQLite, which has no roles to take rights from.</summary>
public static class LedgerGuards
{
    /// <summary>
    /// Triggers to create with the schema. INSERT OR REPLACE would remove a row without firing a trigger on DELETE, hence the
    /// one on INSERT.
    /// </summary>
    public static string Sql { get; } =
        Guards("disclosure_ledger", "entry_id = NEW.entry_id")
        + Guards("consent_revision", "consent_id = NEW.consent_id AND revision = NEW.revision");

    private static string Guards(string table, string sameRow) => $"""
        CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
        CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid OR ({sameRow}))
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;

        """;
}
