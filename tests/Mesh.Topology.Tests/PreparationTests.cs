using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;
using Mesh.TestKit;

namespace Mesh.Topology.Tests;

/// <summary><c>deploy/docker/prepare</c>: afterwards everything that the compose file mounts is there, once.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class PreparationTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("mesh-prepare-").FullName, "compose");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void Files_WhenPrepared_AreAllThatIsMounted()
    {
        Prepare();

        var compose = new Compose();
        var mounted = compose.Services.Keys.SelectMany(compose.Mounts).Select(mount => mount.Source)
            .Where(source => source.StartsWith("${MESH_FILES", StringComparison.Ordinal))
            .Select(source => source[(source.IndexOf('}', StringComparison.Ordinal) + 2)..]).Distinct().ToList();
        Assert.True(mounted.Count > Committed.Directory.Entries.Count * 4);
        Assert.All(mounted, path => Assert.True(Directory.Exists(At(path)), path));
        Assert.All(HostPlans.Of(Committed.Directory, new ComposeSite()), plan => Assert.All(PathsOf(plan), path => Assert.True(Path.Exists(path), path)));
        Assert.All(Directory.EnumerateDirectories(At("databases")), folder => Assert.Equal(
            ["administrator.password", "owner.password", "server.crt", "server.key", "serving.password"], FilesIn(folder)));
        Assert.Equal(["host.crt", "host.key"], FilesIn(At("hosts/broker")));
        Assert.Equal(["administrator.password"], FilesIn(At("hosts/grafana")));
    }

    [Fact]
    public void Secrets_WhenPrepared_LieWithTheirOwnersOnly()
    {
        Prepare();

        // No host sees how its database's owner or administrator gets in, and no two passwords are the same.
        Assert.All(Committed.Directory.Entries, entry => Assert.Equal(
            ["host.crt", "host.key", "keys.json", "serving.password", "signing.json"], FilesIn(At($"hosts/{entry.Participation.Slug}"))));
        Assert.All(Directory.EnumerateDirectories(At("migrations")), folder => Assert.Equal(["owner.password"], FilesIn(folder)));
        Assert.Equal(["authority.crt", "directory-key.pem", "participants.json", "participants.json.sig"], FilesIn(At("common")));
        var passwords = Directory.EnumerateFiles(At("databases"), "*.password", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.Equal(passwords.Count, passwords.Distinct().Count());
        Assert.All(
            Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".key" or ".password" || Path.GetFileName(file) is "keys.json" or "signing.json"),
            file => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public void Files_WhenPreparedAgain_AreKept()
    {
        Prepare();
        var before = Contents();
        Prepare();

        Assert.Equal(before, Contents());

        string Contents() => string.Join('\n', Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".key" or ".password" or ".crt" || Path.GetFileName(file) is "keys.json" or "signing.json")
            .Order(StringComparer.Ordinal).Select(file => file + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
    }

    [Fact]
    public void Directory_WhenPrepared_IsSignedAndNamesTheContainers()
    {
        Prepare();

        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(At("common/directory-key.pem")));
        using var directory = DirectoryFile.Open(At("common/participants.json"), key, TimeProvider.System);
        Assert.All(directory.Current.Entries, entry => Assert.Equal(new Uri($"https://{entry.Participation.Slug}:8443/"), entry.Endpoint));
        Assert.All(directory.Current.Entries, entry => Assert.NotEqual(DirectoryEntry.NotInstalled, entry.IssuingAuthority));
    }

    [Fact]
    public void DatabaseCertificate_WhenPrepared_NamesTheServerThatIsVerified()
    {
        Prepare();

        foreach (var participation in Committed.Directory.Entries.Select(entry => entry.Participation))
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(At($"databases/{participation.Slug}/server.crt"));
            Assert.True(certificate.MatchesHostname(ComposeSite.DatabaseHostOf(participation)));
            Assert.False(certificate.MatchesHostname("another-database"));

            // Before the mesh it is nobody.
            Assert.Equal(CertificateNameKind.Unknown, CertificateNames.Classify("urn:mesh:database:" + participation.Slug).Kind);
        }
    }

    [Fact]
    public void Containers_WhenRootPrepares_DoNotRunAsRoot()
    {
        Prepare();
        var variables = File.ReadAllLines(At("compose.env")).Select(line => line.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal($"'{_folder}'", variables["MESH_FILES"]);
        Assert.Equal(_folder, Run(["bash", "-c", "set -a; . \"$1\"; set +a; printenv MESH_FILES", "shell", At("compose.env")]).Said.TrimEnd());
        Assert.NotEqual("0", variables["MESH_UID"]);
        Assert.Equal(2, Run(["dotnet", Program, "topology", "prepare", "--to", _folder, "--directory", Committed.DirectoryFile, "--user", "0:0"]).Code);
    }

    [Fact]
    public void Mounts_WhenTheRepositoryIsClosedToOthers_AreOpened()
    {
        // As a strict umask leaves a checkout.
        var checkout = Path.Combine(Path.GetDirectoryName(_folder)!, "checkout");
        Assert.Equal(0, Run(["bash", "-c", "mkdir -p \"$2/deploy\" && cp -R \"$1\" \"$2/deploy/docker\" && chmod -R go-rwx \"$2\"", "shell", SourceTree.At("deploy/docker"), checkout]).Code);

        var (code, said) = Run([Path.Combine(checkout, "deploy/docker/prepare"), _folder, Committed.DirectoryFile], ("MESH_PROGRAM", Program));
        Assert.True(code == 0, said);
        var compose = new Compose();
        var mounted = compose.Services.Keys.SelectMany(compose.Mounts).Where(mount => mount.Source.StartsWith("./", StringComparison.Ordinal))
            .Select(mount => Path.Combine(checkout, mount.Source)).Distinct().ToList();
        Assert.NotEmpty(mounted);
        Assert.All(mounted.Where(File.Exists).Concat(mounted.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))), file => Assert.True(
            File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead), file));
        Assert.All(mounted.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder)), folder => Assert.True(
            File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherRead | UnixFileMode.OtherExecute), folder));
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "mesh.dll");

    private string At(string path) => Path.Combine(_folder, path);

    private void Prepare()
    {
        var (code, said) = Run([SourceTree.At("deploy/docker/prepare"), _folder], ("MESH_PROGRAM", Program));
        Assert.True(code == 0, said);
    }

    private static string[] FilesIn(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    // What a host is told to read, as it lies outside its container.
    private IEnumerable<string> PathsOf(HostPlan plan) => plan.Environment
        .Select(variable => variable.Value)
        .Where(value => value.StartsWith("/mesh/", StringComparison.Ordinal) && value != "/mesh/data/clock")
        .Select(value => Rehearsal.Outside(value, _folder, plan.Name));

    private static (int Code, string Said) Run(string[] line, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var program = Process.Start(start)!;
        var said = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, said.Result + errors);
    }
}
