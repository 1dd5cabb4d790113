using System.CommandLine;

namespace Mesh.Cli;

/// <summary>The command and its parts.</summary>
internal static class MeshCommand
{
    /// <summary>Carries a command out as given; gives the exit code. Words that are no command are refused as any other misuse is.</summary>
    public static Task<int> RunAsync(Terminal terminal, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var given = Root(terminal).Parse(words);
        return given.Errors.Count == 0
            ? given.InvokeAsync(cancellationToken: cancellation)
            : Task.FromResult(terminal.Misuse(
                given.GetResult(CommandOptions.Json) is { Implicit: false },
                $"{string.Join(' ', given.Errors.Select(error => error.Message))} --help says what there is."));
    }

    private static RootCommand Root(Terminal terminal) => new("Runs a mesh: certificates, directory, topology, databases, keys, flows, parked notices, evidence, retention, health; checks a person's file.")
    {
        CommandOptions.Settings,
        CommandOptions.Persona,
        CommandOptions.TokenFile,
        CommandOptions.Json,
        CertificateCommands.Of(terminal),
        DirectoryCommands.Of(terminal),
        FlowCommand.Of(terminal),
        ParkedCommands.Of(terminal),
        OutboxCommands.Of(terminal),
        RetentionCommands.Of(terminal),
        EvidenceCommands.Of(terminal),
        HealthCommand.Of(terminal),
        MigrateCommand.Of(terminal),
        KeyCommands.Of(terminal),
        TopologyCommands.Of(terminal),
        VerifyCommand.Of(terminal),
    };
}

/// <summary>Options that every command has.</summary>
internal static class CommandOptions
{
    public static readonly Option<string> Settings = new("--settings")
    {
        Description = "The installation: a mesh.json with gateway, issuer, roots, directory and its key. Also MESH_SETTINGS.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MESH_SETTINGS") ?? Path.Combine(".mesh", "native", "mesh.json"),
        Recursive = true,
    };

    public static readonly Option<string?> Persona = new("--persona")
    {
        Description = "In a demonstration: the demo operator to act as.",
        Recursive = true,
    };

    public static readonly Option<string?> TokenFile = new("--token-file")
    {
        Description = "File with the operator's access token, whose audience is what is called. Also MESH_TOKEN_FILE.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MESH_TOKEN_FILE"),
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Answers as JSON, errors too.", Recursive = true };
}
