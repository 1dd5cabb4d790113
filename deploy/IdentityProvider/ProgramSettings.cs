using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Identity;

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

        return faults.Count > 0 ? (null, faults) : (SettingsOf(Text, issuer!, listen!), []);
    }

    private static IdentityProviderSettings SettingsOf(Func<string, string?> text, Uri issuer, IPEndPoint listen)
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
        };
    }
}
