namespace Mesh.Servers;

/// <summary>
/// As whom a server's programs run. PostgreSQL refuses root, so root drops to a user without rights; anybody else runs them as himself.
/// </summary>
internal sealed record ServerUser(string? DroppedTo)
{
    private static readonly string[] Unprivileged = ["postgres", "nobody"];

    public static ServerUser Current() => new(Environment.IsPrivilegedProcess ? Known() : null);

    /// <summary>The command line that runs a command as this user.</summary>
    public IReadOnlyList<string> Run(params IReadOnlyList<string> command) => DroppedTo is null
        ? command
        : ["setpriv", $"--reuid={DroppedTo}", $"--regid={GroupOf(DroppedTo)}", "--clear-groups", "--no-new-privs", .. command];

    /// <summary>Gives a folder with everything in it to this user.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellation)
    {
        if (DroppedTo is not null)
        {
            await Command.RunAsync(["chown", "-R", $"{DroppedTo}:{GroupOf(DroppedTo)}", folder], cancellation);
        }
    }

    private static string Known() =>
        Unprivileged.FirstOrDefault(user => Entry("/etc/passwd", user) is not null)
        ?? throw new ServerFailedException("Dropping root's rights", "there is neither a user postgres nor nobody");

    private static string GroupOf(string user) => Entry("/etc/passwd", user)!.Split(':')[3];

    private static string? Entry(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}
