namespace Mesh.Servers;

/// <summary>Where PostgreSQL's programs are: Debian keeps those of the server in a folder per version, others put them on the path.</summary>
internal sealed record PostgresPrograms(string Folder)
{
    private const string Debian = "/usr/lib/postgresql";

    public string Server => Path.Combine(Folder, "postgres");

    public string Initdb => Path.Combine(Folder, "initdb");

    public string Psql => Path.Combine(Folder, "psql");

    /// <summary>The newest version there is.</summary>
    /// <exception cref="ServerNotInstalledException">There is none.</exception>
    public static PostgresPrograms Find() => Find(
        Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [],
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

    internal static PostgresPrograms Find(IEnumerable<string> versions, IEnumerable<string> path) => versions
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture))
        .Select(folder => Path.Combine(folder, "bin"))
        .Concat(path)
        .Select(folder => new PostgresPrograms(folder))
        .FirstOrDefault(programs => File.Exists(programs.Server) && File.Exists(programs.Initdb) && File.Exists(programs.Psql))
        ?? throw new ServerNotInstalledException("PostgreSQL", "postgresql");
}
