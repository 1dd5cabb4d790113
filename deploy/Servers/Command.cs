using System.Diagnostics;

namespace Mesh.Servers;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>What the program wrote.</summary>
    /// <param name="line">Program and arguments.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="environment">Variables of its own; a secret stands here and on no command line, which everybody can read.</param>
    /// <exception cref="ServerFailedException">It ended with an error.</exception>
    public static async Task<string> RunAsync(
        IReadOnlyList<string> line, CancellationToken cancellation, string input = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Any folder that every user may enter.
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        try
        {
            var said = Task.WhenAll(program.StandardOutput.ReadToEndAsync(cancellation), program.StandardError.ReadToEndAsync(cancellation));
            await program.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            program.StandardInput.Close();
            await program.WaitForExitAsync(cancellation);
            var (output, errors) = ((await said)[0], (await said)[1]);
            return program.ExitCode == 0 ? output : throw new ServerFailedException(Path.GetFileName(line[0]), errors + output);
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }
}
