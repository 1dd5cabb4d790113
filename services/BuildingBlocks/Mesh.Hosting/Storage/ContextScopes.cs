using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>In which scope a context is used just now: contexts outlive scopes, and whoever hangs on their saves needs what belongs to the act.</summary>
public static class ContextScopes
{
    private static readonly ConditionalWeakTable<DbContext, IServiceProvider> Users = [];

    /// <summary>The scope that uses the context.</summary>
    /// <exception cref="InvalidOperationException">It was not had as <see cref="DbContext"/>.</exception>
    public static IServiceProvider Scope(this DbContext database) => Users.TryGetValue(database, out var scope)
        ? scope
        : throw new InvalidOperationException("The context was not had from a scope as DbContext.");

    internal static DbContext UsedIn(this DbContext database, IServiceProvider scope)
    {
        Users.AddOrUpdate(database, scope);
        return database;
    }
}
