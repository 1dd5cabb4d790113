using Grpc.Core;
using Mesh.Messaging;
using Mesh.WellbeingRegion.RehabilitativeWork;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>Which placements may be agreed (KTT-PROV-1…3, KTT-DUR), by whom.</summary>
public sealed class AgreeingTests
{
    [Fact]
    public async Task Agree_WhenEverythingHolds_IsAcceptedAndTheLabourAuthorityIsTold()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        var request = planned.Agree();
        var placement = (await region.Send(Participants.Worker, request)).Placement;

        Assert.Equal((PlacementState.Agreed, 1, request.JointCaseId), (placement.State, placement.PlacementVersion, placement.JointCaseId));
        Assert.Equal(request.WorkProvider, placement.WorkProvider);
        Assert.Equal("Tuki Oy", placement.GuidanceProvider.Name);
        var told = (await region.OutboxAsync())[^1];
        Assert.Equal((Participants.TeOffice, "PlacementAgreed"), (told.Recipient, NoticeTypes.ShortName(told.Type)));
        Assert.Equal((await planned.Eetu.RowAsync()).FlowId, told.FlowId);
        Assert.Contains(await region.JournalAsync(), step => step.Step == "F11 PlacementAgreed" && step.CaseId == planned.Plan.Id);
        Assert.Equal(placement, (await region.Send(Participants.Worker, new GetPlacementRequest { PlacementId = placement.PlacementId })).Placement);
        Assert.Equal(placement, Assert.Single((await region.Send(Participants.Worker, new ListPlacementsRequest { State = PlacementState.Agreed })).Placements));
        Assert.Empty((await region.Send(Participants.Worker, new ListPlacementsRequest { State = PlacementState.Started })).Placements);
        Assert.Empty((await region.Send(Participants.Colleague, new ListPlacementsRequest())).Placements);
    }

    [Fact]
    public async Task Agree_WhenItIsSentAgain_GivesTheFirstOutcomeAndAnotherBodyIsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var request = (await PlannedCase.ActiveAsync(region)).Agree();

        Assert.Equal(await region.Send(Participants.Worker, request), await region.Send(Participants.Worker, request));
        Assert.Single(await region.ToldAsync<PlacementAgreed>());
        request.Guidance = "";
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), await Refused.ReasonAsync(region.Send(Participants.Worker, request)));
    }

    [Theory]
    [InlineData("2024-01-21", "2024-04-22", null)]
    [InlineData("2024-01-22", "2024-04-21", null)]
    [InlineData("2024-01-22", "", null)]
    [InlineData("2024-01-23", "2024-04-21", "CONTRACT_DOES_NOT_COVER")]
    [InlineData("2024-01-22", "2024-04-20", "CONTRACT_DOES_NOT_COVER")]
    public async Task Agree_WhenTheContractCoversEveryDayOrNot_IsTakenOnlyWhenItDoes(string from, string through, string? code)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        var request = planned.Agree(asked => (asked.Contract.ValidFrom, asked.Contract.ValidThrough) = (from, through));

        await AssertViolationAsync(region, request, code is null ? null : ("contract", code));
    }

    [Theory]
    [InlineData("2024-04-20", 3, 6, "schedule.last_day", "PERIOD_TOO_SHORT")]
    [InlineData("2026-01-21", 3, 6, null, null)]
    [InlineData("2026-01-22", 3, 6, "schedule.last_day", "PERIOD_TOO_LONG")]
    [InlineData("2024-01-21", 3, 6, "schedule.last_day", "ENDS_BEFORE_START")]
    [InlineData("2024-04-21", 4, 8, null, null)]
    [InlineData("2024-04-21", 5, 4, "schedule.days_per_week", "DAYS_OUT_OF_RANGE")]
    [InlineData("2024-04-21", 1, 3, "schedule.hours_per_day", "HOURS_OUT_OF_RANGE")]
    [InlineData("2024-04-21", 1, 4, null, null)]
    public async Task Agree_WhenPeriodDaysOrHoursAreOnALimit_AreTakenOnItAndRefusedBeyond(
        string last, int days, int hours, string? field, string? code)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        var request = planned.Agree(asked =>
        {
            (asked.Schedule.LastDay, asked.Schedule.DaysPerWeek, asked.Schedule.HoursPerDay) = (last, days, hours);
            asked.Contract.ValidThrough = "";
        });

        await AssertViolationAsync(region, request, field is null ? null : (field, code!));
    }

    [Fact]
    public async Task Agree_WhenMuchIsWrong_NamesEveryViolationAtOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);
        var request = planned.Agree(asked =>
        {
            (asked.Schedule.LastDay, asked.Schedule.DaysPerWeek, asked.Schedule.HoursPerDay) = ("2024-02-01", 5, 9);
            (asked.Contract.ValidFrom, asked.Contract.PriceCents) = ("2024-02-01", -1);
            (asked.WorkProvider.BusinessId, asked.WorkplaceOwner, asked.ClientName) = ("0162193-4", Participants.TeOffice.ToString(), "");
        });

        Assert.Equal(
            [
                ("client_name", "REQUIRED"),
                ("contract", "CONTRACT_DOES_NOT_COVER"),
                ("contract.price_cents", "OUT_OF_RANGE"),
                ("schedule.days_per_week", "DAYS_OUT_OF_RANGE"),
                ("schedule.hours_per_day", "HOURS_OUT_OF_RANGE"),
                ("schedule.last_day", "PERIOD_TOO_SHORT"),
                ("work_provider.business_id", "BUSINESS_ID"),
                ("workplace_owner", "NO_MUNICIPALITY"),
            ],
            (await Refused.ViolationsAsync(region.Send(Participants.Worker, request)))
                .Where(violation => violation.Code != "WEEK_TOO_LONG").Order());
        Assert.Empty(await region.RowsAsync<PlacementRow>());
    }

    [Fact]
    public async Task Agree_WhenWorkplaceAndOwnerAreNotGivenTogether_IsRefused()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);

        await AssertViolationAsync(region, planned.Agree(asked => asked.WorkplaceOwner = ""), ("workplace_owner", "REQUIRED"));
        await AssertViolationAsync(region, planned.Agree(asked => asked.WorkplaceId = ""), ("workplace_id", "REQUIRED"));
        await AssertViolationAsync(
            region,
            planned.Agree(asked => (asked.Schedule.FirstDay, asked.Contract.ValidFrom) = ("2022-12-31", "2022-01-01")),
            ("schedule.first_day", "OUTSIDE_FORMALISED_LAW"));
    }

    [Theory]
    [InlineData(LegalForm.LimitedCompany, "WORK_FROM_COMPANY")]
    [InlineData(LegalForm.Partnership, "WORK_FROM_COMPANY")]
    [InlineData(LegalForm.SoleTrader, "WORK_FROM_COMPANY")]
    [InlineData(LegalForm.Association, "FORM_NOT_OF_MODE")]
    public async Task Agree_WhenTheWorkIsACompanysOrItsProviderNoneOfTheMode_IsRefused(LegalForm form, string reason)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);

        Assert.Equal(
            (StatusCode.FailedPrecondition, reason),
            await Refused.ReasonAsync(region.Send(Participants.Worker, planned.Agree(asked => asked.WorkProvider.LegalForm = form))));
    }

    [Fact]
    public async Task Agree_WhenSeveralConditionsFail_NamesThemAll()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.DraftingAsync(region);
        var request = planned.Agree(asked =>
        {
            asked.WorkProvider.LegalForm = LegalForm.LimitedCompany;
            asked.WorkProvider.Subcontractors.Add(new Subcontractor { Name = "Paja Oy", LegalForm = LegalForm.LimitedCompany });
            asked.Contract.ProcurementConditionsConfirmed = false;
        });

        Assert.Equal(
            (StatusCode.FailedPrecondition, "WORK_FROM_COMPANY",
                "WORK_FROM_COMPANY,SUBCONTRACTED_TO_COMPANY,PROCUREMENT_CONDITIONS_MISSING,PLAN_NOT_ACTIVE,PLAN_MISSING"),
            await Refused.DetailAsync(region.Send(Participants.Worker, request), "reasons"));
        Assert.Empty(await region.RowsAsync<PlacementRow>());
        Assert.Empty(await region.ToldAsync<PlacementAgreed>());
    }

    [Fact]
    public async Task Agree_WhenTheChainEndsInACompanyOrConditionsAreMissing_IsRefusedForThat()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.ActiveAsync(region);

        Assert.Equal("SUBCONTRACTED_TO_COMPANY", await ReasonAsync(region, planned.Agree(asked =>
            asked.WorkProvider.Subcontractors.Add(new Subcontractor { Name = "Paja Oy", LegalForm = LegalForm.LimitedCompany }))));
        Assert.Equal(
            "PROCUREMENT_CONDITIONS_MISSING",
            await ReasonAsync(region, planned.Agree(asked => asked.Contract.ProcurementConditionsConfirmed = false)));
    }

    [Fact]
    public async Task Agree_WhenTheConditionsAreOfNoHorizontalMode_NeedNotBeConfirmed()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(
            region, asked => (asked.Mode, asked.Contract.ProcurementConditionsConfirmed) = (ProvisionMode.Contract, false));

        Assert.Equal(PlacementState.Agreed, (await planned.RowAsync()).State);
    }

    [Theory]
    [InlineData(0, LegalForm.Cooperative, "LEGAL_FORM_DOUBTFUL")]
    [InlineData(1, LegalForm.Municipality, "PRICE_ABOVE_ZERO")]
    public async Task Agree_WhenALawyerMustJudge_WaitsAndTellsNobodyUntilAccepted(long price, LegalForm form, string reason)
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => (asked.Contract.PriceCents, asked.WorkProvider.LegalForm) = (price, form));
        Assert.Equal((PlacementState.LegalReview, reason), ((await planned.RowAsync()).State, (await planned.RowAsync()).ReviewReasons));
        Assert.Empty(await region.ToldAsync<PlacementAgreed>());
        Assert.Equal("WRONG_STATE", (await Refused.ReasonAsync(region.Send(Participants.Worker, planned.RequestPlace()))).Reason);
        var placement = (await region.Send(Participants.Worker, planned.Resolve(accepted: true))).Placement;

        Assert.Equal((PlacementState.Agreed, 2), (placement.State, placement.PlacementVersion));
        Assert.Equal([reason], placement.ReviewReasons);
        Assert.Equal(2, Assert.Single(await region.ToldAsync<PlacementAgreed>()).PlacementVersion);
    }

    [Fact]
    public async Task Review_WhenItIsRejected_ClosesThePlacementAndAdvancesTheGate()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region, asked => asked.Contract.PriceCents = 1);
        var before = await region.GateAsync();
        await region.Send(Participants.Worker, planned.Resolve(accepted: false));

        Assert.Equal(PlacementState.Rejected, (await planned.RowAsync()).State);
        Assert.Equal(before + 1, await region.GateAsync());
        Assert.Equal(
            (StatusCode.Aborted, "STALE_PLACEMENT_VERSION", "2"),
            await Refused.DetailAsync(region.Send(Participants.Worker, planned.Resolve(accepted: true)), "current_version"));
    }

    [Fact]
    public async Task Agree_WhenAnotherIsTheClientsWorker_GetsTheSameNoBasisAsForAnUnknownCase()
    {
        await using var region = await RegionHost.StartAsync();
        var planned = await PlannedCase.AgreedAsync(region);
        var unknown = Requests.Id();
        string[] refusals =
        [
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.Agree())),
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.Agree(asked => asked.JointCaseId = unknown))),
            await Refused.BytesAsync(region.Send(Participants.Colleague, new GetPlacementRequest { PlacementId = planned.PlacementId })),
            await Refused.BytesAsync(region.Send(Participants.Colleague, new GetPlacementRequest { PlacementId = unknown })),
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.RequestPlace())),
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.Resolve(accepted: true))),
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.Start("2024-01-16"))),
            await Refused.BytesAsync(region.Send(Participants.Colleague, planned.End("2024-01-16"))),
        ];

        Assert.StartsWith("PermissionDenied", Assert.Single(refusals.Distinct()), StringComparison.Ordinal);
        Assert.Empty(region.Workplaces.Asked);
    }

    [Fact]
    public async Task Agree_WhenItIsKept_LeavesNothingOfTheClientReadable()
    {
        await using var region = await RegionHost.StartAsync();
        var row = await (await PlannedCase.AgreedAsync(region)).RowAsync();

        var kept = System.Text.Encoding.UTF8.GetString(row.Details) + System.Text.Encoding.UTF8.GetString(row.Terms);
        Assert.All(["Eetu", "example.invalid", "perehdytyksen", "Tuki Oy"], text => Assert.DoesNotContain(text, kept, StringComparison.Ordinal));
    }

    private static async Task<string?> ReasonAsync(RegionHost region, AgreePlacementRequest request)
    {
        var (code, reason) = await Refused.ReasonAsync(region.Send(Participants.Worker, request));
        Assert.Equal(StatusCode.FailedPrecondition, code);
        return reason;
    }

    private static async Task AssertViolationAsync(RegionHost region, AgreePlacementRequest request, (string, string)? violation)
    {
        if (violation is { } expected)
        {
            Assert.Equal([expected], await Refused.ViolationsAsync(region.Send(Participants.Worker, request)));
            Assert.Empty(await region.RowsAsync<PlacementRow>());
        }
        else
        {
            Assert.Equal(PlacementState.Agreed, (await region.Send(Participants.Worker, request)).Placement.State);
        }
    }
}
