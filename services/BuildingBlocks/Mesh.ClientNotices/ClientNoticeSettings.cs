using Mesh.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Mesh.ClientNotices;

/// <summary>By which channel clients are told.</summary>
public sealed record ClientNoticeSettings
{
    private const string Section = "Mesh:ClientNotices";

    /// <summary>Suomi.fi Messages; null for the local mailbox alone.</summary>
    public SuomiFiSettings? SuomiFi { get; init; }

    /// <summary>Reads the section <c>Mesh:ClientNotices</c>; without one it is the local mailbox.</summary>
    /// <exception cref="SettingsException">Something is missing or malformed; every fault is named.</exception>
    public static ClientNoticeSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return section["Channel"] switch
        {
            null or "" or LocalMailbox.ChannelName => new ClientNoticeSettings(),
            SuomiFiMessages.ChannelName => new ClientNoticeSettings { SuomiFi = ReadSuomiFi(section) },
            _ => throw new SettingsException([$"{Section}:Channel is neither {LocalMailbox.ChannelName} nor {SuomiFiMessages.ChannelName}"]),
        };
    }

    private static SuomiFiSettings ReadSuomiFi(IConfigurationSection section)
    {
        var reader = new SettingsReader(section.GetSection("SuomiFi"));
        var settings = new SuomiFiSettings(reader.Address("BaseAddress"), reader.Text("Username"), reader.SecretFile("PasswordFile"), reader.Text("ServiceId"));
        reader.ThrowIfAny();
        return settings;
    }
}
