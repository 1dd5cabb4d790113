using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;
using Mesh.IdentityProvider.Sessions;

namespace Mesh.IdentityProvider;

/// <summary>Settings of the provider as a process of its own: command line (--issuer …) over environment (MESH_IDP_ISSUER …).</summary>
internal static class ProgramSettings
{
    private static readonly string[] Required = ["issuer", "listen", "data", "certificate", "key", "roots", "directory", "directory-key"];

    /// <summary>The settings, or what is missing or wrong in them, all at once.</summary>
    internal static (IdentityProviderSettings? Settings, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        // Environment variables cannot hold a hyphen everywhere.
        string? Text(string name) => configuration[name] ?? configuration[name.Replace('-', '_')];

        var faults = Required.Where(name => string.IsNullOrWhiteSpace(Text(name))).Select(name => $"--{name} is missing.").ToList();
        if (!Uri.TryCreate(Text("issuer"), UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps)
        {
            faults.Add("--issuer: an https address is expected.");
        }

        if (!IPEndPoint.TryParse(Text("listen") ?? "", out var listen))
        {
            faults.Add("--listen: address:port is expected, e.g. 0.0.0.0:7310.");
        }

        foreach (var name in (string[])["certificate", "key", "roots", "directory", "directory-key", "people"])
        {
            if (Text(name) is { Length: > 0 } path && !File.Exists(path))
            {
                faults.Add($"--{name}: there is no such file.");
            }
        }

        if (!int.TryParse(Text("drain-seconds") is { Length: > 0 } drain ? drain : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var drainSeconds))
        {
            faults.Add("--drain-seconds: a whole number is expected.");
        }

        var lists = ListsOf(Text, faults);
        return faults.Count > 0 ? (null, faults) : (SettingsOf(Text, issuer!, listen!, lists) with { Drain = TimeSpan.FromSeconds(drainSeconds) }, []);
    }

    // What is read here needs no file, so it is told together with the files that are missing.
    private static ProgramLists ListsOf(Func<string, string?> text, List<string> faults)
    {
        var lists = new ProgramLists(
            Addresses(text, "web-redirects", faults), Addresses(text, "native-redirects", faults), Words(text, "own-systems"),
            new(Life(text, "session-sliding", SessionLife.WorkingDay.Sliding, faults), Life(text, "session-absolute", SessionLife.WorkingDay.Absolute, faults)));
        faults.AddRange(IdentityProviderSettings.FaultsOf(lists.WebRedirects, lists.NativeRedirects, lists.OwnSystems, lists.Session));
        return lists;
    }

    private static string[] Words(Func<string, string?> text, string name) =>
        (text(name) ?? "").Split((char[])[' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static List<Uri> Addresses(Func<string, string?> text, string name, List<string> faults)
    {
        var addresses = new List<Uri>();
        foreach (var word in Words(text, name))
        {
            if (Uri.TryCreate(word, UriKind.Absolute, out var address))
            {
                addresses.Add(address);
            }
            else
            {
                faults.Add($"--{name}: {word} is no address.");
            }
        }

        return addresses;
    }

    private static TimeSpan Life(Func<string, string?> text, string name, TimeSpan usual, List<string> faults)
    {
        if (text(name) is not { Length: > 0 } given)
        {
            return usual;
        }

        if (TimeSpan.TryParseExact(given, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out var life))
        {
            return life;
        }

        faults.Add($"--{name}: hours, minutes and seconds are expected, e.g. 08:00:00.");
        return usual;
    }

    private static IdentityProviderSettings SettingsOf(Func<string, string?> text, Uri issuer, IPEndPoint listen, ProgramLists lists)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(text("roots")!);
        using var directoryKey = ECDsa.Create();
        directoryKey.ImportFromPem(File.ReadAllText(text("directory-key")!));

        // Lives as long as the process.
        var directory = DirectoryFile.Open(text("directory")!, directoryKey, TimeProvider.System);
        return new()
        {
            Issuer = issuer,
            Listen = listen,
            DataFolder = text("data")!,
            Certificate = X509Certificate2.CreateFromPemFile(text("certificate")!, text("key")),
            TrustedRoots = roots,
            Directory = () => directory.Current,
            PeopleFile = text("people"),
            WebRedirects = lists.WebRedirects,
            NativeRedirects = lists.NativeRedirects,
            OwnSystems = lists.OwnSystems,
            Session = lists.Session,
        };
    }

    private sealed record ProgramLists(
        IReadOnlyList<Uri> WebRedirects, IReadOnlyList<Uri> NativeRedirects, IReadOnlyList<string> OwnSystems, SessionLife Session);
}
