using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mesh.Disclosure;

/// <summary>Reads rows of a table from a statement of our own. Columns and how they are converted come from the model.</summary>
internal sealed class RowReader<TRow>
    where TRow : class
{
    private static readonly ConcurrentDictionary<IEntityType, RowReader<TRow>> Known = new();

    private readonly IReadOnlyList<IProperty> _properties;
    private readonly ConcurrentDictionary<string, string> _columns = new(StringComparer.Ordinal);
    private readonly Func<DbDataReader, int, TRow> _read;

    private RowReader(IEntityType type)
    {
        _properties = [.. type.GetProperties()];
        var (reader, first) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        _read = Expression.Lambda<Func<DbDataReader, int, TRow>>(
            Expression.MemberInit(
                Expression.New(typeof(TRow).GetConstructor(Type.EmptyTypes)!),
                _properties.Select((property, at) => Expression.Bind(
                    property.PropertyInfo!, ValueOf(property, reader, Expression.Add(first, Expression.Constant(at)))))),
            reader,
            first).Compile();
    }

    /// <summary>How many columns a row has.</summary>
    public int Count => _properties.Count;

    /// <summary>For the rows of this context.</summary>
    public static RowReader<TRow> Of(DbContext database) => Known.GetOrAdd(database.Model.FindEntityType(typeof(TRow))!, static type => new(type));

    /// <summary>The columns, of a table by this name.</summary>
    public string Columns(string table) => _columns.GetOrAdd(
        table, static (name, properties) => string.Join(", ", properties.Select(property => $"{name}.{property.GetColumnName()}")), _properties);

    /// <summary>The row that the reader stands at.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="first">Place of the first of the columns.</param>
    public TRow Read(DbDataReader reader, int first = 0) => _read(reader, first);

    /// <summary>All rows of the result that the reader stands at.</summary>
    public async Task<List<TRow>> AllAsync(DbDataReader reader, CancellationToken cancellation)
    {
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static Expression ValueOf(IProperty property, Expression reader, Expression at)
    {
        var converter = property.GetTypeMapping().Converter;
        var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        Expression value = Expression.Call(reader, nameof(DbDataReader.GetFieldValue), [stored], at);
        if (converter is not null)
        {
            value = Expression.Invoke(converter.ConvertFromProviderExpression, value);
        }

        value = value.Type == property.ClrType ? value : Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(property.ClrType), value)
            : value;
    }
}
