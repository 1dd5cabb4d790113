using System.Diagnostics;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary><c>deploy/docker/postgres/start.sh</c> among the image's programs, which stand in here: a database is whole or is not there.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class DatabaseStartTests : IDisposable
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-database-").FullName;

    public DatabaseStartTests()
    {
        Write("programs/docker-ensure-initdb.sh", "#!/bin/sh\necho initialises\nmkdir -p \"$PGDATA\" && echo 18 >\"$PGDATA/PG_VERSION\" && touch \"$PGDATA/${MADE:-roles}\"\nexit ${ENDS:-0}\n");
        Write("programs/docker-entrypoint.sh", "#!/bin/sh\necho \"serves $(ls \"$PGDATA\" | tr '\\n' ' ')$*\"\n");
        foreach (var name in (string[])["administrator", "owner", "serving"])
        {
            Write($"secrets/{name}.password", new string('a', 32));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("administrator")]
    [InlineData("owner")]
    [InlineData("serving")]
    public void Start_WhenAPasswordIsAbsentShortOrNoPassword_MakesNothing(string name)
    {
        foreach (var wrong in (string?[])[null, "", "a1b2c3", "it's-not-hexadecimal"])
        {
            File.Delete(At($"secrets/{name}.password"));
            if (wrong is not null)
            {
                Write($"secrets/{name}.password", wrong);
            }

            var (code, said) = Start();
            Assert.Equal(1, code);
            Assert.Contains($"{name}.password", said, StringComparison.Ordinal);
            Assert.DoesNotContain("initialises", said, StringComparison.Ordinal);
            Assert.False(wrong is { Length: > 0 } && said.Contains(wrong, StringComparison.Ordinal));
        }

        Assert.False(Directory.Exists(At("volume")));
    }

    [Fact]
    public void Start_WhenTheFirstOneBreaksOff_BeginsAnewTheNextTime()
    {
        Assert.Equal(3, Start(("ENDS", "3"), ("MADE", "half")).Code);
        Assert.False(File.Exists(At("volume/18/docker/PG_VERSION")));

        var (code, said) = Start();
        Assert.Equal(0, code);
        Assert.Contains("serves PG_VERSION roles postgres --ssl=on", said, StringComparison.Ordinal);
        Assert.Equal(["docker"], Directory.EnumerateDirectories(At("volume/18")).Select(Path.GetFileName));
    }

    [Fact]
    public void Start_WhenTheDatabaseIsThere_MakesNone()
    {
        Start();

        var (code, said) = Start(("ENDS", "3"));
        Assert.Equal((0, "serves PG_VERSION roles postgres --ssl=on"), (code, said.Trim()));
    }

    [Fact]
    public void Start_WhenAnotherVersionsDatabaseIsThere_MakesNoneBesideIt()
    {
        Write("volume/17/docker/PG_VERSION", "17");

        var (code, said) = Start();
        Assert.Equal(1, code);
        Assert.Contains("17/docker", said, StringComparison.Ordinal);
        Assert.DoesNotContain("initialises", said, StringComparison.Ordinal);
    }

    private string At(string path) => Path.Combine(_folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        File.SetUnixFileMode(At(path), Program);
    }

    private (int Code, string Said) Start(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [SourceTree.At("deploy/docker/postgres/start.sh"), "postgres", "--ssl=on"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("PATH", $"{At("programs")}:{Environment.GetEnvironmentVariable("PATH")}"), ("PGDATA", At("volume/18/docker")), ("MESH_SECRETS", At("secrets")), .. environment,
        ])
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync();
        var said = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, said + errors.Result);
    }
}
