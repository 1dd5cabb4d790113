using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Mesh.Identity;
using Mesh.Topology;

namespace Mesh.Cli;

/// <summary><c>mesh topology write|prepare</c>: the files of a topology, and what they mount.</summary>
internal static class TopologyCommands
{
    public static Command Of(Terminal terminal)
    {
        var directory = new Option<string>("--directory")
        {
            Description = "The directory of participations.",
            DefaultValueFactory = _ => Path.Combine("deploy", "participants.json"),
        };
        var root = new Option<string>("--root") { Description = "The repository's root.", DefaultValueFactory = _ => "." };
        var issuer = new Option<string?>("--issuer") { Description = "Your OpenID provider, https with a closing slash; the mesh's identity provider is then left out." };
        var isCheck = new Option<bool>("--check") { Description = "Only compare; 1 when something differs." };
        var to = new Option<string>("--to") { Description = "Folder of the files.", DefaultValueFactory = _ => Path.Combine(".mesh", "compose") };
        var user = new Option<string>("--user") { Description = "As whom containers run: user id and group id, for example 1000:1000.", Required = true };

        var write = new Command("write", "Writes docker-compose.yml, what it mounts of the repository, and every host's environment.") { directory, root, issuer, isCheck };
        write.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Writing …",
            _ => Task.FromResult(Write(given.GetValue(directory)!, given.GetValue(root)!, given.GetValue(issuer), given.GetValue(isCheck))),
            cancellation));
        var prepare = new Command("prepare", "Makes certificates, keys, random passwords and the signed directory for a first try of docker-compose.yml.") { directory, to, user };
        prepare.SetAction((given, cancellation) => terminal.RunAsync(
            given.GetValue(CommandOptions.Json),
            "Preparing …",
            _ => Task.FromResult(Prepare(given.GetValue(directory)!, given.GetValue(to)!, given.GetValue(user)!)),
            cancellation));
        return new Command("topology", "The topology as files.") { write, prepare };
    }

    private static Answer Write(string directory, string root, string? issuer, bool isCheck)
    {
        Uri? other = null;
        if (issuer is not null && !(Uri.TryCreate(issuer, UriKind.Absolute, out other) && other.Scheme == Uri.UriSchemeHttps && issuer.EndsWith('/')))
        {
            throw new CommandException("ISSUER_MALFORMED", $"{issuer} is not an https address with a closing slash.", Terminal.Misused);
        }

        var read = ReadDirectory(directory);
        var differing = isCheck ? TopologyFiles.Differences(read, root, other) : TopologyFiles.Write(read, root, other);
        return new Answer(
            new JsonObject { ["differing"] = new JsonArray([.. differing.Select(path => JsonValue.Create(path))]) },
            console =>
            {
                foreach (var path in differing)
                {
                    console.Profile.Out.Writer.WriteLine(path);
                }

                console.Profile.Out.Writer.WriteLine(differing.Count == 0 ? "Every file is as it should be." : $"{differing.Count} files {(isCheck ? "differ" : "written")}.");
            },
            isCheck && differing.Count > 0 ? Terminal.Refused : 0);
    }

    private static Answer Prepare(string directory, string folder, string user)
    {
        if (user.Split(':') is not [var name, var group]
            || !int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            || !int.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var groupId))
        {
            throw new CommandException("USER_MALFORMED", $"{user} is not a user id and a group id such as 1000:1000.", Terminal.Misused);
        }

        if (userId == 0)
        {
            throw new CommandException("USER_IS_ROOT", "Containers do not run as root.", Terminal.Misused);
        }

        _ = ReadDirectory(directory);
        var installed = ComposePreparation.Prepare(folder, SignedDirectory.Existing(directory), (userId, groupId));
        return new Answer(
            new JsonObject { ["folder"] = Path.GetFullPath(folder), ["participations"] = installed.Entries.Count },
            console => console.Profile.Out.Writer.WriteLine(
                $"{installed.Entries.Count} participations are prepared. Next: set -a; . {Path.Combine(folder, "compose.env")}; set +a; docker compose up --build"));
    }

    private static ParticipantDirectory ReadDirectory(string path)
    {
        try
        {
            return ParticipantDirectory.Read(SignedDirectory.Existing(path)).Directory;
        }
        catch (DirectoryRefusedException refused)
        {
            throw new CommandException("DIRECTORY_REFUSED", refused.Message);
        }
    }
}
