using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mesh.Hosting.Storage;

/// <summary>
/// Which columns the keys at rest are used for, said once, in the model: what is not said is passed by when a key is replaced, and cannot be
/// read when it is gone. A test finds columns of bytes that say nothing.
/// </summary>
public static class EncryptedColumns
{
    private const string RowId = "Mesh:EncryptedFor";
    private const string IndexOf = "Mesh:BlindIndexOf";
    private const string Purpose = "Mesh:BlindIndexPurpose";
    private const string Digest = "Mesh:KeyedDigest";

    /// <summary>The column has what <see cref="AtRest.FieldCipher"/> gave under the names of its table and itself.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="rowId">The id that its values are bound to.</param>
    public static EntityTypeBuilder<T> IsEncrypted<T>(
        this EntityTypeBuilder<T> table, Expression<Func<T, byte[]?>> column, Expression<Func<T, Guid>> rowId)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Property(column).HasAnnotation(RowId, table.Property(rowId).Metadata.Name);
        return table;
    }

    /// <summary>The column has the blind index of what stands encrypted in another: a new key's is made of that.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="of">The encrypted column; text in UTF-8.</param>
    /// <param name="purpose">The index's purpose.</param>
    public static EntityTypeBuilder<T> IsBlindIndex<T>(
        this EntityTypeBuilder<T> table, Expression<Func<T, byte[]>> column, Expression<Func<T, byte[]>> of, string purpose)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Property(column).HasAnnotation(IndexOf, table.Property(of).Metadata.Name).HasAnnotation(Purpose, purpose);
        return table;
    }

    /// <summary>The column has the blind index of what is kept nowhere: no other key's can be made of it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="outlivesItsKey">Whether a row whose key is gone does no harm; else the key stays as long as the row.</param>
    public static EntityTypeBuilder<T> IsKeyedDigest<T>(
        this EntityTypeBuilder<T> table, Expression<Func<T, byte[]>> column, bool outlivesItsKey)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(table);
        table.Property(column).HasAnnotation(Digest, outlivesItsKey);
        return table;
    }

    /// <summary>The tables of a model that have such columns.</summary>
    internal static IReadOnlyList<EncryptedTable> EncryptedTables(this IModel model)
    {
        var appendOnly = model.AppendOnlyTables().ToHashSet();
        return
        [
            .. model.GetEntityTypes().Select(type => new EncryptedTable(
                type.GetTableName()!,
                appendOnly.Contains(type),
                [.. type.FindPrimaryKey()!.Properties.Select(key => key.GetColumnName())],
                [.. With(type, RowId).Select(column => new EncryptedColumn(column.GetColumnName(), ColumnOf(column, RowId)))],
                [.. With(type, IndexOf).Select(column => new IndexColumn(column.GetColumnName(), ColumnOf(column, IndexOf), (string)column.FindAnnotation(Purpose)!.Value!))],
                [.. With(type, Digest).Select(column => new DigestColumn(column.GetColumnName(), column.FindAnnotation(Digest)!.Value is true))]))
                .Where(table => table.Encrypted.Count + table.Indexes.Count + table.Digests.Count > 0)
                .OrderBy(table => table.Name, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<IProperty> With(IEntityType type, string annotation) =>
        type.GetProperties().Where(property => property.FindAnnotation(annotation) is not null);

    private static string ColumnOf(IProperty column, string annotation) =>
        ((IEntityType)column.DeclaringType).FindProperty((string)column.FindAnnotation(annotation)!.Value!)!.GetColumnName();
}

/// <summary>A table for some of whose columns the keys at rest are used.</summary>
internal sealed record EncryptedTable(
    string Name,
    bool IsAppendOnly,
    IReadOnlyList<string> Key,
    IReadOnlyList<EncryptedColumn> Encrypted,
    IReadOnlyList<IndexColumn> Indexes,
    IReadOnlyList<DigestColumn> Digests);

/// <summary>A column of encrypted values.</summary>
internal sealed record EncryptedColumn(string Name, string RowId);

/// <summary>A column of blind indexes of another column.</summary>
internal sealed record IndexColumn(string Name, string Of, string Purpose);

/// <summary>A column of blind indexes of what is not kept.</summary>
internal sealed record DigestColumn(string Name, bool OutlivesItsKey);
