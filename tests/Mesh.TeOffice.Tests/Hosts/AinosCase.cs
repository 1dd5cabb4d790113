using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.TeOffice.Tests.Hosts;

/// <summary>Aino's case at the office (SC1), as far as a test takes it. Knows the versions that the next act names.</summary>
internal sealed class AinosCase(OfficeHost office, string jobseekerId)
{
    public const string Goal = "Oma tavoite: ammattitutkinto";
    public const string ContributionText = "Kuntouttava jakso syksylla";
    public const string ResponsiblePerson = "Veera Vastuuhenkilo";
    public const string RepresentativeName = "Ritva Edustaja";

    public string JobseekerId => jobseekerId;

    public string CaseId { get; private set; } = "";

    public int Version { get; private set; }

    public int PlanVersion { get; private set; }

    public ByteString Digest { get; private set; } = ByteString.Empty;

    public static string Id() => Guid.CreateVersion7().ToString();

    /// <summary>Registers Aino with an employment plan made on 15.9.2023; the office's day is later.</summary>
    public static async Task<AinosCase> RegisterAsync(OfficeHost office)
    {
        var registered = await office.Send(Callers.Expert, Registration());
        await office.Send(Callers.Expert, new RecordEmploymentPlanRequest
        {
            RequestId = Id(),
            JobseekerId = registered.JobseekerId,
            MadeOn = "2023-09-15",
        });
        office.Doors.TellPaidDays(People.Aino, Days.Weekdays("6.3.2023", "31.12.2023"));
        return new AinosCase(office, registered.JobseekerId);
    }

    /// <summary>Registers Aino and opens the case.</summary>
    public static async Task<AinosCase> OpenAsync(OfficeHost office)
    {
        var aino = await RegisterAsync(office);
        var opened = await aino.RecordNeedAsync((await aino.EvaluateAsync()).EvaluationId);
        (aino.CaseId, aino.Version) = (opened.CaseId, opened.CaseVersion);
        return aino;
    }

    /// <summary>Opens the case, and the region accepts.</summary>
    public static async Task<AinosCase> AcceptedAsync(OfficeHost office)
    {
        var aino = await OpenAsync(office);
        await aino.InviteAsync();
        aino.Version = (await office.Send(Callers.Region, aino.Acceptance())).CaseVersion;
        return aino;
    }

    /// <summary>Takes the case to its first version.</summary>
    public static async Task<AinosCase> DraftedAsync(OfficeHost office)
    {
        var aino = await AcceptedAsync(office);
        await aino.DraftAsync();
        return aino;
    }

    /// <summary>Takes the case to an active plan, signed by all today.</summary>
    public static async Task<AinosCase> ActiveAsync(OfficeHost office)
    {
        var aino = await DraftedAsync(office);
        await aino.SignAsync(SignerRole.LabourAuthority);
        await aino.SignAsync(SignerRole.SocialCare);
        await aino.SignAsync(SignerRole.Client);
        return aino;
    }

    public static RegisterJobseekerRequest Registration() => new()
    {
        RequestId = Id(),
        PersonalIdentityCode = People.Aino.Reveal(),
        HomeMunicipality = "405",
        ClientGroup = "GENERAL",
        ValidFrom = "2023-03-06",
    };

    public async Task<Evaluation> EvaluateAsync(string asOf = "") =>
        (await office.Send(Callers.Expert, new EvaluateEligibilityRequest { JobseekerId = JobseekerId, AsOf = asOf })).Evaluation;

    public async Task<RecordNeedResponse> RecordNeedAsync(string evaluationId, string reason = "STATUTE_FOLLOWED") =>
        await office.Send(Callers.Expert, new RecordNeedRequest { RequestId = Id(), EvaluationId = evaluationId, BoundaryReasonCode = reason });

    public InviteRegionRequest Invitation() => new()
    {
        RequestId = Id(),
        CaseId = CaseId,
        ExpectedVersion = Version,
        ProposedTime = office.Now.AddDays(7).ToTimestamp(),
    };

    public async Task<InviteRegionResponse> InviteAsync()
    {
        var invited = await office.Send(Callers.Expert, Invitation());
        Version = invited.CaseVersion;
        return invited;
    }

    public AcceptInvitationRequest Acceptance() => new()
    {
        RequestId = Id(),
        CaseId = CaseId,
        Representative = new Representative { Name = RepresentativeName, Unit = "Aikuissosiaalityo" },
        Actor = RegionWorker(),
    };

    public ContributeToPlanRequest Contribution(string text = ContributionText) => new()
    {
        RequestId = Id(),
        CaseId = CaseId,
        ExpectedVersion = Version,
        Text = text,
        Actor = RegionWorker(),
    };

    public async Task ContributeAsync(string text = ContributionText) =>
        Version = (await office.Send(Callers.Region, Contribution(text))).CaseVersion;

    public DraftPlanRequest Draft(string goal = Goal) => new()
    {
        RequestId = Id(),
        CaseId = CaseId,
        ExpectedVersion = Version,
        Content = new PlanContent
        {
            ClientGoals = { goal },
            Services =
            {
                new PlannedService
                {
                    Name = "Tyohonvalmennus",
                    Organiser = Participants.Lappeenranta.ToString(),
                    StartsOn = "2023-12-11",
                    Measure = "Valmennus kolmena paivana",
                },
            },
            FollowUp = "Seuranta kuukausittain",
            ResponsiblePerson = ResponsiblePerson,
            NextReview = "2024-02-13",
        },
    };

    public async Task<DraftPlanResponse> DraftAsync(string goal = Goal)
    {
        var drafted = await office.Send(Callers.Expert, Draft(goal));
        (Version, PlanVersion, Digest) = (drafted.CaseVersion, drafted.PlanVersion, drafted.ContentSha256);
        return drafted;
    }

    public SignPlanRequest Signature() =>
        new() { RequestId = Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest };

    public CosignPlanRequest Cosignature() =>
        new() { RequestId = Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest, Actor = RegionWorker() };

    public SignMyPlanRequest OwnSignature() =>
        new() { RequestId = Id(), CaseId = CaseId, PlanVersion = PlanVersion, ContentSha256 = Digest };

    public async Task<(PlanState State, int Signatures, string EffectiveOn)> SignAsync(SignerRole role)
    {
        switch (role)
        {
            case SignerRole.LabourAuthority:
                var signed = await office.Send(Callers.Expert, Signature());
                return Signed(signed.CaseVersion, signed.State, signed.Signatures, signed.EffectiveOn);
            case SignerRole.SocialCare:
                var cosigned = await office.Send(Callers.Region, Cosignature());
                return Signed(cosigned.CaseVersion, cosigned.State, cosigned.Signatures, cosigned.EffectiveOn);
            default:
                var own = await office.Send(Callers.Aino, OwnSignature());
                return Signed(own.CaseVersion, own.State, own.Signatures, own.EffectiveOn);
        }
    }

    public async Task<RecordReviewResponse> ReviewAsync(string heldOn)
    {
        var reviewed = await office.Send(Callers.Expert, Review(heldOn));
        Version = reviewed.CaseVersion;
        return reviewed;
    }

    public RecordReviewRequest Review(string heldOn) =>
        new() { RequestId = Id(), CaseId = CaseId, ExpectedVersion = Version, HeldOn = heldOn, ResultCode = "CONTINUES" };

    public async Task<PlanCase> GetAsync() => (await office.Send(Callers.Expert, new GetPlanCaseRequest { CaseId = CaseId })).PlanCase;

    private static Actor RegionWorker() =>
        new() { PairwiseId = "region-worker-1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" };

    private (PlanState, int, string) Signed(int version, PlanState state, int signatures, string effectiveOn)
    {
        Version = version;
        return (state, signatures, effectiveOn);
    }
}
