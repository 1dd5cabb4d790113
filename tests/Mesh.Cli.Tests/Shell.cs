using System.Text.Json.Nodes;
using Spectre.Console;

namespace Mesh.Cli.Tests;

/// <summary>Gives commands as a shell does, in a folder of its own.</summary>
internal sealed class Shell : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("mesh-cli-").FullName;

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public JsonNode Json => JsonNode.Parse(Output)!;

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>Runs a command; gives its exit code. What an earlier one said is forgotten.</summary>
    public Task<int> RunAsync(params string[] command)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return MeshCommand.RunAsync(new Terminal(Console(_output), Console(_error)), command, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IAnsiConsole Console(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Interactive = InteractionSupport.No,
        Ansi = AnsiSupport.No,
    });
}
