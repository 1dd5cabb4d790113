using Microsoft.Extensions.Configuration;

namespace Mesh.IdentityProvider.Tests;

public sealed class ProgramSettingsTests
{
    [Fact]
    public void Read_WhenSettingsAreMissingOrWrong_TellsAllAtOnce()
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(["--issuer", "http://idp", "--listen", "here", "--roots", "/nowhere.pem", "--key", "/nowhere.key"]).Build();

        var (settings, faults) = ProgramSettings.Read(configuration);

        Assert.Null(settings);
        Assert.Equal(
            [
                "--data is missing.", "--certificate is missing.", "--directory is missing.", "--directory-key is missing.",
                "--issuer: an https address is expected.", "--listen: address:port is expected, e.g. 0.0.0.0:7310.",
                "--key: there is no such file.", "--roots: there is no such file.",
            ],
            faults);
    }
}
