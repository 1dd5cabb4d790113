using Mesh.IdentityProvider.Sessions;
using Microsoft.Extensions.Configuration;

namespace Mesh.IdentityProvider.Tests;

public sealed class ProgramSettingsTests
{
    [Fact]
    public void Read_WhenSettingsAreMissingOrWrong_TellsAllAtOnce()
    {
        var (settings, faults) = Read(
            "--issuer", "http://idp", "--listen", "here", "--roots", "/nowhere.pem", "--key", "/nowhere.key",
            "--web-redirects", "https://app.test/in http://app.test/in nowhere", "--native-redirects", "mesh:/in,fi.mesh:/in#x",
            "--own-systems", "urn:mesh:gateway", "--session-sliding", "8h", "--session-absolute", "07:00:00", "--drain-seconds", "-2");

        Assert.Null(settings);
        Assert.Equal(
            [
                "--data is missing.", "--certificate is missing.", "--directory is missing.", "--directory-key is missing.",
                "--issuer: an https address is expected.", "--listen: address:port is expected, e.g. 0.0.0.0:7310.",
                "--key: there is no such file.", "--roots: there is no such file.", "--drain-seconds: a whole number is expected.",
                "--web-redirects: nowhere is no address.", "--session-sliding: hours, minutes and seconds are expected, e.g. 08:00:00.",
                "web redirect http://app.test/in: https, or http on this machine, without fragment or user is expected.",
                "native redirect mesh:/in: https, http on this machine, or a scheme with a full stop, without fragment or user is expected.",
                "native redirect fi.mesh:/in#x: https, http on this machine, or a scheme with a full stop, without fragment or user is expected.",
                "own system urn:mesh:gateway: urn:mesh:org:…:role:…:system:… is expected.",
                "session: a positive sliding life, not longer than the absolute one, is expected.",
            ],
            faults);
    }

    [Theory]
    [InlineData("https://app.test/in", true, true)]
    [InlineData("http://localhost:7320/in", true, true)]
    [InlineData("http://127.0.0.1/in", true, true)]
    [InlineData("fi.tyollisyys.mesh:/in", false, true)]
    [InlineData("http://app.test/in", false, false)]
    [InlineData("https://user@app.test/in", false, false)]
    [InlineData("https://app.test/in#here", false, false)]
    [InlineData("javascript:alert(1)", false, false)]
    public void Redirect_WhenItIsConfigured_MustBeOneThatOnlyTheApplicationReads(string address, bool browser, bool device)
    {
        Assert.Equal(browser, RedirectAddress.IsForBrowser(new(address)));
        Assert.Equal(device, RedirectAddress.IsForDevice(new(address)));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(4, 8)]
    [InlineData(5, 7)]
    [InlineData(12, 0)]
    public void NextLife_WhenTimeHasPassedSinceTheSignIn_EndsAtTheAbsoluteEnd(int hoursSinceSignIn, int hours)
    {
        var signedIn = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromHours(hours), SessionLife.WorkingDay.OfNext(signedIn, signedIn.AddHours(hoursSinceSignIn)));
    }

    private static (IdentityProviderSettings? Settings, IReadOnlyList<string> Faults) Read(params string[] arguments) =>
        ProgramSettings.Read(new ConfigurationBuilder().AddCommandLine(arguments).Build());
}
