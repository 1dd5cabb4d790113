using System.Diagnostics;
using System.Net.Sockets;
using Mesh.Servers;
using Mesh.TestKit;

namespace Mesh.Storage.Tests.Servers;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mesh-pg-{Guid.CreateVersion7():N}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_WhenStoppedAndStartedAgain_KeepsDatabasesAndPasswords()
    {
        PrivateDatabase first;
        await using (var cluster = await PrivatePostgres.StartAsync(_folder, Cancellation))
        {
            first = await cluster.EnsureDatabaseAsync("mesh_kela", Cancellation);
            Assert.Equal("", await PsqlAsync(first, first.Owner, "CREATE TABLE kept (what text); INSERT INTO kept VALUES ('one')"));
        }

        await using (var again = await PrivatePostgres.StartAsync(_folder, Cancellation))
        {
            var second = await again.EnsureDatabaseAsync("mesh_kela", Cancellation);

            Assert.Equal(await PasswordAsync(first.Owner), await PasswordAsync(second.Owner));
            Assert.Equal("one", await PsqlAsync(second, second.Owner, "SELECT what FROM kept"));
        }
    }

    [Fact]
    public async Task Roles_WhenTheyConnect_NeedTheirPasswordsAndHaveNoRightsOfTheirOwn()
    {
        await using var cluster = await PrivatePostgres.StartAsync(_folder, Cancellation, isThrownAway: true);
        var kela = await cluster.EnsureDatabaseAsync("mesh_kela", Cancellation);
        var office = await cluster.EnsureDatabaseAsync("mesh_office", Cancellation);

        Assert.Equal(4, new HashSet<string>(await Task.WhenAll(
            PasswordAsync(kela.Owner), PasswordAsync(kela.Serving), PasswordAsync(office.Owner), PasswordAsync(office.Serving))).Count);
        await RefusedAsync("password authentication failed", () => PsqlAsync(kela, kela.Serving with { PasswordFile = kela.Owner.PasswordFile }, "SELECT 1"));
        await RefusedAsync("permission denied for database", () => PsqlAsync(kela, office.Serving, "SELECT 1"));
        foreach (var common in (string[])["postgres", "template1"])
        {
            await RefusedAsync("permission denied for database", () => PsqlAsync(kela with { Name = common }, kela.Owner, "SELECT 1"));
        }

        await RefusedAsync("permission denied", () => PsqlAsync(kela, kela.Serving, "CREATE TABLE public.mine (what text)"));
        await RefusedAsync("permission denied", () => PsqlAsync(kela, kela.Serving, "CREATE TEMP TABLE mine (what text)"));
        Assert.DoesNotContain("trust", (await File.ReadAllLinesAsync(Path.Combine(_folder, "data", "pg_hba.conf"), Cancellation))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]));
    }

    [Fact]
    public async Task Passwords_WhenWritten_AreReadableByTheirOwnerAloneAndInNoLog()
    {
        await using var cluster = await PrivatePostgres.StartAsync(_folder, Cancellation, isThrownAway: true);
        var database = await cluster.EnsureDatabaseAsync("mesh_kela", Cancellation);

        Assert.All([database.Owner, database.Serving, cluster.Administrator], role =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(role.PasswordFile)));
        Assert.DoesNotContain(await PasswordAsync(database.Owner), await File.ReadAllTextAsync(Path.Combine(_folder, "server.log"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenThePortIsTaken_SaysSoAndLeavesNothingRunning()
    {
        await using var first = await PrivatePostgres.StartAsync(_folder, Cancellation, isThrownAway: true);
        var other = _folder + "-other";
        try
        {
            var refusal = await Assert.ThrowsAsync<ServerFailedException>(() => PrivatePostgres.StartAsync(other, Cancellation, first.Port, isThrownAway: true));

            Assert.Contains("Address already in use", refusal.Message, StringComparison.Ordinal);
            Assert.Empty(Servers(other));
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public async Task Stop_WhenDisposed_LeavesNoProcessAndNoListener()
    {
        var cluster = await PrivatePostgres.StartAsync(_folder, Cancellation, isThrownAway: true);
        Assert.NotEmpty(Servers(_folder));

        await cluster.DisposeAsync();

        Assert.Empty(Servers(_folder));
        Assert.False(Directory.Exists(_folder));
        using var client = new TcpClient();
        await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", cluster.Port, Cancellation).AsTask());
    }

    [Fact]
    public async Task Stop_WhenItsStarterIsKilled_HappensByItself()
    {
        // A starter of its own, as this test cannot kill itself: a shell that holds the leash as a launcher would.
        int port;
        await using (var made = await PrivatePostgres.StartAsync(_folder, Cancellation))
        {
            port = made.Port;
        }

        var leashed = LeashedProcess.CommandOf(
            Path.Combine(_folder, "server.log"), "INT",
            ServerUser.Current().Run(
                PostgresPrograms.Find().Server, "-D", Path.Combine(_folder, "data"), "-c", $"port={port}", "-c", "unix_socket_directories="));
        const string Starter = """mkfifo "$1"; pipe=$1; shift; "$@" <"$pipe" & exec 9>"$pipe"; read forever""";
        using var starter = Process.Start(
            new ProcessStartInfo("sh", ["-c", Starter, "starter", Path.Combine(_folder, "pipe"), .. leashed]) { RedirectStandardInput = true })!;
        await Eventually.TrueAsync(() => Servers(_folder).Count > 0);

        starter.Kill();

        await Eventually.TrueAsync(() => Servers(_folder).Count == 0);
    }

    [Fact]
    public void Find_WhenNothingIsInstalled_NamesThePackage()
    {
        var refusal = Assert.Throws<ServerNotInstalledException>(() => PostgresPrograms.Find([], ["/nowhere"]));

        Assert.Contains("apt-get install --no-install-recommends postgresql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_WhenItsNameIsNoIdentifier_IsRefused()
    {
        await using var cluster = await PrivatePostgres.StartAsync(_folder, Cancellation, isThrownAway: true);

        string[] names = ["", "Mesh", "mesh; DROP DATABASE postgres", new string('m', 56)];
        foreach (var name in names)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => cluster.EnsureDatabaseAsync(name, Cancellation));
        }
    }

    private static async Task<string> PsqlAsync(PrivateDatabase database, PrivateRole role, string sql) => (await Command.RunAsync(
        [PostgresPrograms.Find().Psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", database.Host, "-p", $"{database.Port}", "-U", role.Name, "-d", database.Name],
        Cancellation,
        sql,
        ("PGPASSWORD", await PasswordAsync(role)))).Trim();

    private static Task<string> PasswordAsync(PrivateRole role) => File.ReadAllTextAsync(role.PasswordFile, Cancellation);

    private static async Task RefusedAsync(string why, Func<Task> act) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<ServerFailedException>(act)).Message, StringComparison.Ordinal);

    // By their command lines: what runs on the folder, whoever started it. A zombie has no command line.
    private static List<string> Servers(string folder) =>
    [
        .. Directory.GetDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _)).Select(CommandLine)
            .Where(line => line.Contains("postgres\0-D\0" + folder, StringComparison.Ordinal) && !line.Contains("leash", StringComparison.Ordinal)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
