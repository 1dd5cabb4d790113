using Mesh.Hosting.Settings;
using Mesh.TestKit;
using Microsoft.Extensions.Configuration;

namespace Mesh.Gateway.Tests;

public class GatewaySettingsTests
{
    [Fact]
    public void Read_WhenNothingIsSaid_IsClosedAndLimited()
    {
        var settings = Read([], out var reader);

        reader.ThrowIfAny();
        Assert.Empty(settings.AllowedOrigins);
        Assert.Equal((50, 500, 500, 5000), (settings.PersonPerSecond, settings.PersonBurst, settings.AddressPerSecond, settings.AddressBurst));
    }

    [Fact]
    public void Guide_WhenComparedWithTheDefaults_SaysTheSame()
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "rest.md"));
        var usual = new GatewaySettings();

        Assert.Contains($"`Mesh:Gateway:PersonBurst` {usual.PersonBurst} at once, then `Mesh:Gateway:PersonPerSecond` {usual.PersonPerSecond} a second", guide, StringComparison.Ordinal);
        Assert.Contains($"`Mesh:Gateway:AddressBurst` {usual.AddressBurst} at once, then `Mesh:Gateway:AddressPerSecond` {usual.AddressPerSecond} a second", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenEverythingIsSaid_IsAsSaid()
    {
        var settings = Read(
            new()
            {
                ["Mesh:Gateway:AllowedOrigins:0"] = "https://asiointi.example",
                ["Mesh:Gateway:AllowedOrigins:1"] = "https://localhost:8443",
                ["Mesh:Gateway:PersonPerSecond"] = "1",
                ["Mesh:Gateway:PersonBurst"] = "2",
                ["Mesh:Gateway:AddressPerSecond"] = "3",
                ["Mesh:Gateway:AddressBurst"] = "4",
            },
            out var reader);

        reader.ThrowIfAny();
        Assert.Equal(["https://asiointi.example", "https://localhost:8443"], settings.AllowedOrigins);
        Assert.Equal((1, 2, 3, 4), (settings.PersonPerSecond, settings.PersonBurst, settings.AddressPerSecond, settings.AddressBurst));
    }

    [Theory]
    [InlineData("https://asiointi.example/")]
    [InlineData("https://asiointi.example/a")]
    [InlineData("http://asiointi.example")]
    [InlineData("asiointi.example")]
    [InlineData("*")]
    public void Read_WhenAnOriginIsNone_IsRefused(string origin)
    {
        Read(new() { ["Mesh:Gateway:AllowedOrigins:0"] = origin }, out var reader);

        Assert.StartsWith("Mesh:Gateway:AllowedOrigins ", Assert.Single(Assert.Throws<SettingsException>(reader.ThrowIfAny).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenSeveralAreWrong_NamesEach()
    {
        Read(new() { ["Mesh:Gateway:PersonBurst"] = "0", ["Mesh:Gateway:AddressBurst"] = "many", ["Mesh:Gateway:AllowedOrigins:0"] = "*" }, out var reader);

        Assert.Equal(3, Assert.Throws<SettingsException>(reader.ThrowIfAny).Faults.Count);
    }

    private static GatewaySettings Read(Dictionary<string, string?> values, out SettingsReader reader)
    {
        reader = new SettingsReader(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Mesh"));
        return GatewaySettings.Read(reader);
    }
}
