using System.CommandLine;
using Mesh.Hosting.Storage;

namespace Mesh.Cli;

/// <summary>Which database, and who owns it: of every command that does what no service may.</summary>
internal sealed class OwnerOptions(bool isFileTaken)
{
    private const int UsualPort = 5432;

    private readonly Option<string?> _file = new("--file") { Description = "The SQLite file of an embedded installation; instead of a server." };
    private readonly Option<string?> _host = new("--host") { Description = "Database server.", Required = !isFileTaken };
    private readonly Option<int> _port = new("--port") { Description = "Its port.", DefaultValueFactory = _ => UsualPort };
    private readonly Option<string?> _database = new("--database") { Description = "The database.", Required = !isFileTaken };
    private readonly Option<string?> _owner = new("--owner") { Description = "The role that owns it.", Required = !isFileTaken };
    private readonly Option<string?> _password = new("--password-file") { Description = "File with the owner's password.", Required = !isFileTaken };
    private readonly Option<string?> _roots = new("--root-certificate") { Description = "PEM file of the authority of the server's certificate." };

    public void AddTo(Command command)
    {
        Option[] server = [_host, _port, _database, _owner, _password, _roots];
        foreach (var option in isFileTaken ? [_file, .. server] : server)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The database, as its owner.</summary>
    /// <exception cref="CommandException">Neither a file nor a whole server was given, or what was given is not there.</exception>
    public StoragePlace PlaceOf(ParseResult given)
    {
        if (isFileTaken && given.GetValue(_file) is { } file)
        {
            return File.Exists(file) ? new StoragePlace.SqliteFile(file) : throw Missing(file);
        }

        return Array.TrueForAll([_host, _database, _owner, _password], option => given.GetValue(option) is not null)
            ? ServerOf(given)
            : throw new CommandException("COMMAND_MALFORMED", "Give --file, or --host, --database, --owner and --password-file.", Terminal.Misused);
    }

    /// <summary>The database of a server, as its owner.</summary>
    public StoragePlace.Postgres ServerOf(ParseResult given)
    {
        var password = given.GetValue(_password)!;
        return File.Exists(password)
            ? new StoragePlace.Postgres(given.GetValue(_host)!, given.GetValue(_port), given.GetValue(_database)!, given.GetValue(_owner)!, password, given.GetValue(_roots))
            : throw Missing(password);
    }

    /// <summary>Works, and tells in words for whoever gave the command what the database would not have.</summary>
    public static async Task<T> TellingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StorageNotReadyException fault)
        {
            throw new CommandException("STORAGE_NOT_READY", fault.Message);
        }
        catch (Npgsql.NpgsqlException fault)
        {
            // The driver's text names hosts and roles, never what is stored.
            throw new CommandException("DATABASE_FAILED", fault.Message);
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            throw new CommandException("DATABASE_FAILED", fault.Message);
        }
    }

    private static CommandException Missing(string path) => new("FILE_MISSING", $"There is no {path}.", Terminal.Misused);
}
