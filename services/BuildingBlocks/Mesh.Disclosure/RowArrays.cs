using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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
        private readonly ValueConverter? _converter = property.GetTypeMapping().Converter;

        public string Property { get; } = property.Name;

        public string Name { get; } = property.GetColumnName();

        public Array ValuesOf(IReadOnlyList<TRow> rows)
        {
            var values = Array.CreateInstance(_converter?.ProviderClrType ?? property.ClrType, rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                var value = property.PropertyInfo!.GetValue(rows[i]);
                values.SetValue(_converter is null ? value : _converter.ConvertToProvider(value), i);
            }

            return values;
        }
    }
}
