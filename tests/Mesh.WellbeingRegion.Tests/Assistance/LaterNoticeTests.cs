using Mesh.WellbeingRegion.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>F01 again: to which case a further notice about a client is counted, and when it opens another.</summary>
public sealed class LaterNoticeTests
{
    [Theory]
    [InlineData("2023-12", "2023-12", false)]
    [InlineData("2024-01", "2024-12", true)]
    public async Task Notice_WhenTheCaseIsClosed_OpensAnotherOnlyForALaterRun(string first, string last, bool opens)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");
        eetu.Months.AddRange(Days.Months(first, last));
        if (!opens)
        {
            // The run goes on without a break: Kela's later notice is still about the same one.
            eetu.Months.AddRange(Days.Months("2024-01", "2024-12"));
        }

        var notice = await eetu.NotifyAsync();

        var rows = await region.RowsAsync<AssistanceCaseRow>();
        Assert.Equal(opens ? 2 : 1, rows.Count);
        var told = (await region.ToldAsync<AssistanceNoticeHandled>()).Single(handled => handled.NoticeId == notice.Id.ToString());
        Assert.Equal(opens ? ("RECEIVED", "") : ("NOT_NEEDED", "EMPLOYED"), (told.StateCode, told.ReasonCode));
        Assert.Equal(opens ? 1 : 0, rows.Count(row => row.State == AssistanceState.Received));
    }

    [Theory]
    [InlineData("ASSISTANCE_MONTHS_UNDER_25", 1)]
    [InlineData("ASSISTANCE_MONTHS_FROM_25", 2)]
    public async Task Notice_WhenTheCaseIsClosedAndTheRunGoesOn_OpensAnotherOnlyForTheOtherThreshold(string threshold, int cases)
    {
        await using var region = await RegionHost.StartAsync("1.4.2023");
        var young = EetusCase.In(region);
        (young.Person, young.Born, young.Threshold) = (EetusCase.YoungCode, Days.Of("10.12.1998"), "ASSISTANCE_MONTHS_UNDER_25");
        young.Months = [.. Days.Months("2022-12", "2023-12")];
        await young.NotifyAsync();
        await young.TakeAsync();
        await region.Send(Participants.Worker, await young.ClosingAsync());
        region.MoveTo("10.12.2023");
        young.Threshold = threshold;

        await young.NotifyAsync();
        await young.NotifyAsync();

        var rows = (await region.RowsAsync<AssistanceCaseRow>()).OrderBy(row => row.ReceivedOn).ToList();
        Assert.Equal(cases, rows.Count);
        Assert.Equal((cases == 1 ? 3 : 1, Days.Of("1.12.2022")), (rows[0].Notices, rows[0].RunBegan));
    }

    [Fact]
    public async Task Notice_WhenAnEvaluationHasSeenTheLaterRunBefore_OpensAnotherAllTheSame()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("1.6.2024");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.EvaluateAsync();
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");

        await eetu.NotifyAsync();

        Assert.Equal(2, (await region.RowsAsync<AssistanceCaseRow>()).Count);
    }

    [Fact]
    public async Task Notice_WhenItIsOfALaterRunAndTheCaseIsWorkedOn_IsCountedToThatCase()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();

        var row = await eetu.RowAsync();
        Assert.Equal((2, AssistanceState.Taken, Days.Of("1.1.2024")), (row.Notices, row.State, row.RunBegan));
    }

    [Theory]
    [InlineData("2022-12", 1)]
    [InlineData("2024-01", 2)]
    public async Task Notice_WhenTheCaseIsJoined_OpensAnotherOnlyForALaterRun(string began, int cases)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.JoinedAsync(region, Guid.CreateVersion7());
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months(began, "2024-12")];

        await eetu.NotifyAsync();
        await eetu.NotifyAsync();

        var rows = await region.RowsAsync<AssistanceCaseRow>();
        Assert.Equal(cases, rows.Count);
        Assert.Equal(cases == 1 ? 3 : 1, rows.Single(row => row.State == AssistanceState.Joined).Notices);
        Assert.Equal(cases - 1, (await region.Send(Participants.Colleague, new ListAssistanceCasesRequest())).AssistanceCases.Count);
    }

    [Fact]
    public async Task Notice_WhenALaterRunHasOpenedAnother_IsCountedToThatOne()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        region.MoveTo("1.1.2025");
        eetu.Months = [.. Days.Months("2024-01", "2024-12")];
        await eetu.NotifyAsync();
        await eetu.NotifyAsync();

        Assert.Equal([1, 2], (await region.RowsAsync<AssistanceCaseRow>()).OrderBy(row => row.ReceivedOn).Select(row => row.Notices));
    }
}
