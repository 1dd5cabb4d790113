using Grpc.Core;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>Under which plan a placement may be agreed, and when measures may start (AKT-ORDER-1).</summary>
public sealed class GroundTests
{
    [Fact]
    public async Task Agree_WhenThePlanWaitsForASignature_IsRefusedByTheRegionsOwnCopy()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region, PlannedCase.Service(ServiceKind.RehabilitativeWorkActivity));
        await planned.PlanMadeAsync();
        planned.Plan.Draft().Sign(SignerRole.LabourAuthority).Sign(SignerRole.Client);
        await region.ReceiveAsync(region.Envelope(
            new PlanVersionDrafted { CaseId = planned.Plan.Id.ToString(), CaseVersion = planned.Plan.Version, PlanVersion = 1 }, Participants.TeOffice));

        Assert.Equal("PLAN_NOT_ACTIVE", await ReasonAsync(region, planned.Agree()));
    }

    [Fact]
    public async Task Agree_WhenTheRegionSignedLastButHoldsNoFullySignedCopy_WaitsForTheCopy()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region, PlannedCase.Service(ServiceKind.RehabilitativeWorkActivity));
        await planned.PlanMadeAsync();
        planned.Plan.Draft().Sign(SignerRole.LabourAuthority).Sign(SignerRole.Client);
        await region.ReceiveAsync(region.Envelope(
            new PlanVersionDrafted { CaseId = planned.Plan.Id.ToString(), CaseVersion = planned.Plan.Version, PlanVersion = 1 }, Participants.TeOffice));
        Assert.Equal(PlanState.Active, (await region.Send(Participants.Worker, Requests.Sign(planned.Plan))).State);
        Assert.Equal("PLAN_NOT_ACTIVE", await ReasonAsync(region, planned.Agree()));
        await region.ReceiveAsync(region.Envelope(
            new PlanActivated { CaseId = planned.Plan.Id.ToString(), CaseVersion = planned.Plan.Version, PlanVersion = 1 }, Participants.TeOffice));

        Assert.Equal(PlacementState.Agreed, (await planned.AgreeAsync()).State);
    }

    [Theory]
    [InlineData(ServiceKind.Employment)]
    [InlineData(ServiceKind.Rehabilitation)]
    public async Task Agree_WhenThePlanHasNoSuchService_IsRefused(ServiceKind kind)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region, PlannedCase.Service(kind));

        Assert.Equal("PLAN_WITHOUT_REHABILITATIVE_WORK", await ReasonAsync(region, planned.Agree()));
    }

    [Fact]
    public async Task Agree_WhenTheServiceIsTheRegionsContribution_IsAccepted()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region);
        planned.Plan.Contributions.Add(new PlanContribution
        {
            Participation = Participants.Region.ToString(),
            Text = "Puutyöpaja",
            Services = { PlannedCase.Service(ServiceKind.RehabilitativeWorkActivity) },
        });
        await planned.PlanMadeAsync();
        await planned.ActivateAsync();

        Assert.Equal(PlacementState.Agreed, (await planned.AgreeAsync()).State);
    }

    [Fact]
    public async Task Agree_WhenMeasuresAreBlocked_IsRefusedUntilTheBlockIsLifted()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region, PlannedCase.Service(ServiceKind.RehabilitativeWorkActivity));
        await planned.ActivateAsync();
        Assert.Equal("PLAN_MISSING", await ReasonAsync(region, planned.Agree()));
        region.Others.JobSearch = _ => FakeOthers.Withheld();
        await planned.Eetu.EvaluateAsync();
        Assert.Equal("MEASURES_UNKNOWN", await ReasonAsync(region, planned.Agree()));
        planned.Eetu.Register.EmploymentPlanMadeOn = "2023-12-04";
        region.Others.JobSearch = request => new() { JobSearchStanding = planned.Eetu.Register.Clone() };
        await planned.Eetu.EvaluateAsync();

        Assert.Equal(PlacementState.Agreed, (await planned.AgreeAsync()).State);
    }

    [Theory]
    [InlineData("2024-01-11", false)]
    [InlineData("2024-01-12", true)]
    [InlineData("2024-01-13", true)]
    public async Task Agree_WhenTheFirstDayIsOnTheEdgeOfThePlan_IsTakenFromTheDayOfTheLastSignature(string first, bool taken)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await LastSignedAsync(region, new(2024, 1, 11, 22, 30, 0, TimeSpan.Zero));
        var request = planned.Agree(asked => (asked.Schedule.FirstDay, asked.Contract.ValidFrom) = (first, "2024-01-01"));

        if (taken)
        {
            Assert.Equal(PlacementState.Agreed, (await region.Send(Participants.Worker, request)).Placement.State);
        }
        else
        {
            Assert.Equal([("schedule.first_day", "BEFORE_PLAN")], await Refused.ViolationsAsync(region.Send(Participants.Worker, request)));
        }
    }

    [Theory]
    [InlineData("2024-01-11", false)]
    [InlineData("2024-01-12", true)]
    [InlineData("2024-01-13", true)]
    public async Task Start_WhenTheDayIsOnTheEdgeOfThePlan_IsTakenFromTheDayOfTheLastSignature(string day, bool taken)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await LastSignedAsync(region, new(2024, 1, 11, 22, 30, 0, TimeSpan.Zero));
        await planned.AgreeAsync(asked => (asked.WorkplaceId, asked.WorkplaceOwner) = ("", ""));

        // As a placement agreed before first days were held against the plan.
        await region.TamperAsync("UPDATE placement SET first_day = '2024-01-08'");
        var start = planned.Start(day);

        if (taken)
        {
            Assert.Equal(day, (await region.Send(Participants.Worker, start)).Placement.StartedOn);
        }
        else
        {
            Assert.Equal([("started_on", "BEFORE_PLAN")], await Refused.ViolationsAsync(region.Send(Participants.Worker, start)));
        }
    }

    [Fact]
    public async Task Agree_WhenTheCopyIsNoLongerIntact_IsRefusedAsDamaged()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        await region.TamperAsync("UPDATE plan_copy SET content = @c", ("c", new byte[64]));

        Assert.Equal(
            (StatusCode.DataLoss, CheckedCopy.PlanDigestMismatch), await Refused.ReasonAsync(region.Send(Participants.Worker, planned.Agree())));
    }

    private static async Task<PlannedCase> LastSignedAsync(RegionHost region, DateTimeOffset signedAt)
    {
        var planned = await PlannedCase.DraftingAsync(region, PlannedCase.Service(ServiceKind.RehabilitativeWorkActivity));
        await planned.PlanMadeAsync();
        region.MoveTo("16.1.2024");
        planned.Plan.Draft().Sign(SignerRole.LabourAuthority).Sign(SignerRole.Client);
        planned.Plan.SignedAt = signedAt;
        planned.Plan.Sign(SignerRole.SocialCare);
        await region.ReceiveAsync(region.Envelope(
            new PlanActivated { CaseId = planned.Plan.Id.ToString(), CaseVersion = planned.Plan.Version, PlanVersion = 1 }, Participants.TeOffice));
        return planned;
    }

    private static async Task<string?> ReasonAsync(RegionHost region, AgreePlacementRequest request)
    {
        var (code, reason) = await Refused.ReasonAsync(region.Send(Participants.Worker, request));
        Assert.Equal(StatusCode.FailedPrecondition, code);
        return reason;
    }
}
