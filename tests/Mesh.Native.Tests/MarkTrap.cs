using Npgsql;

namespace Mesh.Native.Tests;

/// <summary>
/// Holds a service between publishing a notice, which the broker has confirmed, and marking it as sent: the mark waits for a lock that
/// the test has. Nothing of it is in the service.
/// </summary>
internal sealed class MarkTrap : IAsyncDisposable
{
    private const long Lock = 20261123;

    private readonly NativeDatabases _databases;
    private readonly string _slug;
    private readonly NpgsqlConnection _holder;

    private MarkTrap(NativeDatabases databases, string slug, NpgsqlConnection holder) => (_databases, _slug, _holder) = (databases, slug, holder);

    public static async Task<MarkTrap> SetAsync(NativeDatabases databases, string slug)
    {
        var holder = await databases.OpenAsync(slug);
        await using (var held = new NpgsqlCommand($"SELECT pg_advisory_lock({Lock})", holder))
        {
            await held.ExecuteNonQueryAsync();
        }

        await databases.DoAsync(slug, $"""
            CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock({Lock}); RETURN NEW; END $$;
            CREATE TRIGGER wait_for_the_test BEFORE UPDATE ON notice_outbox FOR EACH ROW
                WHEN (OLD.sent_at IS NULL AND NEW.sent_at IS NOT NULL) EXECUTE FUNCTION wait_for_the_test();
            """);
        return new MarkTrap(databases, slug, holder);
    }

    /// <summary>Whether a service waits with its mark.</summary>
    public async Task<bool> IsSprungAsync() =>
        await _databases.CountAsync(_slug, $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND NOT granted") > 0;

    /// <summary>Takes the trap away and undoes the mark that waits, whose service must be dead by now.</summary>
    public async ValueTask DisposeAsync()
    {
        await _databases.DoAsync(_slug, $"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND NOT granted");
        await _databases.DoAsync(_slug, "DROP TRIGGER wait_for_the_test ON notice_outbox; DROP FUNCTION wait_for_the_test()");
        await _holder.DisposeAsync();
    }
}
