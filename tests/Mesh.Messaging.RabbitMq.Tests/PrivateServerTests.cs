using System.Diagnostics;
using System.Globalization;
using Mesh.Messaging.RabbitMq.Tests.Hosts;
using Mesh.Servers;
using Mesh.TestKit;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>How a private server begins and ends.</summary>
[Collection(Broker.Collection)]
public sealed class PrivateServerTests(Broker broker) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("server-").FullName;

    [Fact]
    public async Task Start_WhenRabbitMqIsNotInstalled_SaysHowToGetIt()
    {
        var settings = Settings() with { Programs = _folder };

        var refused = await Assert.ThrowsAsync<ServerNotInstalledException>(() => PrivateRabbitMq.StartAsync(settings, TestContext.Current.CancellationToken));

        Assert.Equal("RabbitMQ is not installed. On Debian: apt-get install --no-install-recommends rabbitmq-server", refused.Message);
    }

    [Fact]
    public async Task Start_WhenTheServerEndsAtOnce_QuotesItsLastWords()
    {
        var programs = Path.GetDirectoryName(Program("echo I cannot; exit 7"))!;

        var refused = await Assert.ThrowsAsync<ServerFailedException>(
            () => PrivateRabbitMq.StartAsync(Settings() with { Programs = programs }, TestContext.Current.CancellationToken));

        Assert.Contains("I cannot", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_WhenANodeRuns_AreClosedToOtherUsers()
    {
        Assert.Equal(UnixFileMode.None, ModeOf(broker.Node.Folder) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.Equal(UnixFileMode.UserRead, ModeOf(Path.Combine(broker.Node.Folder, ".erlang.cookie")));
        Assert.Equal("", (await broker.Node.ControlAsync(TestContext.Current.CancellationToken, "list_users", "--no-table-headers"))
            .Split('\n').FirstOrDefault(line => line.StartsWith("guest", StringComparison.Ordinal)) ?? "");
    }

    // The starter is killed without a chance to stop anything; the pipe's other end, by which it held the server, goes with it.
    [Fact]
    public async Task Node_WhenItsStarterIsKilled_EndsWithItsPortMapper()
    {
        var line = LeashedProcess.CommandOf(Path.Combine(_folder, "log"), "TERM", PrivateRabbitMq.NodeCommand(Pid, Program("exec sleep 3600")));
        var start = new ProcessStartInfo("sh") { ArgumentList = { "-c", """exec 2>/dev/null; sleep 3600 | "$@" """, "sh" } };
        foreach (var word in line)
        {
            start.ArgumentList.Add(word);
        }

        // Whoever ends a port mapper here asks for it in vain.
        start.Environment["ERL_EPMD_PORT"] = "1";
        using var shell = Process.Start(start)!;
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(Pid) && File.ReadAllText(Pid).Length > 0));
        var server = int.Parse(await File.ReadAllTextAsync(Pid, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.True(IsAlive(server));

        using (var starter = Process.GetProcessById(ChildNamed(shell.Id, "sleep")))
        {
            starter.Kill();
        }

        await Eventually.TrueAsync(() => Task.FromResult(!IsAlive(server)));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Node_WhenItIsStopped_LeavesNoProcessOfItsOwnBehind()
    {
        Assert.NotEmpty(Processes(broker.Node.Folder));

        await broker.Node.StopAsync();

        Assert.Empty(Processes(broker.Node.Folder));
        await broker.Node.StartAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Pid => Path.Combine(_folder, "pid");

    private string Program(string script)
    {
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName, "rabbitmq-server");
        File.WriteAllText(program, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return program;
    }

    // By the environment it was given: the port mapper, a daemon, shows no other sign of whose it is.
    private static List<string> Processes(string folder) => [.. Directory.GetDirectories("/proc")
        .Where(process => int.TryParse(Path.GetFileName(process), out _) && ReadOrNothing(Path.Combine(process, "environ")).Contains($"HOME={folder}", StringComparison.Ordinal))];

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private PrivateRabbitMqSettings Settings() => new()
    {
        Folder = Path.Combine(_folder, "node"),
        Port = 1,
        CertificatePath = "none",
        CertificateKeyPath = "none",
        TrustedRootsPath = "none",
        DefinitionsPath = "none",
    };

    // A zombie is dead: where nobody reaps, its process id stays.
    private static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[1][0] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int ChildNamed(int parent, string name) => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var process) ? process : 0)
        .Single(process => process > 0 && Stat(process) is { } stat && stat.Name == name && stat.Parent == parent);

    private static (string Name, int Parent)? Stat(int process)
    {
        try
        {
            var parts = File.ReadAllText($"/proc/{process}/stat").Split(['(', ')']);
            return (parts[1], int.Parse(parts[2].Split(' ')[2], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);
}
