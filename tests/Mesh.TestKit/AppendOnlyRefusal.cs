using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.TestKit;

/// <summary>How a database refuses to change an append-only table: by the serving role's rights on PostgreSQL, by a trigger on SQLite.</summary>
public static class AppendOnlyRefusal
{
    private const string InsufficientPrivilege = "42501";

    /// <summary>Throws when it is another refusal, which would prove nothing.</summary>
    public static void Is(DbException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        if (TestStorage.IsPostgres ? refusal.SqlState != InsufficientPrivilege : !refusal.Message.Contains("append-only", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("Refused, but not for being append-only.", refusal);
        }
    }

    /// <summary>Runs a statement as the service, and throws when it is not refused for being append-only.</summary>
    public static async Task OfAsync(IServiceProvider scope, string sql)
    {
        try
        {
            await scope.GetRequiredService<DbContext>().Database.ExecuteSqlRawAsync(sql);
        }
        catch (DbException refusal)
        {
            Is(refusal);
            return;
        }

        throw new InvalidOperationException($"Not refused: {sql}");
    }
}
