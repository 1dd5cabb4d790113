using Mesh.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.Tests.Settings;

public sealed class DoorLimitsTests
{
    private static readonly Dictionary<string, string?> Needed = new()
    {
        ["Mesh:Listen"] = "https://0.0.0.0:7301",
        ["Mesh:DirectoryPath"] = "participants.json",
        ["Mesh:DirectoryKeyPath"] = "directory.pub",
        ["Mesh:TrustedRootsPath"] = "authority.crt",
        ["Mesh:CertificatePath"] = "host.crt",
        ["Mesh:CertificateKeyPath"] = "host.key",
        ["Mesh:Issuer"] = "https://localhost:7300/",
        ["Mesh:Participation"] = "0246246-0/SOCIAL_INSURANCE",
        ["Mesh:DataFolder"] = "data",
        ["Mesh:AtRestKeysPath"] = "keys.json",
        ["Mesh:SigningKeysPath"] = "signing.json",
    };

    [Fact]
    public void Read_WhenNothingIsSaidOfTheDoor_IsAsUsual() => Assert.Equal(new DoorLimits(), Read().Door);

    [Fact]
    public void Read_WhenTheDoorsLimitsAreSet_TakesThem() => Assert.Equal(
        new DoorLimits { PerSecond = 5, Burst = 20, UnknownPerHour = 7 },
        Read(("Mesh:Door:PerSecond", "5"), ("Mesh:Door:Burst", "20"), ("Mesh:Door:UnknownPerHour", "7")).Door);

    [Fact]
    public void Read_WhenLimitsAreNone_NamesEachFault() => Assert.Equal(
        ["Mesh:Door:PerSecond is not a whole number above 0", "Mesh:Door:UnknownPerHour is not a whole number above 0"],
        Assert.Throws<SettingsException>(() => Read(("Mesh:Door:PerSecond", "0"), ("Mesh:Door:UnknownPerHour", "many"))).Faults);

    private static MeshServiceSettings Read(params (string Name, string Value)[] set) => MeshServiceSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(Needed)
            .AddInMemoryCollection(set.Select(one => KeyValuePair.Create(one.Name, (string?)one.Value)))
            .Build());
}
