using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Mesh.Disclosure;

/// <summary>Statements of our own that answer with rows of no table; whoever watches the context's statements sees them too.</summary>
internal static class OwnStatements
{
    /// <summary>Runs statements, separated by semicolons, in one round trip, and reads what they answer.</summary>
    /// <param name="database">The context.</param>
    /// <param name="sql">The statements. Outside a transaction they are one.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <param name="read">Reads all results, each but the first after <see cref="DbDataReader.NextResultAsync(CancellationToken)"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<T> ReadAsync<T>(
        this DbContext database, string sql, IEnumerable<object> parameters, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        var command = database.GetService<IRawSqlCommandBuilder>().Build(sql, parameters, database.Model);
        await using var reader = await command.RelationalCommand.ExecuteReaderAsync(
            new RelationalCommandParameterObject(
                database.GetService<IRelationalConnection>(),
                command.ParameterValues,
                null,
                database,
                database.GetService<IRelationalCommandDiagnosticsLogger>(),
                CommandSource.FromSqlQuery),
            cancellation);
        var result = await read(reader.DbDataReader, cancellation);

        // To the end: that the commit failed is said after the last result.
        while (await reader.DbDataReader.NextResultAsync(cancellation))
        {
        }

        return result;
    }
}
