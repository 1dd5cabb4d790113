using System.CommandLine;
using System.Text.Json.Nodes;
using Mesh.Hosting.Storage;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary><c>mesh migrate</c>: run by the database's owner before a service of a new version starts; never by a service.</summary>
internal static class MigrateCommand
{
    private const int UsualPort = 5432;

    public static Command Of(Terminal terminal)
    {
        var at = Participations.Required();
        var host = new Option<string>("--host") { Description = "Database server.", Required = true };
        var port = new Option<int>("--port") { Description = "Its port.", DefaultValueFactory = _ => UsualPort };
        var database = new Option<string>("--database") { Description = "The database.", Required = true };
        var owner = new Option<string>("--owner") { Description = "The role that owns it.", Required = true };
        var password = new Option<string>("--password-file") { Description = "File with the owner's password.", Required = true };
        var serving = new Option<string>("--serving") { Description = "The role that the service runs under.", Required = true };
        var roots = new Option<string?>("--root-certificate") { Description = "PEM file of the authority of the server's certificate." };
        var command = new Command("migrate", "Brings a participation's database to this version's schema. Interrupted, run it again.")
        {
            at, host, port, database, owner, password, serving, roots,
        };
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Migrating …",
            token => RunAsync(
                given.GetValue(at).Role,
                new StoragePlace.Postgres(
                    given.GetValue(host)!, given.GetValue(port), given.GetValue(database)!, given.GetValue(owner)!, given.GetValue(password)!, given.GetValue(roots)),
                given.GetValue(serving)!,
                token),
            cancellation));
        return command;
    }

    private static async Task<Answer> RunAsync(ParticipantRole role, StoragePlace.Postgres owner, string serving, CancellationToken cancellation)
    {
        if (!File.Exists(owner.PasswordFile))
        {
            throw new CommandException("FILE_MISSING", $"There is no {owner.PasswordFile}.", Terminal.Misused);
        }

        try
        {
            var applied = await DatabaseMigration.RunAsync(role, owner, serving, cancellation);
            return new Answer(
                new JsonObject { ["applied"] = new JsonArray([.. applied.Select(name => JsonValue.Create(name))]) },
                console => console.Profile.Out.Writer.WriteLine(applied.Count == 0 ? "Nothing to apply." : $"Applied: {string.Join(", ", applied)}."));
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
    }
}
