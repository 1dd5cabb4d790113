using Mesh.Hosting.Storage;

namespace Mesh.Kela.Storage;

/// <summary>What keeps tables append-only where the database knows no roles.</summary>
internal static class AppendOnly
{
    private static readonly string[] Acts = ["UPDATE", "DELETE"];

    /// <summary>Triggers to create with the schema.</summary>
    public static SchemaGuard Of(params IReadOnlyList<string> tables) =>
        new(string.Concat(tables.SelectMany(table => Acts.Select(act => $"""
            CREATE TRIGGER {table}_no_{act.ToLowerInvariant()} BEFORE {act} ON {table}
            BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;

            """))));
}
