using System.Globalization;
using Npgsql;

namespace Mesh.Benchmarks.Door;

/// <summary>The server's processes of a database on this machine: what they have used of the processor.</summary>
internal sealed class DatabaseProcesses
{
    // Of /proc/PID/stat, counted behind the name in brackets: parent, time of its own in user and system mode, that of its ended children.
    private const int Parent = 1, User = 11, OfEnded = 13;
    private const int TicksPerSecond = 100;

    private readonly int _server;

    private DatabaseProcesses(int server) => _server = server;

    /// <summary>Those that a connection leads to.</summary>
    public static async Task<DatabaseProcesses> OfAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync(cancellation))!;
        return new(int.Parse(Fields(backend)![Parent], CultureInfo.InvariantCulture));
    }

    /// <summary>Since they were started, the ended ones too.</summary>
    public TimeSpan Cpu()
    {
        var ticks = Sum(Fields(_server)!, User, OfEnded + 2);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Fields(id) is { } fields && fields[Parent] == _server.ToString(CultureInfo.InvariantCulture))
            {
                ticks += Sum(fields, User, OfEnded);
            }
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static long Sum(string[] fields, int from, int to) => fields[from..to].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));

    private static string[]? Fields(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // Ended meanwhile.
            return null;
        }
    }
}
