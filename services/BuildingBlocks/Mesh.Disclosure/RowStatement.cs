using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Mesh.Disclosure;

/// <summary>A row as the parts of an INSERT of our own. Columns come from the model, so that one added there cannot be forgotten here.</summary>
internal sealed class RowStatement<TRow>(DbContext database)
    where TRow : class
{
    private readonly IEntityType _type = database.Model.FindEntityType(typeof(TRow))!;

    /// <summary>Runs <c>INSERT INTO table (columns)</c> with what follows; the row's values are its parameters.</summary>
    /// <returns>How many rows were written.</returns>
    public async Task<int> InsertAsync(TRow row, string rest, CancellationToken cancellation)
    {
        var properties = _type.GetProperties().ToList();
        var columns = string.Join(", ", properties.Select(property => property.GetColumnName()));
        await using var command = database.Database.GetDbConnection().CreateCommand();
        var parameters = properties
            .Select(property => property.GetRelationalTypeMapping().CreateParameter(
                command, Parameter(property), property.PropertyInfo!.GetValue(row), property.IsNullable))
            .ToArray<object>();
        var sql = $"INSERT INTO {_type.GetTableName()} ({columns}) {rest}";
        return await database.Database.ExecuteSqlRawAsync(sql, parameters, cancellation);
    }

    /// <summary>The values, in the order of the columns.</summary>
    public string Values => string.Join(", ", _type.GetProperties().Select(Parameter));

    /// <summary>The parameter of one property.</summary>
    public string Parameter(string property) => Parameter(_type.FindProperty(property)!);

    private static string Parameter(IProperty property) => "@" + property.GetColumnName();
}
