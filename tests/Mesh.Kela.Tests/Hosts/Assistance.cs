using System.Globalization;
using System.Text.Json.Nodes;
using Mesh.Identity;
using Mesh.Kela.SocialAssistance;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Recordings of social assistance, and what Kela shows of what came of them.</summary>
internal static class Assistance
{
    /// <summary>Calendar months in a row, YYYY-MM.</summary>
    public static IEnumerable<string> Months(string first, int count)
    {
        var start = DateOnly.ParseExact(first, "yyyy-MM", CultureInfo.InvariantCulture);
        return Enumerable.Range(0, count).Select(after => start.AddMonths(after).ToString("yyyy-MM", CultureInfo.InvariantCulture));
    }

    /// <summary>A date as the domain's tables write it: 1.12.2023.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "d.M.yyyy", CultureInfo.InvariantCulture);

    public static ClientAssistanceMonths Of(
        string code,
        IEnumerable<string>? granted = null,
        IEnumerable<string>? withdrawn = null,
        MainLivelihood main = MainLivelihood.Yes,
        string municipality = Payments.Lappeenranta,
        string group = "") => new()
        {
            PersonalIdentityCode = code,
            HomeMunicipality = municipality,
            ClientGroup = group,
            Granted = { (granted ?? []).Select(month => new GrantedMonth { Month = month, MainLivelihood = main }) },
            Withdrawn = { withdrawn ?? [] },
        };

    public static Task<RecordAssistanceMonthsResponse> RecordAsync(this KelaHost kela, params ClientAssistanceMonths[] clients) =>
        kela.RecordAsync(Guid.CreateVersion7().ToString(), clients);

    public static async Task<RecordAssistanceMonthsResponse> RecordAsync(this KelaHost kela, string requestId, params ClientAssistanceMonths[] clients) =>
        await kela.As<SocialAssistanceRegisterService.SocialAssistanceRegisterServiceClient>(Callers.System)
            .RecordAssistanceMonthsAsync(new RecordAssistanceMonthsRequest { RequestId = requestId, Clients = { clients } });

    /// <summary>Moves the clock and sweeps; how many notices have been sent by then.</summary>
    public static async Task<int> SweepAsync(this KelaHost kela, string day)
    {
        kela.MoveTo(Day(day));
        return await kela.SweepAsync();
    }

    /// <summary>Sweeps; how many notices have been sent by then.</summary>
    public static async Task<int> SweepAsync(this KelaHost kela)
    {
        using var sweep = kela.New<AssistanceSweep>();
        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        return (await kela.OutboxAsync()).Count;
    }

    /// <summary>What Kela's professionals see.</summary>
    public static async Task<ListAssistanceNoticesResponse> ListNoticesAsync(
        this KelaHost kela, AssistanceNoticeState state = AssistanceNoticeState.Unspecified, int size = 0, string page = "") =>
        await kela.As<AssistanceNoticeService.AssistanceNoticeServiceClient>(Callers.Officer)
            .ListAssistanceNoticesAsync(new ListAssistanceNoticesRequest { State = state, PageSize = size, PageToken = page });

    /// <summary>The one entry that there is.</summary>
    public static async Task<AssistanceNotice> NoticeAsync(this KelaHost kela) => Assert.Single((await kela.ListNoticesAsync()).Notices);

    /// <summary>The municipalities that a region serves, in a directory that is being changed.</summary>
    public static JsonArray Served(this JsonObject directory, Participation region) => directory["participants"]!.AsArray()
        .Single(entry => $"{entry!["organisation"]}/{entry["role"]}" == region.ToString())!["areas"]![0]!["municipalities"]!.AsArray();
}
