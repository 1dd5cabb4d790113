using Grpc.Core;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>KTT-NEED-1: when all three find the client's capacity limited, the plan holds something that improves it.</summary>
public sealed class CapacityFindingTests
{
    private static readonly (StatusCode, string?) Missing = (StatusCode.FailedPrecondition, "CAPACITY_SERVICE_MISSING");

    [Theory]
    [InlineData(SignerRole.LabourAuthority)]
    [InlineData(SignerRole.SocialCare)]
    [InlineData(SignerRole.Client)]
    public async Task Find_WhenOneIsMissing_IsNotJointUntilItComes(SignerRole last)
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        SignerRole[] others = [.. PlanDecisions.Everybody.Where(role => role != last)];
        foreach (var role in others)
        {
            await eetu.FindAsync(role);
        }

        var two = (await eetu.GetAsync()).CapacityFinding;
        Assert.Equal((false, ""), (two.Joint, two.JointOn));
        Assert.Equal(others, two.FoundBy);
        Assert.Contains(("AGREE_FINDING", last), await eetu.NextStepsAsync());
        Assert.Equal(1, (await eetu.DraftAsync(EetusCase.Service(ServiceKind.Employment))).PlanVersion);

        office.MoveTo("11.1.2024");
        var three = await eetu.FindAsync(last);

        Assert.Equal((true, "2024-01-11"), (three.Joint, three.JointOn));
        Assert.Equal([.. others, last], three.FoundBy);
        Assert.Equal(three, (await eetu.GetAsync()).CapacityFinding);
        Assert.DoesNotContain("AGREE_FINDING", (await eetu.NextStepsAsync()).Select(step => step.Code));
    }

    [Theory]
    [InlineData(ServiceKind.Unspecified)]
    [InlineData(ServiceKind.Employment)]
    [InlineData(ServiceKind.Education)]
    public async Task Draft_WhenJointlyFoundAndNothingImprovesCapacity_IsRefusedAndNothingIsWritten(ServiceKind kind)
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await eetu.FindJointlyAsync();

        Assert.Equal(Missing, await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.Draft(EetusCase.Service(kind)))));

        Assert.Empty(await office.RowsAsync<PlanVersionRow>());
        Assert.DoesNotContain("PlanVersionDrafted", await office.ToldAsync());
    }

    [Theory]
    [InlineData(ServiceKind.RehabilitativeWorkActivity, false)]
    [InlineData(ServiceKind.Social, false)]
    [InlineData(ServiceKind.Health, false)]
    [InlineData(ServiceKind.Rehabilitation, false)]
    [InlineData(ServiceKind.Social, true)]
    public async Task Draft_WhenJointlyFoundAndSomethingImprovesCapacity_IsWrittenWhoeverOrganisesIt(ServiceKind kind, bool contributed)
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        await eetu.FindJointlyAsync();
        if (contributed)
        {
            await eetu.ContributeAsync(EetusCase.Service(kind));
        }

        var drafted = await eetu.DraftAsync(EetusCase.Service(contributed ? ServiceKind.Employment : kind));

        Assert.Equal((1, PlanState.AwaitingSignatures), (drafted.PlanVersion, drafted.State));
    }

    [Fact]
    public async Task Sign_WhenTheFindingBecomesJointOverAVersionWithoutSuchAService_IsRefusedForEverybodyUntilANewOne()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office, EetusCase.Service(ServiceKind.Employment));
        await office.Send(Callers.Expert, eetu.Signature());
        await eetu.FindJointlyAsync();

        Assert.Equal(Missing, await Refused.ReasonAsync(office.Send(Callers.Region, eetu.Cosignature())));
        Assert.Equal(Missing, await Refused.ReasonAsync(office.Send(Callers.Eetu, eetu.OwnSignature())));
        Assert.Equal([("DRAFT", SignerRole.LabourAuthority)], await eetu.NextStepsAsync());
        Assert.Single(await office.RowsAsync<SignatureRow>());

        await eetu.DraftAsync(EetusCase.Service(ServiceKind.Health));

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
        Assert.Equal(2, (await office.Send(Callers.Expert, eetu.Signature())).Signatures);
    }

    [Fact]
    public async Task Sign_WhenTheFindingIsNotJoint_IsTaken()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office, EetusCase.Service(ServiceKind.Employment));
        await eetu.FindAsync(SignerRole.LabourAuthority);
        await eetu.FindAsync(SignerRole.SocialCare);

        Assert.Equal(1, (await office.Send(Callers.Eetu, eetu.OwnSignature())).Signatures);
    }

    [Fact]
    public async Task Find_WhenSentTwice_IsOneFindingAndASecondIsRefused()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var request = eetu.Report();

        Assert.Equal(await office.Send(Callers.Region, request), await office.Send(Callers.Region, request));
        Assert.Equal((StatusCode.FailedPrecondition, "ALREADY_FOUND"), await Refused.ReasonAsync(office.Send(Callers.Region, eetu.Report())));
        var row = Assert.Single(await office.RowsAsync<CapacityFindingRow>());
        Assert.Equal(
            (SignerRole.SocialCare, Participants.Region.ToString(), "region-worker-1", office.Now, office.Machine.GetUtcNow()),
            (row.Role, row.Participation, row.PersonId, row.FoundAt, row.RecordedAt));
        Assert.Equal(2, (await eetu.GetAsync()).CaseVersion);
        Assert.Contains("KTT-NEED-1 FindCapacity SOCIAL_CARE", (await office.JournalAsync()).Select(step => step.Step));
    }

    [Fact]
    public async Task Find_WhenTheCaseIsNotTheCallers_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var unknown = AinosCase.Id();
        RecordCapacityFindingRequest Own(string caseId) => new() { RequestId = AinosCase.Id(), CaseId = caseId };
        AgreeToCapacityFindingRequest Agreement(string caseId) => new() { RequestId = AinosCase.Id(), CaseId = caseId };
        var report = eetu.Report();
        report.CaseId = unknown;

        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Colleague, Own(unknown))),
            await Refused.BytesAsync(office.Send(Callers.Colleague, Own(eetu.CaseId))));
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, report)),
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, eetu.Report())));
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Aino, Agreement(unknown))),
            await Refused.BytesAsync(office.Send(Callers.Aino, Agreement(eetu.CaseId))));
        Assert.Empty(await office.RowsAsync<CapacityFindingRow>());
    }

    [Fact]
    public async Task Report_WhenNoProfessionalActs_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.AcceptedAsync(office);
        var (finding, information) = (eetu.Report(), eetu.RegionInformation());
        (finding.Actor, information.Actor) = (EetusCase.RegionWorker(ActorRole.System), EetusCase.RegionWorker(ActorRole.Client));

        Assert.Equal([("actor.role", "NOT_PROFESSIONAL")], await Refused.ViolationsAsync(office.Send(Callers.Region, finding)));
        Assert.Equal([("actor.role", "NOT_PROFESSIONAL")], await Refused.ViolationsAsync(office.Send(Callers.Region, information)));
    }
}
