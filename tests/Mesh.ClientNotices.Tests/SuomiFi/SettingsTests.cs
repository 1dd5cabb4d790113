using Mesh.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Mesh.ClientNotices.Tests.SuomiFi;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("LOCAL_MAILBOX")]
    public void Settings_WhenNoChannelOrTheLocalOneIsNamed_AreTheLocalMailbox(string? channel) => Assert.Null(Read(("Channel", channel)).SuomiFi);

    [Fact]
    public void Settings_WhenSuomiFiIsWhole_AreReadWithThePasswordFromItsFile()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("settings-").FullName, "password");
        File.WriteAllText(file, "salasana\n");

        var read = Read(
            ("Channel", "SUOMI_FI_MESSAGES"),
            ("SuomiFi:BaseAddress", "https://api.messages-qa.suomi.fi/"),
            ("SuomiFi:Username", "mesh"),
            ("SuomiFi:PasswordFile", file),
            ("SuomiFi:ServiceId", "service-1"));

        Assert.Equal(new SuomiFiSettings(new Uri("https://api.messages-qa.suomi.fi/"), "mesh", "salasana", "service-1"), read.SuomiFi);
    }

    [Fact]
    public void Settings_WhenSeveralAreWrong_NameEveryFault()
    {
        var faults = Assert.Throws<SettingsException>(() => Read(
            ("Channel", "SUOMI_FI_MESSAGES"), ("SuomiFi:BaseAddress", "http://plain.example/"), ("SuomiFi:PasswordFile", "/nowhere"))).Faults;

        Assert.Equal(["BaseAddress", "Username", "PasswordFile", "ServiceId"], faults.Select(fault => fault.Split(' ')[0].Split(':')[^1]));
    }

    [Fact]
    public void Settings_WhenTheChannelIsUnknown_AreRefused() => Assert.Throws<SettingsException>(() => Read(("Channel", "PIGEON")));

    private static ClientNoticeSettings Read(params (string Key, string? Value)[] values) => ClientNoticeSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"Mesh:ClientNotices:{value.Key}", value.Value)))
            .Build());
}
