using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Mesh.Disclosure;

/// <summary>
/// Many rows as the parts of one INSERT of our own on PostgreSQL: a parameter for each column, an array of its values. Columns come from
/// the model, as those of <see cref="RowStatement{TRow}"/>.
/// </summary>
internal sealed class RowArrays<TRow>(DbContext database, string name)
    where TRow : class
{
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<Column>> Known = new();

    private readonly IReadOnlyList<Column> _columns = Known.GetOrAdd(
        database.Model.FindEntityType(typeof(TRow))!, static type => [.. type.GetProperties().Select(property => new Column(property))]);

    /// <summary>The columns, in the order of <see cref="Table"/>.</summary>
    public string Columns => string.Join(", ", _columns.Select(column => column.Name));

    /// <summary>The rows as a table of this name.</summary>
    public string Table => $"unnest({string.Join(", ", _columns.Select(column => Parameter(column)))}) AS {name} ({Columns})";

    /// <summary>The parameter of one property.</summary>
    public string Parameter(string property) => Parameter(_columns.Single(column => column.Property == property));

    /// <summary>The rows' values.</summary>
    public IEnumerable<NpgsqlParameter> Parameters(IReadOnlyList<TRow> rows) =>
        _columns.Select(column => new NpgsqlParameter(Parameter(column)[1..], column.ValuesOf(rows)));

    private string Parameter(Column column) => $"@{name}_{column.Name}";

    private sealed class Column(IProperty property)
    {
        private readonly Func<IReadOnlyList<TRow>, Array> _values = ValuesOf(property);

        public string Property { get; } = property.Name;

        public string Name { get; } = property.GetColumnName();

        public Array ValuesOf(IReadOnlyList<TRow> rows) => _values(rows);

        private static Func<IReadOnlyList<TRow>, Array> ValuesOf(IProperty property)
        {
            var row = Expression.Parameter(typeof(TRow));
            var (value, converter) = ((Expression)Expression.Property(row, property.PropertyInfo!), property.GetTypeMapping().Converter);
            var stored = property.ClrType;
            if (converter is not null)
            {
                stored = property.IsNullable && converter.ProviderClrType.IsValueType ? typeof(Nullable<>).MakeGenericType(converter.ProviderClrType) : converter.ProviderClrType;
                var converted = Expression.Convert(
                    Expression.Invoke(converter.ConvertToProviderExpression, Expression.Convert(value, converter.ModelClrType)), stored);

                // A converter of a value's type is not asked what becomes of none.
                value = property.IsNullable
                    ? Expression.Condition(Expression.Equal(value, Expression.Constant(null, property.ClrType)), Expression.Default(stored), converted)
                    : converted;
            }

            return (Func<IReadOnlyList<TRow>, Array>)Delegate.CreateDelegate(
                typeof(Func<IReadOnlyList<TRow>, Array>),
                Expression.Lambda(value, row).Compile(),
                typeof(Column).GetMethod(nameof(Fill), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(stored));
        }

        private static Array Fill<TStored>(Func<TRow, TStored> value, IReadOnlyList<TRow> rows)
        {
            var values = new TStored[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(rows[i]);
            }

            return values;
        }
    }
}
