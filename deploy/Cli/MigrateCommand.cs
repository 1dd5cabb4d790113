using System.CommandLine;
using System.Text.Json.Nodes;
using Mesh.Hosting.Storage;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary><c>mesh migrate</c>: run by the database's owner before a service of a new version starts; never by a service.</summary>
internal static class MigrateCommand
{
    public static Command Of(Terminal terminal)
    {
        var at = Participations.Required();
        var owner = new OwnerOptions(isFileTaken: false);
        var serving = new Option<string>("--serving") { Description = "The role that the service runs under.", Required = true };
        var command = new Command("migrate", "Brings a participation's database to this version's schema. Interrupted, run it again.") { at };
        owner.AddTo(command);
        command.Options.Add(serving);
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Migrating …",
            token => RunAsync(given.GetValue(at).Role, owner.ServerOf(given), given.GetValue(serving)!, token),
            cancellation));
        return command;
    }

    private static async Task<Answer> RunAsync(ParticipantRole role, StoragePlace.Postgres owner, string serving, CancellationToken cancellation)
    {
        var applied = await OwnerOptions.TellingAsync(() => DatabaseMigration.RunAsync(role, owner, serving, cancellation));
        return new Answer(
            new JsonObject { ["applied"] = new JsonArray([.. applied.Select(name => JsonValue.Create(name))]) },
            console => console.Profile.Out.Writer.WriteLine(applied.Count == 0 ? "Nothing to apply." : $"Applied: {string.Join(", ", applied)}."));
    }
}
