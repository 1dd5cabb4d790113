using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mesh.Disclosure;
using Spectre.Console;

namespace Mesh.Cli;

/// <summary><c>mesh verify FILE</c>: checks a person's file of exports, with nothing but the file and the directory's public key.</summary>
internal static class VerifyCommand
{
    public static Command Of(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The file, as MyExportService.ExportMyData gave it." };
        var key = new Option<string?>("--directory-key") { Description = "PEM public key of whoever keeps the directory. Without it nobody vouches for the keys in the file." };
        var unwitnessed = new Option<bool>("--allow-unwitnessed") { Description = "Lets pass entries of the last five minutes before the export that too few other organisations have cosigned yet." };
        var command = new Command("verify", "Checks a person's file of exports without any server, and says everything that does not hold.") { file, key, unwitnessed };
        command.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Checking …",
            _ => Task.FromResult(Check(given.GetValue(file)!, given.GetValue(key), given.GetValue(unwitnessed))),
            cancellation));
        return command;
    }

    private static Answer Check(string path, string? keyPath, bool allowUnwitnessed)
    {
        var bytes = SignedDirectory.Existing(path);
        using var key = keyPath is null ? null : SignedDirectory.PublicKey(keyPath);
        ExportFile read;
        try
        {
            read = ExportFile.Check(bytes, key);
        }
        catch (ArgumentException)
        {
            throw new CommandException("KEY_REFUSED", $"{keyPath} is not a key on P-256.", Terminal.Misused);
        }

        var wrong = read.Findings.Count(finding => !finding.IsRemark && !(finding.IsWarning && allowUnwitnessed));
        return new Answer(Json(read, wrong == 0), console => Show(console, read, wrong), wrong == 0 ? 0 : Terminal.Refused);
    }

    private static JsonObject Json(ExportFile read, bool holds) => new()
    {
        ["holds"] = holds,
        ["madeAt"] = read.MadeAt?.ToString("O", CultureInfo.InvariantCulture),
        ["directoryVersion"] = read.DirectoryVersion,
        ["exports"] = new JsonArray([.. read.Exports.Select(export => new JsonObject
        {
            ["participation"] = export.Holder.ToString(),
            ["madeAt"] = export.MadeAt?.ToString("O", CultureInfo.InvariantCulture),
            ["uses"] = export.Uses,
            ["consents"] = export.Consents,
            ["refusals"] = export.Refusals,
            ["holds"] = Holds(export),
        })]),
        ["notReached"] = new JsonArray([.. read.NotReached.Select(part => new JsonObject { ["participation"] = part.Participation.ToString(), ["reason"] = part.Reason })]),
        ["findings"] = new JsonArray([.. read.Findings.Select(finding => new JsonObject
        {
            ["code"] = finding.Code,
            ["participation"] = finding.Holder?.ToString(),
            ["words"] = finding.Words,
            ["warning"] = finding.IsWarning,
            ["remark"] = finding.IsRemark,
        })]),
    };

    private static bool Holds(CheckedExport export) => export.Findings.All(finding => finding.IsRemark);

    private static void Show(IAnsiConsole console, ExportFile read, int wrong)
    {
        var lines = console.Profile.Out.Writer;
        foreach (var export in read.Exports)
        {
            lines.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{export.Holder}, {export.MadeAt?.ToString("u", CultureInfo.InvariantCulture) ?? "of no time"}: {export.Uses} uses, {export.Consents} consents, {export.Refusals} refusals; {(Holds(export) ? "holds" : "see below")}."));
        }

        foreach (var (participation, reason) in read.NotReached)
        {
            lines.WriteLine($"{participation}: not in the file, was not reached ({reason}).");
        }

        foreach (var finding in read.Findings)
        {
            lines.WriteLine($"{finding.Code}: {(finding.Holder is { } holder ? $"{holder}: " : "")}{finding.Words}");
        }

        lines.WriteLine(wrong == 0 ? "Everything in the file holds." : $"{wrong} things do not hold.");
    }
}
