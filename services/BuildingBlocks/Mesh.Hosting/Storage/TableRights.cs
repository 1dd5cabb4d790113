using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Hosting.Storage;

/// <summary>
/// What a service may do with the rows of its tables, said once, in the model. PostgreSQL holds the serving role to it by its rights,
/// SQLite, which knows no roles, by triggers. What is not said: rows are written and changed, and stay.
/// </summary>
public static class TableRights
{
    private const string Annotation = "Mesh:Rows";
    private const string Appended = "APPENDED";
    private const string Removed = "REMOVED";
    private const string Owned = "OWNED";

    /// <summary>Rows are written once and never change: ledgers, registers of facts, evidence.</summary>
    public static EntityTypeBuilder<T> IsAppendOnly<T>(this EntityTypeBuilder<T> table)
        where T : class => table.HasAnnotation(Annotation, Appended);

    /// <summary>Rows are removed once they have served their time.</summary>
    public static EntityTypeBuilder<T> RowsAreRemoved<T>(this EntityTypeBuilder<T> table)
        where T : class => table.HasAnnotation(Annotation, Removed);

    /// <summary>Rows are the owner's: what it has done to the tables of others. The service reads them and can write none.</summary>
    public static EntityTypeBuilder<T> IsOwners<T>(this EntityTypeBuilder<T> table)
        where T : class => table.HasAnnotation(Annotation, Owned);

    /// <summary>The append-only tables of a model.</summary>
    internal static IEnumerable<IEntityType> AppendOnlyTables(this IModel model) =>
        model.GetEntityTypes().Where(table => table.FindAnnotation(Annotation)?.Value is Appended);

    /// <summary>The tables of a model that are the owner's.</summary>
    internal static IEnumerable<IEntityType> OwnersTables(this IModel model) =>
        model.GetEntityTypes().Where(table => table.FindAnnotation(Annotation)?.Value is Owned);

    /// <summary>What the serving role may do with a table, as GRANT says it.</summary>
    internal static string ServingRights(this IEntityType table) => table.FindAnnotation(Annotation)?.Value switch
    {
        Appended => "SELECT, INSERT",
        Removed => "SELECT, INSERT, UPDATE, DELETE",
        Owned => "SELECT",
        _ => "SELECT, INSERT, UPDATE",
    };
}
