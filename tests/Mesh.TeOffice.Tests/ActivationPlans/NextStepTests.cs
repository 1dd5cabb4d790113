using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>What a case waits for, and of whom, from its opening to its first review.</summary>
public sealed class NextStepTests
{
    [Fact]
    public async Task GetPlanCase_WhenTheCaseGoesOn_SaysAtEachPointWhatItWaitsFor()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        Assert.Equal([("DRAFT", SignerRole.LabourAuthority)], await eetu.NextStepsAsync());

        await eetu.FindAsync(SignerRole.SocialCare);
        Assert.Equal(
            [("AGREE_FINDING", SignerRole.LabourAuthority), ("AGREE_FINDING", SignerRole.Client), ("DRAFT", SignerRole.LabourAuthority)],
            await eetu.NextStepsAsync());

        await eetu.FindAsync(SignerRole.LabourAuthority);
        await eetu.FindAsync(SignerRole.Client);
        await eetu.InformAsync(SignerRole.LabourAuthority);
        await eetu.DraftAsync(EetusCase.Ktt());
        Assert.Equal(
            [
                ("GIVE_BENEFIT_INFORMATION", SignerRole.SocialCare),
                ("SIGN", SignerRole.LabourAuthority), ("SIGN", SignerRole.SocialCare), ("SIGN", SignerRole.Client),
            ],
            await eetu.NextStepsAsync());

        await eetu.InformAsync(SignerRole.SocialCare);
        office.MoveTo("15.1.2024");
        await office.Send(Callers.Expert, eetu.Signature());
        await office.Send(Callers.Eetu, eetu.OwnSignature());
        Assert.Equal([("SIGN", SignerRole.SocialCare)], await eetu.NextStepsAsync());

        await office.Send(Callers.Region, eetu.Cosignature());
        var step = Assert.Single((await eetu.GetAsync()).NextSteps);
        Assert.Equal(("HOLD_REVIEW", SignerRole.LabourAuthority, "2024-04-15"), (step.Code, step.Who, step.DueOn));
    }

    [Fact]
    public async Task ListMyPlans_WhenTheClientLooks_ShowsTheSame()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);

        Assert.Equal(await eetu.GetAsync(), Assert.Single((await office.Send(Callers.Eetu, new ListMyPlansRequest())).PlanCases));
    }

    [Fact]
    public async Task GetPlanCase_WhenTheAuthorityStartedItself_WaitsForInvitationAndAcceptance()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        Assert.Equal(("INVITE_REGION", SignerRole.LabourAuthority), Only(await aino.GetAsync()));

        await aino.InviteAsync();

        Assert.Equal(("ACCEPT_INVITATION", SignerRole.SocialCare), Only(await aino.GetAsync()));
    }

    private static (string, SignerRole) Only(PlanCase plan) => Assert.Single(plan.NextSteps) is var step ? (step.Code, step.Who) : default;
}
