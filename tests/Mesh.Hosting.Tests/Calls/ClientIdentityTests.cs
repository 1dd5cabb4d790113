using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Hosting.Tests.Calls;

[Collection<TownTests>]
public sealed class ClientIdentityTests(Town town)
{
    [Fact]
    public async Task Code_WhenAClientCalls_ComesFromTheIdentityProvider()
    {
        PersonalIdentityCode? code = null;
        town.Script.Write(async (services, _, context) =>
        {
            code = await services.GetRequiredService<IClientIdentity>().CodeOfCallerAsync(context.CancellationToken);
            return new ListMyPlansResponse();
        });

        await new MyPlanService.MyPlanServiceClient(town.Channel(CertificateNames.Gateway))
            .ListMyPlansAsync(new(), AnyCall.Options(await town.Tokens.OfAsync("aino", Participants.Kela.Urn)));

        Assert.Equal(PersonalIdentityCode.Parse("140501A902D").Value, code);
        Assert.DoesNotContain("140501A902D", town.Host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_WhenAProfessionalCalls_IsNotToBeHad()
    {
        town.Script.Write(async (services, _, context) =>
        {
            await services.GetRequiredService<IClientIdentity>().CodeOfCallerAsync(context.CancellationToken);
            return new RecordEmploymentPlanResponse();
        });

        var refusal = await Assert.ThrowsAsync<RpcException>(() => town.RecordAsync(Town.Plan()));

        Assert.Equal("ACCESS_DENIED", RefusalReader.ReasonOf(refusal));
    }

    [Fact]
    public async Task Token_WhenTheProviderCannotBeReached_IsNotTheCallersFault()
    {
        using var installation = new Installation();
        await using var tokens = await TokenSource.StartAsync(installation, TestContext.Current.CancellationToken);
        var token = await tokens.OfAsync("operator", Participants.Kela.Urn);
        await using var host = await TestHost.StartAsync<TestDatabase>(
            installation, Participants.Kela, new() { Settings = settings => settings with { Issuer = Installation.Nowhere } }, TestContext.Current.CancellationToken);
        using var channel = host.Channel(CertificateNames.Gateway);

        var refusal = await AnyCall.TryAsync(channel, "/tyollisyys.mesh.flows.v1.JournalService/ListJournalEntries", [], AnyCall.Options(token));

        Assert.Equal((StatusCode.Unavailable, "IDENTITY_PROVIDER_UNREACHABLE"), (refusal!.StatusCode, RefusalReader.ReasonOf(refusal)));
    }
}
