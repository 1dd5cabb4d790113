using System.Globalization;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.Settings;

/// <summary>Reads settings and keeps every fault, so that an operator mends them in one go.</summary>
public sealed class SettingsReader(IConfigurationSection section)
{
    private readonly List<string> _faults = [];

    /// <summary>What every host is told.</summary>
    public MeshHostSettings Host() => new()
    {
        Listen = Address("Listen"),
        DirectoryPath = Text("DirectoryPath"),
        DirectoryKeyPath = Text("DirectoryKeyPath"),
        TrustedRootsPath = Text("TrustedRootsPath"),
        CertificatePath = Text("CertificatePath"),
        CertificateKeyPath = Text("CertificateKeyPath"),
        Issuer = Address("Issuer"),
        Drain = TimeSpan.FromSeconds(Number("DrainSeconds", 0)),
    };

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => section[name] is { Length: > 0 } text ? text : Refuse(name, "is missing", "");

    /// <summary>An absolute https address that must be there.</summary>
    public Uri Address(string name) =>
        Uri.TryCreate(section[name], UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : Refuse(name, "is not an https address", new Uri("https://invalid.invalid/"));

    /// <summary>A participation that must be there.</summary>
    public Participation Participation(string name) =>
        Mesh.Identity.Participation.TryParse(section[name], out var participation)
            ? participation
            : Refuse(name, "is not a participation such as 0246246-0/SOCIAL_INSURANCE", default(Participation));

    /// <summary>A secret, from the file that the setting names: secrets stand in no environment and no settings file.</summary>
    public string SecretFile(string name) =>
        section[name] is { Length: > 0 } path && File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } secret
            ? secret
            : Refuse(name, "names no file with a secret in it", "");

    /// <summary>Whether the section has such a setting.</summary>
    public bool IsGiven(string name) => section.GetSection(name).Exists();

    /// <summary>The database on a PostgreSQL server; null when nothing is said of one.</summary>
    public StoragePlace.Postgres? Storage()
    {
        if (!IsGiven("Storage"))
        {
            return null;
        }

        SecretFile("Storage:PasswordFile");
        return new(
            Text("Storage:Host"),
            Number("Storage:Port", 5432),
            Text("Storage:Database"),
            Text("Storage:User"),
            section["Storage:PasswordFile"] ?? "",
            section["Storage:RootCertificate"]);
    }

    /// <summary>A whole number above 0; what it usually is when left out.</summary>
    public int Number(string name, int usual) =>
        section[name] is not { Length: > 0 } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : Refuse(name, "is not a whole number above 0", usual);

    /// <summary>Origins of pages, each as a browser writes it (RFC 6454); none when left out.</summary>
    public IReadOnlyList<string> Origins(string name) =>
    [
        .. section.GetSection(name).GetChildren().Select(child => child.Value ?? "").Where(text =>
            (Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme == Uri.UriSchemeHttps && origin.GetLeftPart(UriPartial.Authority) == text)
            || Refuse(name, "has an element that is not an https origin such as https://asiointi.example", false)),
    ];

    /// <summary>A TCP port that must be there.</summary>
    public int Port(string name) =>
        int.TryParse(section[name], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : Refuse(name, "is not a port from 1 to 65535", 0);

    /// <summary>A text, or null when it is not set.</summary>
    public string? Optional(string name) => section[name] is { Length: > 0 } text ? text : null;

    /// <summary>Throws with every fault found so far.</summary>
    public void ThrowIfAny()
    {
        if (_faults.Count > 0)
        {
            throw new SettingsException(_faults);
        }
    }

    private T Refuse<T>(string name, string fault, T stand)
    {
        _faults.Add($"{section.Path}:{name} {fault}");
        return stand;
    }
}

/// <summary>Settings that a host cannot start with.</summary>
/// <param name="faults">Every fault, by setting.</param>
public sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception("The settings have faults: " + string.Join("; ", faults))
{
    /// <summary>Every fault.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
