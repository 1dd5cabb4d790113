using Google.Protobuf;
using Grpc.Core;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>F07 and F08: three parties sign the same bytes (AKT-SIGN-1).</summary>
public sealed class SigningTests
{
    [Fact]
    public async Task Sign_WhenAllThreeHave_IsActiveFromTheDayOfTheLastAndToldOnce()
    {
        await using var office = await OfficeHost.StartAsync("28.11.2023");
        var aino = await AinosCase.DraftedAsync(office);
        office.MoveTo("29.11.2023");
        Assert.Equal((PlanState.AwaitingSignatures, 1, ""), await aino.SignAsync(SignerRole.LabourAuthority));
        office.MoveTo("30.11.2023", hour: 10);
        Assert.Equal((PlanState.AwaitingSignatures, 2, ""), await aino.SignAsync(SignerRole.Client));
        office.MoveTo("30.11.2023", hour: 14);
        Assert.Equal((PlanState.Active, 3, "2023-11-30"), await aino.SignAsync(SignerRole.SocialCare));

        var plan = await aino.GetAsync();

        Assert.Equal(("2023-11-30", "2024-02-29", "2024-02-29", 0), (
            plan.EffectiveOn, plan.Review.DueDate, plan.Review.LastLawfulDate, plan.Review.DaysOverdue));
        Assert.Equal(
            [
                (SignerRole.LabourAuthority, Participants.TeOffice.ToString()),
                (SignerRole.Client, ""),
                (SignerRole.SocialCare, Participants.Region.ToString()),
            ],
            plan.Signatures.Select(signature => (signature.Role, signature.Participation)));
        Assert.All(plan.Signatures, signature => Assert.Equal((1, aino.Digest), (signature.PlanVersion, signature.ContentSha256)));
        Assert.Equal(
            ["PlanInvitationSent", "PlanVersionDrafted", "PlanSigned", "PlanSigned", "PlanSigned", "PlanActivated"], await office.ToldAsync());
        Assert.Equal(
            ["te-expert-1", "client-aino", "region-worker-1"],
            (await office.RowsAsync<SignatureRow>()).OrderBy(row => row.SignedAt).Select(row => row.PersonId));
    }

    [Fact]
    public async Task SignMyPlan_WhenItIsAnothersPlan_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var eetu = AinosCase.Registration();
        eetu.PersonalIdentityCode = People.Eetu.Reveal();
        var unknown = aino.OwnSignature();
        unknown.CaseId = AinosCase.Id();

        var whenEetuIsUnknown = await Refused.BytesAsync(office.Send(Callers.Eetu, aino.OwnSignature()));
        await office.Send(Callers.Expert, eetu);

        Assert.Equal(whenEetuIsUnknown, await Refused.BytesAsync(office.Send(Callers.Eetu, aino.OwnSignature())));
        Assert.Equal(whenEetuIsUnknown, await Refused.BytesAsync(office.Send(Callers.Eetu, unknown)));
        Assert.Empty(await office.RowsAsync<SignatureRow>());
        Assert.Empty((await office.Send(Callers.Eetu, new ListMyPlansRequest())).PlanCases);
    }

    [Fact]
    public async Task ListMyPlans_WhenTheClientLooks_ShowsTheBytesToBeSigned()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);

        var plan = Assert.Single((await office.Send(Callers.Aino, new ListMyPlansRequest())).PlanCases);

        Assert.Equal((aino.CaseId, aino.Digest, AinosCase.Goal), (plan.CaseId, plan.ContentSha256, Assert.Single(plan.Content.ClientGoals)));
    }

    [Fact]
    public async Task Sign_WhenThereIsANewerVersion_IsAbortedForEverybodyWithItsNumber()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var (office1, region1, client1) = (aino.Signature(), aino.Cosignature(), aino.OwnSignature());
        await aino.DraftAsync("Toinen tavoite");
        var stale = (StatusCode.Aborted, "STALE_PLAN_VERSION", "2");

        Assert.Equal(stale, await Refused.DetailAsync(office.Send(Callers.Expert, office1), "current_plan_version"));
        Assert.Equal(stale, await Refused.DetailAsync(office.Send(Callers.Region, region1), "current_plan_version"));
        Assert.Equal(stale, await Refused.DetailAsync(office.Send(Callers.Aino, client1), "current_plan_version"));
        Assert.Empty(await office.RowsAsync<SignatureRow>());
        Assert.Contains("STALE_PLAN_VERSION", (await office.JournalAsync()).Select(step => step.Outcome));
    }

    [Fact]
    public async Task Sign_WhenTheDigestIsOfOtherBytes_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var request = aino.Signature();
        request.ContentSha256 = ByteString.CopyFrom(new byte[32]);

        Assert.Equal((StatusCode.FailedPrecondition, "DIGEST_NOT_OF_VERSION"), await Refused.ReasonAsync(office.Send(Callers.Expert, request)));
    }

    [Fact]
    public async Task Sign_WhenSentTwice_IsOneSignatureAndASecondSignatureIsRefused()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var request = aino.Signature();

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Single(await office.RowsAsync<SignatureRow>());
        Assert.Equal(
            (StatusCode.FailedPrecondition, "ALREADY_SIGNED"), await Refused.ReasonAsync(office.Send(Callers.Expert, aino.Signature())));
        Assert.Single(await office.ToldAsync(), name => name == "PlanSigned");
    }

    [Theory]
    [InlineData(ActorRole.System)]
    [InlineData(ActorRole.Client)]
    public async Task CosignPlan_WhenNoProfessionalActs_IsRefused(ActorRole role)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var request = aino.Cosignature();
        request.Actor.Role = role;

        Assert.Equal([("actor.role", "NOT_PROFESSIONAL")], await Refused.ViolationsAsync(office.Send(Callers.Region, request)));
        Assert.Empty(await office.RowsAsync<SignatureRow>());
    }

    [Fact]
    public async Task CosignPlan_WhenContractAndAreaBothRefuse_NamesWhatEachFoundAtOnce()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var request = aino.Cosignature();
        (request.PlanVersion, request.Actor.Role) = (0, ActorRole.System);

        Assert.Equal(
            [("plan_version", "REQUIRED"), ("actor.role", "NOT_PROFESSIONAL")],
            await Refused.ViolationsAsync(office.Send(Callers.Region, request)));
    }
}
