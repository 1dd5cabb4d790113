using System.Security.Authentication;
using Grpc.Core;
using Mesh.Certificates;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Client;

namespace Mesh.Client.Tests;

/// <summary>To whom the client speaks at all.</summary>
[Collection<ClientTests>]
public sealed class ServerTests(ClientTown town)
{
    [Fact]
    public async Task Server_WhenItsCertificateCarriesTheUri_IsSpokenTo()
    {
        Assert.Null(await RefusalAsync(town.AsPeer()));
        Assert.Single(town.Script.Seen);
    }

    [Theory]
    [InlineData("urn:mesh:org:2296962-1:role:LABOUR_AUTHORITY")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:payments")]
    [InlineData("urn:mesh:gateway")]
    [InlineData("urn:mesh:org:0246246-0:role:social_insurance")]
    [InlineData("localhost")]
    [InlineData("")]
    public async Task Server_WhenItsCertificateCarriesAnotherUri_IsToldNothing(string wanted)
    {
        Assert.True(IsHandshake(await RefusalAsync(town.AsPeer() with { Server = wanted })));
        Assert.Empty(town.Script.Seen);
    }

    [Fact]
    public async Task Server_WhenAnotherRootIssuedItsCertificate_IsToldNothing()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-other-root-").FullName;
        using var other = DevelopmentAuthority.OpenOrCreate(folder);

        Assert.True(IsHandshake(await RefusalAsync(town.AsPeer() with { Roots = [other.Root] })));
        Assert.True(IsHandshake(await RefusalAsync(town.AsPeer() with { Roots = null })));

        Assert.Empty(town.Script.Seen);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Options_WhenTheyCannotWork_AreRefusedWithEveryFault()
    {
        using var certificate = town.Installation.Authority.Issue(Participants.SouthKarelia.Urn, CertificateUse.ClientOnly);

        var all = Assert.Throws<ArgumentException>(() => new MeshClient(new()
        {
            Address = new Uri("http://localhost"),
            Server = CertificateNames.Gateway,
            Participant = "0246246-0/SOCIAL_INSURANCE",
            Attempts = 6,
            Deadline = TimeSpan.Zero,
        }));
        var both = Assert.Throws<ArgumentException>(() => new MeshClient(town.AsOfficer() with { Certificate = certificate }));

        Assert.Equal(["Address", "Token, Certificate", "Participant", "Attempts", "Deadline"], Faults(all));
        Assert.Equal(["Token, Certificate"], Faults(both));
    }

    private static List<string> Faults(ArgumentException refused) =>
        [.. refused.Message.Split('\n').Select(line => line.Split(':')[0])];

    // The library reports such a failure now as UNAVAILABLE, now as INTERNAL; what it failed by is the same.
    private static bool IsHandshake(RpcException? failed) => failed?.Status.DebugException is HttpRequestException { InnerException: AuthenticationException };

    private async Task<RpcException?> RefusalAsync(MeshClientOptions options)
    {
        town.Script.Write((_, _) => { });
        using var mesh = new MeshClient(options with { Attempts = 1 });
        return await Record.ExceptionAsync(() => mesh.AcceptAsync()) as RpcException;
    }
}
