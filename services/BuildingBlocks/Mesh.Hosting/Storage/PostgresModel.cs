using Microsoft.EntityFrameworkCore;

namespace Mesh.Hosting.Storage;

/// <summary>The model that a context has on PostgreSQL, without a server: for whoever writes or checks migrations.</summary>
public static class PostgresModel
{
    /// <summary>A context that connects to nothing.</summary>
    public static TContext Of<TContext>()
        where TContext : DbContext =>
        (TContext)Activator.CreateInstance(typeof(TContext), new DbContextOptionsBuilder<TContext>().UseNpgsql("Host=none.invalid").Options)!;
}
