using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Identity;
using Mesh.Messaging;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>Eetu's case at the office (SC2): the region refers him, and the plan holds rehabilitative work activity.</summary>
internal sealed class EetusCase(OfficeHost office, string jobseekerId)
{
    public const string RepresentativeName = "Salla Sosiaalityontekija";
    public const string KttGoal = "Paivarytmin loytaminen";

    public string JobseekerId => jobseekerId;

    public string ReferralId { get; } = AinosCase.Id();

    public Guid FlowId { get; } = Guid.CreateVersion7();

    public string CaseId { get; private set; } = "";

    public int Version { get; private set; }

    public int PlanVersion { get; private set; }

    public ByteString Digest { get; private set; } = ByteString.Empty;

    /// <summary>Registers Eetu, of whom nothing has been recorded.</summary>
    public static async Task<EetusCase> RegisterAsync(OfficeHost office, string validFrom = "2022-12-01")
    {
        var registration = AinosCase.Registration();
        (registration.PersonalIdentityCode, registration.ValidFrom) = (People.Eetu.Reveal(), validFrom);
        return new EetusCase(office, (await office.Send(Callers.Expert, registration)).JobseekerId);
    }

    /// <summary>Registers Eetu, the region invites, and the expert accepts.</summary>
    public static async Task<EetusCase> AcceptedAsync(OfficeHost office)
    {
        var eetu = await RegisterAsync(office);
        await eetu.ReferAsync();
        await eetu.AcceptAsync();
        return eetu;
    }

    /// <summary>Takes the case to a first version with rehabilitative work activity in it.</summary>
    public static async Task<EetusCase> DraftedAsync(OfficeHost office, params PlannedService[] services)
    {
        var eetu = await AcceptedAsync(office);
        await eetu.DraftAsync(services.Length == 0 ? [Ktt()] : services);
        return eetu;
    }

    public static PlannedService Service(ServiceKind kind) => new()
    {
        Name = "Palvelu",
        Organiser = Participants.Region.ToString(),
        StartsOn = "2024-01-22",
        Measure = "Kolme paivaa viikossa",
        Kind = kind,
        RehabilitativeWork = kind == ServiceKind.RehabilitativeWorkActivity
            ? new RehabilitativeWorkTerms { Goal = KttGoal, SupportAndGuidance = "Ohjaaja", FitToOtherServices = "Ei muita" }
            : null,
    };

    public static PlannedService Ktt() => Service(ServiceKind.RehabilitativeWorkActivity);

    public static Actor RegionWorker(ActorRole role = ActorRole.Professional) =>
        new() { PairwiseId = "region-worker-1", Role = role, Assurance = "urn:mesh:assurance:high" };

    /// <summary>The referral as the region gives it.</summary>
    public RegionReferral Referral(ReferralKind kind = ReferralKind.Invitation) => new()
    {
        ReferralId = ReferralId,
        Kind = kind,
        RuleIds = { "AKT-ELIG-O25-3" },
        EndedMonthsInARow = 12,
        AssessedOn = "2023-12-04",
        HomeMunicipality = "405",
        ProposedTime = kind == ReferralKind.Invitation ? office.Now.AddDays(7).ToTimestamp() : null,
        Representative = kind == ReferralKind.Invitation ? new Representative { Name = RepresentativeName, Unit = "Aikuissosiaalityo" } : null,
    };

    /// <summary>The notice of it.</summary>
    public NoticeEnvelope Notice(ReferralKind kind = ReferralKind.Invitation, Participation? source = null, DateTimeOffset? at = null) => RegionNotices.Of(
        office,
        kind == ReferralKind.Invitation
            ? new LabourAuthorityInvited { ReferralId = ReferralId }
            : new AssistanceCaseHandedOver { ReferralId = ReferralId },
        source,
        FlowId,
        at);

    public async Task ReferAsync(ReferralKind kind = ReferralKind.Invitation)
    {
        office.Doors.TellReferral(People.Eetu, Referral(kind));
        await office.ReceiveAsync(Notice(kind));
    }

    public AcceptRegionReferralRequest Acceptance() => new() { RequestId = AinosCase.Id(), ReferralId = ReferralId };

    public async Task<AcceptRegionReferralResponse> AcceptAsync()
    {
        var accepted = await office.Send(Callers.Expert, Acceptance());
        (CaseId, Version) = (accepted.CaseId, accepted.CaseVersion);
        return accepted;
    }

    public async Task RecordPlanAsync(string madeOn) => await office.Send(
        Callers.Expert, new RecordEmploymentPlanRequest { RequestId = AinosCase.Id(), JobseekerId = JobseekerId, MadeOn = madeOn });

    public EndJobSearchRequest EndJobSearch(string endedOn) =>
        new() { RequestId = AinosCase.Id(), JobseekerId = JobseekerId, EndedOn = endedOn };

    public async Task EndJobSearchAsync(string endedOn) => await office.Send(Callers.Expert, EndJobSearch(endedOn));

    public async Task RecordInterviewAsync(InterviewState state, string on) => await office.Send(
        Callers.Expert,
        new RecordInterviewRequest { RequestId = AinosCase.Id(), JobseekerId = JobseekerId, State = state, InterviewOn = on });

    public async Task<Evaluation> EvaluateAsync() =>
        (await office.Send(Callers.Expert, new EvaluateEligibilityRequest { JobseekerId = JobseekerId })).Evaluation;

    public async Task<CapacityFinding> FindAsync(SignerRole role)
    {
        switch (role)
        {
            case SignerRole.LabourAuthority:
                var own = await office.Send(Callers.Expert, new RecordCapacityFindingRequest { RequestId = AinosCase.Id(), CaseId = CaseId });
                return Found(own.CaseVersion, own.CapacityFinding);
            case SignerRole.SocialCare:
                var reported = await office.Send(Callers.Region, Report());
                return Found(reported.CaseVersion, reported.CapacityFinding);
            default:
                var agreed = await office.Send(Callers.Eetu, new AgreeToCapacityFindingRequest { RequestId = AinosCase.Id(), CaseId = CaseId });
                return Found(agreed.CaseVersion, agreed.CapacityFinding);
        }
    }

    public async Task FindJointlyAsync()
    {
        await FindAsync(SignerRole.LabourAuthority);
        await FindAsync(SignerRole.SocialCare);
        await FindAsync(SignerRole.Client);
    }

    public ReportCapacityFindingRequest Report() => new() { RequestId = AinosCase.Id(), CaseId = CaseId, Actor = RegionWorker() };

    public RecordBenefitInformationRequest OwnInformation(DateTimeOffset? at = null) => new()
    {
        RequestId = AinosCase.Id(),
        CaseId = CaseId,
        InformedAt = at?.ToTimestamp(),
        Channel = InformationChannel.InPerson,
    };

    public ReportBenefitInformationRequest RegionInformation(DateTimeOffset? at = null) => new()
    {
        RequestId = AinosCase.Id(),
        CaseId = CaseId,
        InformedAt = at?.ToTimestamp(),
        Channel = InformationChannel.Remote,
        Actor = RegionWorker(),
    };

    public async Task<IReadOnlyList<SignerRole>> InformAsync(SignerRole role, DateTimeOffset? at = null)
    {
        if (role == SignerRole.LabourAuthority)
        {
            var own = await office.Send(Callers.Expert, OwnInformation(at));
            Version = own.CaseVersion;
            return own.GivenBy;
        }

        var reported = await office.Send(Callers.Region, RegionInformation(at));
        Version = reported.CaseVersion;
        return reported.GivenBy;
    }

    public ContributeToPlanRequest Contribution(params PlannedService[] services) => new()
    {
        RequestId = AinosCase.Id(),
        CaseId = CaseId,
        ExpectedVersion = Version,
        Text = "Alueen osuus",
        Services = { services },
        Actor = RegionWorker(),
    };

    public async Task ContributeAsync(params PlannedService[] services) =>
        Version = (await office.Send(Callers.Region, Contribution(services))).CaseVersion;

    public DraftPlanRequest Draft(params PlannedService[] services) => new()
    {
        RequestId = AinosCase.Id(),
        CaseId = CaseId,
        ExpectedVersion = Version,
        Content = new PlanContent
        {
            ClientGoals = { "Oma tavoite: toihin" },
            Services = { services },
            FollowUp = "Seuranta kuukausittain",
            ResponsiblePerson = "Veera Vastuuhenkilo",
            NextReview = "2024-04-15",
        },
    };

    public async Task<DraftPlanResponse> DraftAsync(params PlannedService[] services)
    {
        var drafted = await office.Send(Callers.Expert, Draft(services));
        (Version, PlanVersion, Digest) = (drafted.CaseVersion, drafted.PlanVersion, drafted.ContentSha256);
        return drafted;
    }

    public SignPlanRequest Signature() => new() { RequestId = AinosCase.Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest };

    public CosignPlanRequest Cosignature() =>
        new() { RequestId = AinosCase.Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest, Actor = RegionWorker() };

    public SignMyPlanRequest OwnSignature() => new() { RequestId = AinosCase.Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest };

    public async Task<PlanCase> GetAsync() => (await office.Send(Callers.Expert, new GetPlanCaseRequest { CaseId = CaseId })).PlanCase;

    /// <summary>What the case waits for, as code and who.</summary>
    public async Task<IReadOnlyList<(string Code, SignerRole Who)>> NextStepsAsync() =>
        [.. (await GetAsync()).NextSteps.Select(step => (step.Code, step.Who))];

    private CapacityFinding Found(int version, CapacityFinding finding)
    {
        Version = version;
        return finding;
    }
}
