using Mesh.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Mesh.Messaging.RabbitMq.Tests;

/// <summary>What an operator is told about <c>Mesh:Bus</c>.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Settings_WhenAllIsSaid_AreRead()
    {
        var settings = RabbitMqSettings.Read(Configuration(("Host", "broker"), ("Port", "5671"), ("CertificatePath", "a"), ("CertificateKeyPath", "b"), ("TrustedRootsPath", "c")));
        Assert.Equal(("broker", 5671, "a", "b", "c"), (settings.Host, settings.Port, settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath));
    }

    [Fact]
    public void Settings_WhenNoCertificateIsNamed_LeaveItToTheHosts()
    {
        var settings = RabbitMqSettings.Read(Configuration(("Host", "broker"), ("Port", "5671")));
        Assert.Equal((null, null, null), (settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("amqps")]
    public void Settings_WhenSeveralAreWrong_NameEachAtOnce(string port)
    {
        var refused = Assert.Throws<SettingsException>(() => RabbitMqSettings.Read(Configuration(("Port", port), ("CertificateKeyPath", "b"))));
        Assert.Equal(
            ["Mesh:Bus:Host is missing", "Mesh:Bus:Port is not a port from 1 to 65535", "Mesh:Bus:CertificatePath is missing"], refused.Faults);
    }

    [Fact]
    public void Settings_WhenThereIsNoSection_AreNoBroker()
    {
        Assert.False(RabbitMqSettings.IsIn(new ConfigurationBuilder().Build()));
        Assert.True(RabbitMqSettings.IsIn(Configuration(("Host", ""))));
    }

    [Fact]
    public void Process_WhenNoBrokerIsConfigured_SaysSoWithAllThatIsMissingBesides()
    {
        var refused = Assert.Throws<SettingsException>(() => ServiceProcess.Read(new ConfigurationBuilder().Build()));

        Assert.Contains("Mesh:Participation is not a participation such as 0246246-0/SOCIAL_INSURANCE", refused.Faults);
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Mesh:Bus is missing: no notice transport is configured.", StringComparison.Ordinal));
    }

    [Fact]
    public void Process_WhenServiceAndBrokerAreWronglyConfigured_NamesTheFaultsOfBoth()
    {
        var refused = Assert.Throws<SettingsException>(() => ServiceProcess.Read(Configuration(("Port", "none"))));

        Assert.Contains("Mesh:DataFolder is missing", refused.Faults);
        Assert.Contains("Mesh:Bus:Host is missing", refused.Faults);
        Assert.Contains("Mesh:Bus:Port is not a port from 1 to 65535", refused.Faults);
    }

    private static IConfigurationRoot Configuration(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(one => KeyValuePair.Create($"{RabbitMqSettings.Section}:{one.Name}", (string?)one.Value)))
        .Build();
}
