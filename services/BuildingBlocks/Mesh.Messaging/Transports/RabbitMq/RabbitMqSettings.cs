using Mesh.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Mesh.Messaging;

/// <summary>How a service reaches the broker, from the configuration section <c>Mesh:Bus</c>.</summary>
public sealed record RabbitMqSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Mesh:Bus";

    /// <summary>Name or address of the broker.</summary>
    public required string Host { get; init; }

    /// <summary>Port of AMQP over TLS.</summary>
    public required int Port { get; init; }

    /// <summary>PEM certificate the service shows; null for the one it shows everywhere.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>PEM private key of <see cref="CertificatePath"/>.</summary>
    public string? CertificateKeyPath { get; init; }

    /// <summary>PEM file of the roots that the broker's certificate must come from; null for those that count everywhere.</summary>
    public string? TrustedRootsPath { get; init; }

    /// <summary>How long what could not be taken waits before it goes back, by the number of attempts. Shorter only where a test goes through all of them.</summary>
    internal Func<int, TimeSpan> Pause { get; init; } = Backoff.After;

    /// <summary>Whether a broker is configured at all.</summary>
    public static bool IsIn(IConfiguration configuration) => configuration.GetSection(Section).Exists();

    /// <summary>Reads the section.</summary>
    /// <exception cref="SettingsException">Something is missing or malformed; every fault is named.</exception>
    public static RabbitMqSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration.GetSection(Section));
        var hasOwn = reader.Optional("CertificatePath") is not null || reader.Optional("CertificateKeyPath") is not null;
        var settings = new RabbitMqSettings
        {
            Host = reader.Text("Host"),
            Port = reader.Port("Port"),

            // One without the other is a mistake, and would be found only when the broker refuses.
            CertificatePath = hasOwn ? reader.Text("CertificatePath") : null,
            CertificateKeyPath = hasOwn ? reader.Text("CertificateKeyPath") : null,
            TrustedRootsPath = reader.Optional("TrustedRootsPath"),
        };
        reader.ThrowIfAny();
        return settings;
    }
}
