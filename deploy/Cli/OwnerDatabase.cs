using System.CommandLine;
using System.Data.Common;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Cli;

/// <summary>A participation's database as its owner, as a command is given it: on a server, or as a file.</summary>
internal sealed class OwnerDatabase
{
    private const int UsualPort = 5432;

    private readonly Option<Participation> _at = Participations.Required();
    private readonly Option<string?> _file = new("--file") { Description = "The database, when it is a SQLite file; else the options of a server." };
    private readonly Option<string?> _host = new("--host") { Description = "Database server." };
    private readonly Option<int> _port = new("--port") { Description = "Its port.", DefaultValueFactory = _ => UsualPort };
    private readonly Option<string?> _database = new("--database") { Description = "The database." };
    private readonly Option<string?> _owner = new("--owner") { Description = "The role that owns it." };
    private readonly Option<string?> _password = new("--password-file") { Description = "File with the owner's password." };
    private readonly Option<string?> _roots = new("--root-certificate") { Description = "PEM file of the authority of the server's certificate." };
    private readonly bool _isServerOnly;

    private OwnerDatabase(bool isServerOnly) => _isServerOnly = isServerOnly;

    /// <summary>One on a server.</summary>
    public static OwnerDatabase OnServer(Command command) => new OwnerDatabase(isServerOnly: true).AddTo(command);

    /// <summary>One on a server or in a file.</summary>
    public static OwnerDatabase Anywhere(Command command) => new OwnerDatabase(isServerOnly: false).AddTo(command);

    /// <summary>Whose it is, which says which service's tables they are.</summary>
    public ParticipantRole Role(ParseResult given) => given.GetValue(_at).Role;

    /// <summary>On which server.</summary>
    /// <exception cref="CommandException">The owner's password is not there.</exception>
    public StoragePlace.Postgres Server(ParseResult given)
    {
        var password = given.GetValue(_password)!;
        return System.IO.File.Exists(password)
            ? new(given.GetValue(_host)!, given.GetValue(_port), given.GetValue(_database)!, given.GetValue(_owner)!, password, given.GetValue(_roots))
            : throw Missing(password);
    }

    /// <summary>Opens it and acts.</summary>
    public Task<T> InAsync<T>(ParseResult given, Func<DbContext, Task<T>> act, CancellationToken cancellation) => SaidAsync(async () =>
    {
        await using var storage = await OpenAsync(Role(given), given.GetValue(_file) is { } file ? File(file) : Server(given), cancellation);
        return await act(storage.Database);
    });

    /// <summary>Says in a command's words what a database can be wrong with.</summary>
    public static async Task<T> SaidAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (StorageNotReadyException fault)
        {
            throw new CommandException("STORAGE_NOT_READY", fault.Message);
        }
        catch (DbException fault)
        {
            // A driver's text names hosts, roles and tables, never what is stored.
            throw new CommandException("DATABASE_FAILED", fault.Message);
        }
    }

    private static StoragePlace.SqliteFile File(string path) => System.IO.File.Exists(path) ? new(path) : throw Missing(path);

    private static CommandException Missing(string path) => new("FILE_MISSING", $"There is no {path}.", Terminal.Misused);

    private OwnerDatabase AddTo(Command command)
    {
        Option[] server = [_host, _database, _owner, _password];
        command.Options.Add(_at);
        if (_isServerOnly)
        {
            Array.ForEach(server, option => option.Required = true);
        }
        else
        {
            command.Options.Add(_file);
            command.Validators.Add(given =>
            {
                var missing = server.Where(option => given.GetResult(option) is null).Select(option => option.Name).ToList();
                if (given.GetResult(_file) is null ? missing.Count > 0 : missing.Count < server.Length)
                {
                    given.AddError($"Either --file or {string.Join(", ", server.Select(option => option.Name))}.");
                }
            });
        }

        foreach (var option in (Option[])[_host, _port, _database, _owner, _password, _roots])
        {
            command.Options.Add(option);
        }

        return this;
    }

    private static Task<OwnerStorage> OpenAsync(ParticipantRole role, StoragePlace place, CancellationToken cancellation) => role switch
    {
        ParticipantRole.SocialInsurance => OwnerStorage.OpenAsync<KelaDbContext>(place, cancellation),
        ParticipantRole.LabourAuthority => OwnerStorage.OpenAsync<TeOfficeDbContext>(place, cancellation),
        ParticipantRole.SocialCare => OwnerStorage.OpenAsync<WellbeingRegionDbContext>(place, cancellation),
        ParticipantRole.Municipality => OwnerStorage.OpenAsync<MunicipalityDbContext>(place, cancellation),
        _ => throw new InvalidOperationException($"No service for the role {role}."),
    };
}
