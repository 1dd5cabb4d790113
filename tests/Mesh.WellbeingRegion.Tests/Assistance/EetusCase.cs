using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Calls;
using Mesh.Identity;
using Mesh.Messaging;
using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>Eetu Koeaho of Lappeenranta (SC2): assistance each month from 12/2022; what others say of him, and the region's acts on his case.</summary>
internal sealed class EetusCase
{
    public const string Code = "030988-917F";

    /// <summary>Somebody born on 10.12.1998, for what turns on the 25th birthday.</summary>
    public const string YoungCode = "101298-904K";

    private readonly RegionHost _region;

    private EetusCase(RegionHost region)
    {
        _region = region;
        region.Others.Kela = request => Told(request.AsOf);
        region.Others.JobSearch = request => Standing(request.AsOf);
    }

    /// <summary>Person that Kela names.</summary>
    public string Person { get; set; } = Code;

    /// <summary>That person's date of birth.</summary>
    public DateOnly Born { get; set; } = Days.Of("3.9.1988");

    /// <summary>The threshold that Kela's next notice tells of.</summary>
    public string Threshold { get; set; } = "ASSISTANCE_MONTHS_FROM_25";

    /// <summary>Months with assistance as main livelihood.</summary>
    public List<string> Months { get; set; } = [.. Days.Months("2022-12", "2023-11")];

    /// <summary>Months with assistance that is not, or not known to be, the main livelihood.</summary>
    public Dictionary<string, MainLivelihood> OtherMonths { get; } = [];

    /// <summary>Civil date Kela's answer holds for; the one asked for unless set.</summary>
    public string? KelaAsOf { get; set; }

    public string Municipality { get; set; } = "405";

    public string ClientGroup { get; set; } = "";

    /// <summary>What the labour authority's register says.</summary>
    public JobSearchStanding Register { get; } = new()
    {
        JobSearchValid = true,
        StartingAuthority = StartingAuthority.SocialCare,
        BenefitsKnownOn = "2023-12-01",
    };

    public static EetusCase In(RegionHost region) => new(region);

    /// <summary>A case that Kela's notice has opened.</summary>
    public static async Task<EetusCase> ReceivedAsync(RegionHost region)
    {
        var eetu = In(region);
        await eetu.NotifyAsync();
        return eetu;
    }

    /// <summary>A case that the worker has taken, on 4.12.2023.</summary>
    public static async Task<EetusCase> TakenAsync(RegionHost region)
    {
        var eetu = await ReceivedAsync(region);
        region.MoveTo("4.12.2023");
        await eetu.TakeAsync();
        return eetu;
    }

    /// <summary>A case evaluated, and the labour authority invited.</summary>
    public static async Task<EetusCase> InvitedAsync(RegionHost region)
    {
        var eetu = await TakenAsync(region);
        await eetu.EvaluateAsync();
        await eetu.InviteAsync();
        return eetu;
    }

    /// <summary>A case that the labour authority has joined.</summary>
    public static async Task<EetusCase> JoinedAsync(RegionHost region, Guid jointCase)
    {
        var eetu = await InvitedAsync(region);
        await eetu.AcceptedAsync(jointCase);
        return eetu;
    }

    public async Task<AssistanceCaseRow> RowAsync() => Assert.Single(await _region.RowsAsync<AssistanceCaseRow>());

    public async Task<string> IdAsync() => (await RowAsync()).CaseId.ToString();

    public NoticeEnvelope Notice(Participation? source = null, Guid? id = null) => _region.Envelope(
        new ProlongedAssistanceDetected { ThresholdCode = Threshold }, source ?? Participants.Kela, id: id);

    public async Task<NoticeEnvelope> NotifyAsync()
    {
        var notice = Notice();
        await _region.ReceiveAsync(notice);
        return notice;
    }

    public async Task<TakeAssistanceCaseResponse> TakeAsync(Caller? caller = null) =>
        await Service(caller).TakeAssistanceCaseAsync(await TakingAsync());

    public async Task<TakeAssistanceCaseRequest> TakingAsync()
    {
        var row = (await _region.RowsAsync<AssistanceCaseRow>()).MaxBy(row => row.ReceivedOn)!;
        return new TakeAssistanceCaseRequest { RequestId = Requests.Id(), CaseId = row.CaseId.ToString(), ExpectedVersion = row.Version };
    }

    public async Task<AssistanceCase> EvaluateAsync(string asOf = "") =>
        (await Service().EvaluateAssistanceCaseAsync(new EvaluateAssistanceCaseRequest { CaseId = await IdAsync(), AsOf = asOf })).AssistanceCase;

    public async Task<InviteLabourAuthorityResponse> InviteAsync() => await Service().InviteLabourAuthorityAsync(await InvitingAsync());

    public async Task<InviteLabourAuthorityRequest> InvitingAsync() => new()
    {
        RequestId = Requests.Id(),
        CaseId = await IdAsync(),
        ExpectedVersion = (await RowAsync()).Version,
        ProposedTime = new DateTimeOffset(2023, 12, 18, 7, 0, 0, TimeSpan.Zero).ToTimestamp(),
        Representative = new Representative { Name = "Satu Sosiaali", Unit = "Aikuissosiaalityö" },
    };

    public async Task<HandOverToLabourAuthorityRequest> HandingOverAsync() =>
        new() { RequestId = Requests.Id(), CaseId = await IdAsync(), ExpectedVersion = (await RowAsync()).Version };

    public async Task<RecordOrderExceptionRequest> ExceptingAsync() => new()
    {
        RequestId = Requests.Id(),
        CaseId = await IdAsync(),
        ExpectedVersion = (await RowAsync()).Version,
        ReasonCode = "JOB_SEARCH_NOT_VALID",
    };

    public async Task<CloseAssistanceCaseRequest> ClosingAsync(string reason = "EMPLOYED") => new()
    {
        RequestId = Requests.Id(),
        CaseId = await IdAsync(),
        ExpectedVersion = (await RowAsync()).Version,
        ReasonCode = reason,
    };

    public async Task AcceptedAsync(Guid jointCase, Participation? source = null, int version = 1) => await _region.ReceiveAsync(_region.Envelope(
        new RegionReferralAccepted { ReferralId = await IdAsync(), CaseId = jointCase.ToString(), CaseVersion = version },
        source ?? Participants.TeOffice));

    public async Task<NoticeEnvelope> FactRecordedAsync(Participation? source = null)
    {
        var notice = _region.Envelope(new JobSearchFactRecorded { ReferralId = await IdAsync() }, source ?? Participants.TeOffice);
        await _region.ReceiveAsync(notice);
        return notice;
    }

    public async Task<AssistanceCase> SeenAsync(Caller? caller = null) =>
        (await Service(caller).GetAssistanceCaseAsync(new GetAssistanceCaseRequest { CaseId = await IdAsync() })).AssistanceCase;

    public AssistanceCaseService.AssistanceCaseServiceClient Service(Caller? caller = null) =>
        _region.As<AssistanceCaseService.AssistanceCaseServiceClient>(caller ?? Participants.Worker);

    // As Kela tells it: the months that the law asks for at that age, and how many ended in a row, however many those were.
    private DisclosedContent Told(string asOf)
    {
        var on = KelaAsOf ?? asOf;
        var running = DateOnly.ParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var isUnder25 = Born.AddYears(25) > running;
        var first = running.AddMonths(isUnder25 ? -4 : -12).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var inARow = 0;
        while (Months.Contains(running.AddMonths(-1 - inARow).ToString("yyyy-MM", CultureInfo.InvariantCulture)))
        {
            inARow++;
        }

        return new DisclosedContent
        {
            PersonalIdentityCode = Person,
            SocialAssistanceMonths = new SocialAssistanceMonths
            {
                AsOf = on,
                Months =
                {
                    Months.Select(month => (Month: month, Main: MainLivelihood.Yes))
                        .Concat(OtherMonths.Select(month => (Month: month.Key, Main: month.Value)))
                        .Where(month => string.CompareOrdinal(month.Month, first) >= 0 && string.CompareOrdinal(month.Month, on[..7]) < 0)
                        .OrderBy(month => month.Month)
                        .Select(month => new AssistanceMonth { Month = month.Month, MainLivelihood = month.Main }),
                },
                EndedMonthsInARow = inARow,
                ThresholdCode = isUnder25 ? "ASSISTANCE_MONTHS_UNDER_25" : "ASSISTANCE_MONTHS_FROM_25",
                AgeGroup = isUnder25 ? "UNDER_25" : "FROM_25",
                HomeMunicipality = Municipality,
                ClientGroup = ClientGroup,
            },
        };
    }

    private DisclosedContent Standing(string asOf)
    {
        var standing = Register.Clone();
        standing.AsOf = asOf;
        return new DisclosedContent { JobSearchStanding = standing };
    }
}
