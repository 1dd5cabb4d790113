using System.CommandLine;
using System.Text.Json.Nodes;
using Mesh.Hosting.AtRest;

namespace Mesh.Cli;

/// <summary><c>mesh keys list|rotate|retire</c>: the keys at rest of a participation's database, as its owner and with its file of keys.</summary>
internal static class KeyCommands
{
    private const int UsualPatience = 300;

    public static Command Of(Terminal terminal) => new("keys", "The keys with which a participation's database is encrypted.")
    {
        List(terminal),
        Rotate(terminal),
        Retire(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (command, keys, owned) = Begun("list", "Lists the keys, and where the values of each are.");
        command.SetAction((given, cancellation) => RunAsync(
            terminal,
            given,
            "Counting …",
            (_, token) => owned.InAsync(
                given, async database => Listed(await new KeyRetirement(database, given.GetValue(keys)!, TimeProvider.System).ListAsync(token)), token),
            cancellation));
        return command;
    }

    private static Command Rotate(Terminal terminal)
    {
        var patience = new Option<int>("--wait")
        {
            Description = "How many seconds running replicas are waited for, each time.",
            DefaultValueFactory = _ => UsualPatience,
        };
        var (command, keys, owned) = Begun(
            "rotate",
            "Puts a new key in the current one's place while services run, and encrypts anew what earlier keys did. Interrupted, run it again: it goes on.");
        command.Options.Add(patience);
        command.SetAction((given, cancellation) => RunAsync(
            terminal,
            given,
            "Rotating …",
            (say, token) => owned.InAsync(
                given,
                async database => Rotated(await new KeyRotation(database, given.GetValue(keys)!, TimeProvider.System)
                    .RunAsync(TimeSpan.FromSeconds(given.GetValue(patience)), progress => say(Words(progress)), token)),
                token),
            cancellation));
        return command;
    }

    private static Command Retire(Terminal terminal)
    {
        var kid = new Argument<string>("kid") { Description = "The key, for example k1." };
        var (command, keys, owned) = Begun("retire", "Takes a key out of the file that nothing needs any more; refused while something does.");
        command.Arguments.Add(kid);
        command.SetAction((given, cancellation) => RunAsync(
            terminal,
            given,
            "Retiring …",
            (_, token) => owned.InAsync(
                given,
                async database =>
                {
                    var retired = given.GetValue(kid)!;
                    var run = await new KeyRetirement(database, given.GetValue(keys)!, TimeProvider.System).RetireAsync(retired, token);
                    return new Answer(
                        new JsonObject { ["runId"] = run.ToString(), ["retired"] = retired },
                        console => console.Profile.Out.Writer.WriteLine(
                            $"{retired} is retired. Backups from before it was replaced still need it: keep the file that lies with them. Run {run}."));
                },
                token),
            cancellation));
        return command;
    }

    private static (Command Command, Option<string> Keys, OwnerDatabase Owned) Begun(string name, string description)
    {
        var keys = new Option<string>("--keys") { Description = "The participation's file of keys at rest, keys.json; run as who owns it.", Required = true };
        var command = new Command(name, description) { keys };
        return (command, keys, OwnerDatabase.Anywhere(command));
    }

    private static Task<int> RunAsync(
        Terminal terminal, ParseResult given, string doing, Func<Action<string>, CancellationToken, Task<Answer>> command, CancellationToken cancellation) =>
        terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            doing,
            async (say, token) =>
            {
                try
                {
                    return await command(say, token);
                }
                catch (Exception fault) when (KeyFaults.ReasonOf(fault) is { } reason)
                {
                    throw new CommandException(reason, fault.Message);
                }
            },
            cancellation);

    private static string Words(RotationProgress progress) => progress.Step switch
    {
        RotationStep.Added => $"{progress.Kid} is in the file",
        RotationStep.WaitsForReaders => $"{progress.Done} of {progress.All} replicas do not read by {progress.Kid} yet",
        RotationStep.Current => $"{progress.Kid} writes from now on",
        RotationStep.WaitsForWriters => $"{progress.Done} of {progress.All} replicas do not write by {progress.Kid} yet",
        _ => $"{progress.Table}: {progress.Done} of {progress.All} rows",
    };

    private static Answer Rotated(RotationResult result) => new(
        new JsonObject
        {
            ["runId"] = result.RunId.ToString(),
            ["kid"] = result.Kid,
            ["added"] = result.Added,
            ["rows"] = result.Rows,
            ["left"] = result.Left,
            ["damaged"] = new JsonArray(
                [.. result.Damaged.Select(value => new JsonObject { ["table"] = value.Table, ["column"] = value.Column, ["rowId"] = value.RowId })]),
        },
        console =>
        {
            foreach (var value in result.Damaged)
            {
                console.Profile.Out.Writer.WriteLine($"{value.Table}.{value.Column} of {value.RowId} is not what was written, and stays as it is.");
            }

            console.Profile.Out.Writer.WriteLine(
                $"{result.Kid} writes{(result.Added ? "" : "; an earlier rotation was brought to its end")}. {result.Rows} rows are encrypted anew, {result.Left} are left. Run {result.RunId}.");
        },
        result.Left == 0 ? 0 : Terminal.Refused);

    private static Answer Listed(IReadOnlyList<KeyStatus> keys) => new(
        new JsonArray(
        [
            .. keys.Select(key => new JsonObject
            {
                ["kid"] = key.Kid,
                ["name"] = key.Name,
                ["state"] = key.State.ToString().ToUpperInvariant(),
                ["replacedAt"] = key.ReplacedAt,
                ["uses"] = new JsonArray(
                    [.. key.Uses.Select(use => new JsonObject { ["table"] = use.Table, ["column"] = use.Column, ["values"] = use.Values, ["holds"] = use.Holds })]),
            }),
        ]),
        console =>
        {
            foreach (var key in keys)
            {
                console.Profile.Out.Writer.WriteLine(
                    $"{key.Name}  {key.State.ToString().ToUpperInvariant()}{(key.ReplacedAt is { } at ? $" {at:u}" : "")}");
                foreach (var use in key.Uses)
                {
                    console.Profile.Out.Writer.WriteLine($"  {use.Table}.{use.Column}: {use.Values}{(use.Holds ? "" : ", which can outlive it")}");
                }
            }
        });
}
