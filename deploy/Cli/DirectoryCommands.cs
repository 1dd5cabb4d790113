using System.CommandLine;
using System.Text.Json.Nodes;
using Mesh.Identity;

namespace Mesh.Cli;

/// <summary><c>mesh directory check|sign</c>: the directory of participations.</summary>
internal static class DirectoryCommands
{
    public static Command Of(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The participants.json." };
        var publicKey = new Option<string?>("--public-key") { Description = "PEM public key; its signature is checked, too." };
        var key = new Option<string>("--key") { Description = "PEM private key to sign with.", Required = true };
        var check = new Command("check", "Says everything that is wrong with a directory.") { file, publicKey };
        check.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json), "Checking …", _ => Task.FromResult(Check(given.GetValue(file)!, given.GetValue(publicKey))), cancellation));
        var sign = new Command("sign", "Checks a directory and signs it.") { file, key };
        sign.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json), "Signing …", _ => Task.FromResult(Sign(given.GetValue(file)!, given.GetValue(key)!)), cancellation));
        return new Command("directory", "The directory of participations.") { check, sign };
    }

    private static Answer Check(string file, string? publicKey)
    {
        var json = SignedDirectory.Existing(file);
        var read = ParticipantDirectory.Read(json);
        var violations = read.Violations.Select(violation => (violation.Path, violation.Code, violation.Text)).ToList();
        if (publicKey is not null && !SignedDirectory.IsSigned(json, file, publicKey))
        {
            violations.Add(("", "SIGNATURE", "The signature is missing or is not of these bytes under that key."));
        }

        return new Answer(
            new JsonObject
            {
                ["valid"] = violations.Count == 0,
                ["version"] = read.IsValid ? read.Directory.Version : null,
                ["violations"] = new JsonArray(
                    [.. violations.Select(violation => new JsonObject { ["path"] = violation.Path, ["code"] = violation.Code, ["text"] = violation.Text })]),
            },
            console =>
            {
                foreach (var (path, code, text) in violations)
                {
                    console.Profile.Out.Writer.WriteLine($"{path}: {code}: {text}");
                }

                console.Profile.Out.Writer.WriteLine(violations.Count == 0
                    ? $"Version {read.Directory.Version}, {read.Directory.Entries.Count} participations: well."
                    : $"{violations.Count} violations.");
            },
            violations.Count == 0 ? 0 : Terminal.Refused);
    }

    private static Answer Sign(string file, string key)
    {
        var (version, _) = SignedDirectory.Change(file, key, json =>
        {
            _ = ParticipantDirectory.Read(json).Directory;
            return json;
        });
        return new Answer(new JsonObject { ["version"] = version }, console => console.Profile.Out.Writer.WriteLine($"Version {version} is signed."));
    }
}
