using System.Text;
using Grpc.Core;
using Mesh.Hosting.Storage;
using Mesh.WellbeingRegion.JointPlans;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>The work activity starts, is attended, and ends with a next step (F11, F13, PATH-NEXT-1).</summary>
public sealed class WorkTests
{
    [Fact]
    public async Task Start_WhenThePlaceIsConfirmed_TellsTheLabourAuthority()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);

        var row = await planned.RowAsync();
        Assert.Equal((PlacementState.Started, Days.Of("22.1.2024"), 4), (row.State, row.StartedOn, row.Version));
        var told = Assert.Single(await region.ToldAsync<RehabilitativeWorkStarted>());
        Assert.Equal((planned.Plan.Id.ToString(), planned.PlacementId, 4), (told.CaseId, told.PlacementId, told.PlacementVersion));
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F11 RehabilitativeWorkStarted" && step.FlowId == row.FlowId);
    }

    [Theory]
    [InlineData("2024-01-21", false)]
    [InlineData("2024-01-22", true)]
    [InlineData("2024-04-21", true)]
    [InlineData("2024-04-22", false)]
    public async Task Start_WhenTheDayIsOnTheEdgeOfTheSchedule_IsTakenOnlyWithin(string day, bool taken)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        region.MoveTo("22.4.2024");
        var start = planned.Start(day);

        if (taken)
        {
            Assert.Equal(day, (await region.Send(Participants.Worker, start)).Placement.StartedOn);
        }
        else
        {
            Assert.Equal([("started_on", "OUTSIDE_SCHEDULE")], await Refused.ViolationsAsync(region.Send(Participants.Worker, start)));
            Assert.Equal(PlacementState.PlaceConfirmed, (await planned.RowAsync()).State);
        }
    }

    [Fact]
    public async Task Start_WhenTheDayHasNotCome_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        region.MoveTo("22.1.2024");

        Assert.Equal([("started_on", "IN_FUTURE")], await Refused.ViolationsAsync(region.Send(Participants.Worker, planned.Start("2024-01-23"))));
    }

    [Fact]
    public async Task Start_WhenThePlaceIsNotConfirmed_IsRefusedInEveryStateBefore()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        region.MoveTo("22.1.2024");
        var reasons = new List<string?> { await StartAsync(region, planned) };
        await planned.RequestPlaceAsync();
        reasons.Add(await StartAsync(region, planned));

        Assert.Equal(["PLACE_NOT_CONFIRMED", "PLACE_NOT_CONFIRMED"], reasons);
        Assert.Empty(await region.ToldAsync<RehabilitativeWorkStarted>());
    }

    [Fact]
    public async Task Start_WhenThePlaceIsNoMunicipalitys_NeedsNoConfirmation()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => (asked.WorkplaceId, asked.WorkplaceOwner) = ("", ""));
        region.MoveTo("22.1.2024");

        Assert.Equal(PlacementState.Started, (await region.Send(Participants.Worker, planned.Start("2024-01-22"))).Placement.State);
    }

    [Fact]
    public async Task Start_WhenThePlanIsNoLongerActiveOrMeasuresUnknown_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        region.MoveTo("22.1.2024");
        region.Others.JobSearch = _ => FakeOthers.Withheld();
        await planned.Eetu.EvaluateAsync();
        Assert.Equal("MEASURES_UNKNOWN", await StartAsync(region, planned));
        await region.TamperAsync("UPDATE joint_case SET state = @s", ("s", (int)PlanState.Interrupted));

        Assert.Equal(
            (StatusCode.FailedPrecondition, "PLAN_NOT_ACTIVE", "PLAN_NOT_ACTIVE,MEASURES_UNKNOWN"),
            await Refused.DetailAsync(region.Send(Participants.Worker, planned.Start("2024-01-22")), "reasons"));
        Assert.Equal(PlanState.Interrupted, Assert.Single(await region.RowsAsync<JointCaseRow>()).State);
    }

    [Fact]
    public async Task Start_WhenItIsSentAgain_StartsOnceAndAnotherIsStale()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        region.MoveTo("22.1.2024");
        var request = planned.Start("2024-01-22");
        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));

        Assert.Single(await region.ToldAsync<RehabilitativeWorkStarted>());
        Assert.Equal(
            (StatusCode.Aborted, "STALE_PLACEMENT_VERSION", "4"),
            await Refused.DetailAsync(region.Send(Participants.Worker, planned.Start("2024-01-22")), "current_version"));
    }

    [Theory]
    [InlineData("JOB_COACHING", "PATH-NEXT-1 EndWithNextStep")]
    [InlineData("NO_NEXT_STEP", "PATH-NEXT-1 EndWithoutNextStep")]
    public async Task End_WhenItHasStarted_TellsTheLabourAuthorityAndTheJournalCountsTheNextStep(string next, string step)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        region.MoveTo("21.4.2024");
        var before = await region.GateAsync();
        var ended = (await region.Send(Participants.Worker, planned.End("2024-04-21", next))).Placement;

        Assert.Equal((PlacementState.Ended, "2024-04-21", next), (ended.State, ended.EndedOn, ended.NextStepCode));
        Assert.Equal(5, Assert.Single(await region.ToldAsync<RehabilitativeWorkEnded>()).PlacementVersion);
        Assert.Contains(await region.JournalAsync(), entry => entry.Step == step);
        Assert.Equal(before + 1, await region.GateAsync());
    }

    [Fact]
    public async Task Acts_WhenTheirOutcomesAreStored_HoldNoWordOfWhatWasAgreedAndAreGivenAgainWithIt()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        var agree = planned.Agree(asked => asked.Contract.PriceCents = 100);
        var agreed = (await region.Send(Participants.Worker, agree)).Placement;
        var resolved = (await region.Send(Participants.Worker, planned.Follow(agreed).Resolve(accepted: true))).Placement;
        var asked = (await region.Send(Participants.Worker, planned.Follow(resolved).RequestPlace())).Placement;
        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Confirm());
        region.MoveTo("22.1.2024");
        asked.PlacementVersion++;
        var started = (await region.Send(Participants.Worker, planned.Follow(asked).Start("2024-01-22"))).Placement;
        var ended = (await region.Send(Participants.Worker, planned.Follow(started).End("2024-01-22"))).Placement;

        Assert.All([agreed, resolved, asked, started, ended], placement => Assert.Equal(
            ("Lappeenrannan kaupunki", "Tuki Oy", "2024-04-21", "2024-04-21"),
            (placement.WorkProvider.Name, placement.GuidanceProvider.Name, placement.Contract.ValidThrough, placement.Schedule.LastDay)));
        Assert.Equal(agreed, (await region.Send(Participants.Worker, agree)).Placement);
        var kept = string.Join(' ', (await region.RowsAsync<RequestOutcome>()).Select(row => Encoding.UTF8.GetString(row.Response)));
        Assert.Contains(agreed.PlacementId, kept, StringComparison.Ordinal);
        Assert.All(["kaupunki", "Tuki", "2024-04-21"], word => Assert.DoesNotContain(word, kept, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-01-21", "OUTSIDE_SCHEDULE")]
    [InlineData("2024-04-22", "OUTSIDE_SCHEDULE")]
    [InlineData("2024-04-24", "IN_FUTURE")]
    public async Task End_WhenTheDayIsNoneOfThePlacement_IsRefused(string day, string code)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        region.MoveTo("23.4.2024");

        Assert.Equal([("ended_on", code)], await Refused.ViolationsAsync(region.Send(Participants.Worker, planned.End(day))));
        Assert.Equal(PlacementState.Started, (await planned.RowAsync()).State);
    }

    [Fact]
    public async Task End_WhenNoNextStepIsSaid_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);

        Assert.Equal([("next_step_code", "REQUIRED")], await Refused.ViolationsAsync(region.Send(Participants.Worker, planned.End("2024-01-22", ""))));
    }

    [Fact]
    public async Task Attendance_WhenADayIsReportedAgain_ReplacesWhatWasSaidAndKeepsIt()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        region.MoveTo("24.1.2024");
        var lappeenranta = Participants.Peer(Participants.Lappeenranta);
        var first = planned.Attend(("2024-01-22", true), ("2024-01-23", false));
        Assert.Equal(2, (await region.Send(lappeenranta, first)).DaysRecorded);
        Assert.Equal(2, (await region.Send(lappeenranta, first)).DaysRecorded);
        await region.Send(lappeenranta, planned.Attend(("2024-01-23", true)));
        await region.Send(lappeenranta, planned.Attend(("2024-01-23", false)));

        var rows = await region.RowsAsync<AttendanceRow>();
        Assert.Equal(4, rows.Count);
        var standing = rows.Where(row => rows.All(later => later.Supersedes != row.AttendanceId)).OrderBy(row => row.Day);
        Assert.Equal([(Days.Of("22.1.2024"), true), (Days.Of("23.1.2024"), false)], standing.Select(row => (row.Day, row.Attended)));
    }

    [Fact]
    public async Task Attendance_WhenDaysAreNoneOfThePlacement_NamesEveryOne()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.StartedAsync(region);
        var lappeenranta = Participants.Peer(Participants.Lappeenranta);
        Assert.Equal(
            [("days[0].day", "IN_FUTURE"), ("days[2].day", "DUPLICATE")],
            await Refused.ViolationsAsync(region.Send(lappeenranta, planned.Attend(("2024-01-23", true), ("2024-01-22", true), ("2024-01-22", false)))));
        Assert.Equal(
            [("days[0].day", "OUTSIDE_PLACEMENT"), ("days[2].day", "OUTSIDE_PLACEMENT")],
            await Refused.ViolationsAsync(region.Send(lappeenranta, planned.Attend(("2024-01-21", true), ("2024-01-22", true), ("2024-01-20", false)))));
        Assert.Empty(await region.RowsAsync<AttendanceRow>());
    }

    [Fact]
    public async Task Attendance_WhenTheWorkHasEnded_IsStillTakenUpToThatDayAndNeverBeforeTheStart()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ConfirmedAsync(region);
        var lappeenranta = Participants.Peer(Participants.Lappeenranta);
        region.MoveTo("22.1.2024");
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(lappeenranta, planned.Attend(("2024-01-22", true))))).Reason);
        await region.Send(Participants.Worker, planned.Start("2024-01-22"));
        region.MoveTo("25.1.2024");
        var end = planned.End("2024-01-24");
        end.ExpectedVersion++;
        await region.Send(Participants.Worker, end);

        Assert.Equal(1, (await region.Send(lappeenranta, planned.Attend(("2024-01-24", true)))).DaysRecorded);
        Assert.Equal(
            [("days[0].day", "OUTSIDE_PLACEMENT")],
            await Refused.ViolationsAsync(region.Send(lappeenranta, planned.Attend(("2024-01-25", true)))));
    }

    private static async Task<string?> StartAsync(RegionHost region, PlannedCase planned) =>
        (await Refused.ReasonAsync(region.Send(Participants.Worker, planned.Start("2024-01-22")))).Reason;
}
