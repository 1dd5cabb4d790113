using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Tests.Eligibility;

/// <summary>Who sees which findings, and in which order.</summary>
public sealed class FindingsTests
{
    [Fact]
    public async Task List_WhenAClientIsAnothers_ShowsTheFindingToTheOneWithTheTieOnly()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        await office.ReceiveAsync(KelaNotices.Threshold(office));

        var own = Assert.Single((await office.Send(Callers.Expert, new ListEligibilityFindingsRequest())).Findings);
        Assert.Equal((aino.JobseekerId, "2023-11-13", RuleResult.Met, true), (own.JobseekerId, own.AsOf, own.Result, own.BoundaryDiscrepancy));
        Assert.Empty((await office.Send(Callers.Colleague, new ListEligibilityFindingsRequest())).Findings);
    }

    [Fact]
    public async Task List_WhenThePersonIsNotInTheRegister_ShowsTheFindingToEverybody()
    {
        await using var office = await OfficeHost.StartAsync();
        office.Doors.TellPaidDays(People.Eetu);
        await office.ReceiveAsync(KelaNotices.Threshold(office));

        var finding = Assert.Single((await office.Send(Callers.Colleague, new ListEligibilityFindingsRequest())).Findings);

        Assert.Equal(("", "", RuleResult.Unknown), (finding.JobseekerId, finding.EvaluationId, finding.Result));
    }

    [Fact]
    public async Task List_WhenThereAreManyPages_GivesEachOnceNewestFirst()
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);
        var told = new List<string>();
        for (var day = 14; day <= 18; day++)
        {
            office.MoveTo($"{day}.11.2023");
            var notice = KelaNotices.Threshold(office);
            await office.ReceiveAsync(notice);
            told.Insert(0, notice.Id.ToString());
        }

        var seen = new List<string>();
        var token = "";
        do
        {
            var page = await office.Send(Callers.Expert, new ListEligibilityFindingsRequest { PageSize = 2, PageToken = token });
            Assert.InRange(page.Findings.Count, 0, 2);
            seen.AddRange(page.Findings.Select(finding => finding.FindingId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(told, seen);
    }
}
