using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Mesh.Identity;
using Spectre.Console;
using Tyollisyys.Mesh.Client;

namespace Mesh.Cli;

/// <summary>What a command answers, for a program and for a person.</summary>
/// <param name="Json">For a program.</param>
/// <param name="Show">For a person.</param>
/// <param name="ExitCode">0 when all is well, 1 when what was asked for is not.</param>
internal sealed record Answer(JsonNode Json, Action<IAnsiConsole> Show, int ExitCode = 0);

/// <summary>A command that cannot be carried out, in words for whoever gave it.</summary>
internal sealed class CommandException(string reason, string message, int exitCode = Terminal.Refused) : Exception(message)
{
    public string Reason { get; } = reason;

    public int ExitCode { get; } = exitCode;
}

/// <summary>Where answers and errors go: answers to standard output, errors to standard error, each as JSON when asked.</summary>
internal sealed class Terminal(IAnsiConsole output, IAnsiConsole error)
{
    /// <summary>The mesh refused, or could not be reached.</summary>
    public const int Refused = 1;

    /// <summary>The command, its settings or its files are wrong.</summary>
    public const int Misused = 2;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static Terminal OfProcess() => new(
        AnsiConsole.Console, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>Carries a command out and says how it went; gives the exit code.</summary>
    public Task<int> RunAsync(bool asJson, string doing, Func<CancellationToken, Task<Answer>> command, CancellationToken cancellation) =>
        RunAsync(asJson, doing, (_, token) => command(token), cancellation);

    /// <summary>As the other form, for a command that says how it goes while it does: beside the spinner, or on standard error where there is none.</summary>
    public async Task<int> RunAsync(
        bool asJson, string doing, Func<Action<string>, CancellationToken, Task<Answer>> command, CancellationToken cancellation)
    {
        try
        {
            // A program that reads the answer is not to read a spinner.
            var answer = asJson || !output.Profile.Capabilities.Interactive
                ? await command(asJson ? _ => { } : error.Profile.Out.Writer.WriteLine, cancellation)
                : await output.Status().StartAsync(doing, status => command(text => status.Status(Markup.Escape(text)), cancellation));
            if (asJson)
            {
                output.Profile.Out.Writer.WriteLine(answer.Json.ToJsonString(Written));
            }
            else
            {
                answer.Show(output);
            }

            return answer.ExitCode;
        }
        catch (CommandException fault)
        {
            return Fail(asJson, fault.Reason, fault.Message, fault.ExitCode);
        }
        catch (RpcException failed) when (MeshRefusal.Of(failed) is { } refusal)
        {
            return Fail(
                asJson,
                refusal.ReasonText,
                string.Join(' ', [failed.Status.Detail, .. refusal.Violations.Select(violation => $"{violation.Field}: {violation.Description}")]),
                Refused);
        }
        catch (RpcException failed)
        {
            return Fail(asJson, failed.StatusCode.ToString(), failed.Status.Detail, Refused);
        }
        catch (DirectoryRefusedException refused)
        {
            return Fail(asJson, "DIRECTORY_REFUSED", refused.Message, Refused);
        }
        catch (HttpRequestException unreached)
        {
            return Fail(asJson, "UNREACHABLE", unreached.Message, Refused);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The system's text names the file.
            return Fail(asJson, "FILE_FAILED", fault.Message, Misused);
        }
        catch (CryptographicException fault)
        {
            return Fail(asJson, "KEY_REFUSED", $"A key or certificate cannot be read: {fault.Message}", Misused);
        }
    }

    /// <summary>Says that what was given is no command; gives the exit code.</summary>
    public int Misuse(bool asJson, string message) => Fail(asJson, "COMMAND_MALFORMED", message, Misused);

    private int Fail(bool asJson, string reason, string message, int exitCode)
    {
        if (asJson)
        {
            error.Profile.Out.Writer.WriteLine(new JsonObject { ["reason"] = reason, ["message"] = message }.ToJsonString(Written));
        }
        else
        {
            error.Profile.Out.Writer.WriteLine($"{reason}: {message}");
        }

        return exitCode;
    }
}
