using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mesh.Disclosure;
using Spectre.Console;

namespace Mesh.Cli;

/// <summary><c>mesh retention</c>: the database's owner erases what has had its time; no service can.</summary>
internal static class RetentionCommands
{
    public static Command Of(Terminal terminal) => new("retention", "Erases what has had its time, as the database's owner, and leaves every proof.")
    {
        Rules(terminal),
        Run(terminal),
        Hold(terminal, "hold", "Keeps a subject's, an entry's, a request's, a consent's or a refusal's rows, whatever their age, until the hold is lifted.", "Held.", "It is held already.", (holds, id, token) => holds.PlaceAsync(id, token)),
        Hold(terminal, "lift", "Lifts a hold: the next run may erase.", "Lifted.", "There is no such hold.", (holds, id, token) => holds.LiftAsync(id, token)),
    };

    private static Command Rules(Terminal terminal)
    {
        var command = new Command("rules", "What is kept how long, counted from what, who erases it, and on which sections that rests.");
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Reading …",
            _ => Task.FromResult(new Answer(
                new JsonArray([.. RetentionRules.All.Select(rule => new JsonObject
                {
                    ["kind"] = rule.Kind.ToString(),
                    ["months"] = rule.Months,
                    ["countedFrom"] = rule.CountedFrom,
                    ["erased"] = new JsonArray([.. rule.Erased.Select(what => JsonValue.Create(what))]),
                    ["by"] = rule.Eraser.ToString(),
                    ["grounds"] = new JsonArray([.. rule.Grounds.Select(ground => new JsonObject { ["section"] = ground.Section, ["certainty"] = ground.Certainty.ToString() })]),
                })]),
                console =>
                {
                    foreach (var rule in RetentionRules.All)
                    {
                        console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule.Kind}: {rule.Months} months from {rule.CountedFrom}; erased by the {rule.Eraser.ToString().ToLowerInvariant()}: {string.Join(", ", rule.Erased)}"));
                        console.Profile.Out.Writer.WriteLine($"  {string.Join("; ", rule.Grounds.Select(ground => $"{ground.Section} ({ground.Certainty})"))}");
                    }
                })),
            cancellation));
        return command;
    }

    private static Command Run(Terminal terminal)
    {
        var dry = new Option<bool>("--dry-run") { Description = "Counts what would go, and erases nothing." };
        var disclosures = Months("--disclosures-months", RetentionKind.Disclosures);
        var askings = Months("--askings-months", RetentionKind.Askings);
        var acts = Months("--acts-months", RetentionKind.ClientActs);
        var command = new Command("run", "Erases in batches; interrupted, run it again. 1 when entries stayed because they are not what was sealed.") { dry, disclosures, askings, acts };
        var owned = OwnerDatabase.Anywhere(command);
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Erasing …",
            async token =>
            {
                var periods = new RetentionPeriods(new Dictionary<RetentionKind, int>
                {
                    [RetentionKind.Disclosures] = given.GetValue(disclosures),
                    [RetentionKind.Askings] = given.GetValue(askings),
                    [RetentionKind.ClientActs] = given.GetValue(acts),
                });
                var isDry = given.GetValue(dry);
                var report = await owned.InAsync(given, database => new RetentionJob(database, TimeProvider.System).RunAsync(periods, isDry, token), token);
                return new Answer(
                    Json(report, isDry), console => Show(console, report, isDry), report.Counts.Any(count => count.Damaged.Count > 0) ? Terminal.Refused : 0);
            },
            cancellation));
        return command;
    }

    private static Command Hold(
        Terminal terminal, string name, string description, string done, string notDone, Func<RetentionHolds, Guid, CancellationToken, Task<bool>> act)
    {
        var id = new Argument<Guid>("id") { Description = "A person's sub, use_id, consent or refusal in an export, or a statement id of reconciling." };
        var command = new Command(name, description) { id };
        var owned = OwnerDatabase.Anywhere(command);
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Writing …",
            async token =>
            {
                var isDone = await owned.InAsync(given, database => act(new RetentionHolds(database, TimeProvider.System), given.GetValue(id), token), token);
                return new Answer(new JsonObject { ["done"] = isDone }, console => console.Profile.Out.Writer.WriteLine(isDone ? done : notDone), isDone ? 0 : Terminal.Refused);
            },
            cancellation));
        return command;
    }

    private static Option<int> Months(string name, RetentionKind kind)
    {
        var least = RetentionRules.Of(kind).Months;
        return new Option<int>(name)
        {
            Description = string.Create(CultureInfo.InvariantCulture, $"How many months {kind} are kept; at least {least}."),
            DefaultValueFactory = _ => least,
            Validators =
            {
                result =>
                {
                    if (result.GetValueOrDefault<int>() is var months && (months < least || months > RetentionPeriods.Century))
                    {
                        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is from {least} to {RetentionPeriods.Century}."));
                    }
                },
            },
        };
    }

    private static JsonObject Json(RetentionReport report, bool isDry) => new()
    {
        ["runId"] = report.RunId.ToString(),
        ["dryRun"] = isDry,
        ["counts"] = new JsonArray([.. report.Counts.Select(count => new JsonObject
        {
            ["kind"] = count.Kind.ToString(),
            ["months"] = count.Months,
            ["keptFrom"] = count.Before.ToString("O", CultureInfo.InvariantCulture),
            ["erased"] = count.Erased,
            ["held"] = count.Held,
            ["damaged"] = new JsonArray([.. count.Damaged.Select(id => JsonValue.Create(id.ToString()))]),
        })]),
    };

    private static void Show(IAnsiConsole console, RetentionReport report, bool isDry)
    {
        var lines = console.Profile.Out.Writer;
        foreach (var count in report.Counts)
        {
            lines.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Kind} of before {count.Before:O} ({count.Months} months): {count.Erased} {(isDry ? "would go" : "erased")}, {count.Held} stay for a hold or what rests on them, {count.Damaged.Count} not what was sealed"));
            foreach (var id in count.Damaged)
            {
                lines.WriteLine($"  not what was sealed, kept: entry {id}");
            }
        }

        lines.WriteLine($"Run {report.RunId}.");
    }
}
