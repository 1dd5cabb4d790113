using Mesh.WellbeingRegion.RehabilitativeWork;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.WellbeingRegion.Tests.RehabilitativeWork;

/// <summary>Eetu with a joint plan of the labour authority's, on 16.1.2024 (SC2), and what the region does under it.</summary>
internal sealed class PlannedCase
{
    private readonly RegionHost _region;

    private PlannedCase(RegionHost region, EetusCase eetu, OwnerCase plan) => (_region, Eetu, Plan) = (region, eetu, plan);

    public EetusCase Eetu { get; }

    public OwnerCase Plan { get; }

    public string PlacementId { get; private set; } = "";

    public int Version { get; private set; }

    /// <summary>A joint plan being drafted; the client has no employment plan, so measures are blocked.</summary>
    public static async Task<PlannedCase> DraftingAsync(RegionHost region, params PlannedService[] services)
    {
        var plan = new OwnerCase { Person = EetusCase.Code, State = PlanState.Drafting, Version = 1 };
        plan.Services.AddRange(services);
        region.Others.Labour.Cases[plan.Id] = plan;
        return new PlannedCase(region, await EetusCase.JoinedAsync(region, plan.Id), plan);
    }

    /// <summary>An active plan with rehabilitative work activity, and measures allowed.</summary>
    public static async Task<PlannedCase> ActiveAsync(RegionHost region, PlannedService? service = null)
    {
        var planned = await DraftingAsync(region, service ?? Service(ServiceKind.RehabilitativeWorkActivity));
        await planned.PlanMadeAsync();
        await planned.ActivateAsync();
        region.MoveTo("16.1.2024");
        return planned;
    }

    /// <summary>A placement agreed.</summary>
    public static async Task<PlannedCase> AgreedAsync(RegionHost region, Action<AgreePlacementRequest>? change = null)
    {
        var planned = await ActiveAsync(region);
        await planned.AgreeAsync(change);
        return planned;
    }

    /// <summary>A placement whose place the municipality has confirmed.</summary>
    public static async Task<PlannedCase> ConfirmedAsync(RegionHost region)
    {
        var planned = await AgreedAsync(region);
        await planned.RequestPlaceAsync();
        await region.Send(Participants.Peer(Participants.Lappeenranta), planned.Confirm());
        planned.Version++;
        return planned;
    }

    /// <summary>A placement started on its first day.</summary>
    public static async Task<PlannedCase> StartedAsync(RegionHost region)
    {
        var planned = await ConfirmedAsync(region);
        region.MoveTo("22.1.2024");
        await region.Send(Participants.Worker, planned.Start("2024-01-22"));
        planned.Version++;
        return planned;
    }

    public async Task PlanMadeAsync()
    {
        _region.MoveTo("18.12.2023");
        Eetu.Register.EmploymentPlanMadeOn = "2023-12-18";
        await Eetu.FactRecordedAsync();
    }

    public async Task ActivateAsync()
    {
        Plan.Activated();
        await _region.ReceiveAsync(_region.Envelope(
            new PlanActivated { CaseId = Plan.Id.ToString(), CaseVersion = Plan.Version, PlanVersion = Plan.Copy!.PlanVersion }, Participants.TeOffice));
    }

    public async Task<Placement> AgreeAsync(Action<AgreePlacementRequest>? change = null)
    {
        var placement = (await _region.Send(Participants.Worker, Agree(change))).Placement;
        Follow(placement);
        return placement;
    }

    /// <summary>Goes on from a placement as it was answered.</summary>
    public PlannedCase Follow(Placement placement)
    {
        (PlacementId, Version) = (placement.PlacementId, placement.PlacementVersion);
        return this;
    }

    public async Task<Placement> RequestPlaceAsync()
    {
        var placement = (await _region.Send(Participants.Worker, RequestPlace())).Placement;
        Version = placement.PlacementVersion;
        return placement;
    }

    public async Task<PlacementRow> RowAsync() => Assert.Single(await _region.RowsAsync<PlacementRow>());

    public AgreePlacementRequest Agree(Action<AgreePlacementRequest>? change = null)
    {
        var request = new AgreePlacementRequest
        {
            RequestId = Requests.Id(),
            JointCaseId = Plan.Id.ToString(),
            Mode = ProvisionMode.Horizontal,
            WorkProvider = new ServiceProvider { Name = "Lappeenrannan kaupunki", BusinessId = "0162193-3", LegalForm = LegalForm.Municipality },
            GuidanceProvider = new ServiceProvider { Name = "Tuki Oy", LegalForm = LegalForm.LimitedCompany },
            Contract = new ProviderContract { ValidFrom = "2024-01-22", ValidThrough = "2024-04-21", ProcurementConditionsConfirmed = true },
            Schedule = new WorkSchedule { FirstDay = "2024-01-22", LastDay = "2024-04-21", DaysPerWeek = 3, HoursPerDay = 6 },
            WorkplaceId = Guid.CreateVersion7().ToString(),
            WorkplaceOwner = Participants.Lappeenranta.ToString(),
            ClientName = "Eetu Koeaho",
            ClientContact = "eetu@example.invalid",
            Guidance = "Tarvitsee rauhallisen perehdytyksen.",
        };
        change?.Invoke(request);
        return request;
    }

    public RequestPlaceRequest RequestPlace() => new() { RequestId = Requests.Id(), PlacementId = PlacementId, ExpectedVersion = Version };

    public ConfirmPlaceRequest Confirm() => new() { RequestId = Requests.Id(), PlacementId = PlacementId, Actor = Person() };

    public DeclinePlaceRequest Decline() =>
        new() { RequestId = Requests.Id(), PlacementId = PlacementId, ReasonCode = "NO_SUPERVISOR", Actor = Person() };

    public ReportAttendanceRequest Attend(params (string Day, bool Attended)[] days) => new()
    {
        RequestId = Requests.Id(),
        PlacementId = PlacementId,
        Days = { days.Select(day => new AttendanceDay { Day = day.Day, Attended = day.Attended }) },
        Actor = Person(),
    };

    public StartRehabilitativeWorkRequest Start(string on) =>
        new() { RequestId = Requests.Id(), PlacementId = PlacementId, ExpectedVersion = Version, StartedOn = on };

    public EndRehabilitativeWorkRequest End(string on, string next = "JOB_COACHING") => new()
    {
        RequestId = Requests.Id(),
        PlacementId = PlacementId,
        ExpectedVersion = Version,
        EndedOn = on,
        ReasonCode = "PERIOD_OVER",
        NextStepCode = next,
    };

    public CancelPlacementRequest Cancel(string reason = "CLIENT_WITHDREW") =>
        new() { RequestId = Requests.Id(), PlacementId = PlacementId, ExpectedVersion = Version, ReasonCode = reason };

    public ResolveLegalReviewRequest Resolve(bool accepted) => new()
    {
        RequestId = Requests.Id(),
        PlacementId = PlacementId,
        ExpectedVersion = Version,
        Accepted = accepted,
        ReasonCode = "PRICE_COVERS_MATERIALS",
    };

    public static PlannedService Service(ServiceKind kind) => new()
    {
        Name = "Puutyöpaja",
        Organiser = Participants.Region.ToString(),
        StartsOn = "2024-01-22",
        Measure = "Läsnäolo",
        Kind = kind,
    };

    private static Actor Person() => new() { PairwiseId = "supervisor-1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" };
}
