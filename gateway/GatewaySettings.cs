using Mesh.Hosting.Settings;

namespace Mesh.Gateway;

/// <summary>What the gateway is told beside what every host is told; configuration section <c>Mesh:Gateway</c>.</summary>
public sealed record GatewaySettings
{
    /// <summary>Origins whose pages may call, for example https://asiointi.example. None: closed to every other origin's page.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Calls a person may make a second, once <see cref="PersonBurst"/> is used up.</summary>
    public int PersonPerSecond { get; init; } = 50;

    /// <summary>Calls a person may make at once.</summary>
    public int PersonBurst { get; init; } = 500;

    /// <summary>Calls an address may make a second, once <see cref="AddressBurst"/> is used up; counted before anybody is authenticated.</summary>
    public int AddressPerSecond { get; init; } = 500;

    /// <summary>Calls an address may make at once.</summary>
    public int AddressBurst { get; init; } = 5000;

    /// <summary>Reads them; what is left out is as above.</summary>
    public static GatewaySettings Read(SettingsReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var usual = new GatewaySettings();
        return new()
        {
            AllowedOrigins = reader.Origins("Gateway:AllowedOrigins"),
            PersonPerSecond = reader.Number("Gateway:PersonPerSecond", usual.PersonPerSecond),
            PersonBurst = reader.Number("Gateway:PersonBurst", usual.PersonBurst),
            AddressPerSecond = reader.Number("Gateway:AddressPerSecond", usual.AddressPerSecond),
            AddressBurst = reader.Number("Gateway:AddressBurst", usual.AddressBurst),
        };
    }
}
