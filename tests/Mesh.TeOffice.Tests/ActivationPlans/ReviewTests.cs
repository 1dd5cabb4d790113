using Grpc.Core;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>F09: reviews as they are recorded, and the sweep for those that were not held (AKT-REV-1).</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData("29.2.2024", "2024-02-29", 0, "2024-05-29", "2024-05-29")]
    [InlineData("1.3.2024", "2024-03-01", 1, "2024-06-01", "2024-06-03")]
    public async Task RecordReview_WhenOnSc1sDays_TellsHowLateAndWhenNext(
        string today, string heldOn, int daysLate, string due, string lastLawful)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        office.MoveTo(today);

        var reviewed = await aino.ReviewAsync(heldOn);

        Assert.Equal((daysLate, due, lastLawful), (reviewed.DaysLate, reviewed.Next.DueDate, reviewed.Next.LastLawfulDate));
        var held = Assert.Single((await aino.GetAsync()).HeldReviews);
        Assert.Equal((heldOn, "CONTINUES", daysLate), (held.HeldOn, held.ResultCode, held.DaysLate));
        Assert.Equal("PlanReviewHeld", (await office.ToldAsync())[^1]);
    }

    [Fact]
    public async Task RecordReview_WhenTheDayIsWrong_IsRefusedAndNothingIsWritten()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);

        Assert.Equal([("held_on", "IN_FUTURE")], await Refused.ViolationsAsync(office.Send(Callers.Expert, aino.Review("2023-12-01"))));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "REVIEW_BEFORE_ANCHOR", "2023-11-30"),
            await Refused.DetailAsync(office.Send(Callers.Expert, aino.Review("2023-11-29")), "anchor"));
        Assert.Empty(await office.RowsAsync<ReviewRow>());
    }

    [Fact]
    public async Task Sweep_WhenTheLastLawfulDayHasPassed_TellsOnceForEachMissedDate()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        using var sweep = office.New<ReviewSweep>();

        Assert.Equal(0, await ToldAsync("28.2.2024"));
        Assert.Equal(0, await ToldAsync("29.2.2024"));
        Assert.Equal(1, await ToldAsync("1.3.2024"));
        Assert.Equal(1, await ToldAsync("1.3.2024"));
        Assert.Equal(1, await ToldAsync("2.3.2024"));

        // Held late: the next is due on a Saturday, so through Monday 3.6. it is in time.
        await aino.ReviewAsync("2024-03-01");
        Assert.Equal(1, await ToldAsync("2.3.2024"));
        Assert.Equal(1, await ToldAsync("3.6.2024"));
        Assert.Equal(2, await ToldAsync("4.6.2024"));
        Assert.Equal(2, await ToldAsync("31.8.2024"));

        async Task<int> ToldAsync(string day)
        {
            office.MoveTo(day);
            await sweep.SweepAsync(TestContext.Current.CancellationToken);
            return (await office.ToldAsync()).Count(name => name == "PlanReviewOverdue");
        }
    }

    [Fact]
    public async Task Sweep_WhenReplicasRunItAtOnce_TellsOnce()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        office.MoveTo("1.3.2024");
        await using var replica = office.Replica();
        OfficeHost[] hosts = [office, replica, office, replica];
        var sweeps = hosts.Select(host => host.New<ReviewSweep>()).ToList();

        await Task.WhenAll(sweeps.Select(sweep => Task.Run(() => sweep.SweepAsync(TestContext.Current.CancellationToken))));

        // Whoever lost looks again with the next minute.
        await sweeps[0].SweepAsync(TestContext.Current.CancellationToken);
        Assert.Single(await office.ToldAsync(), name => name == "PlanReviewOverdue");
        Assert.Equal(aino.Version, (await aino.GetAsync()).CaseVersion);
        sweeps.ForEach(sweep => sweep.Dispose());
    }

    [Fact]
    public async Task Sweep_WhenTheReviewWasHeldInTime_TellsNothing()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        using var sweep = office.New<ReviewSweep>();
        office.MoveTo("29.2.2024");
        await aino.ReviewAsync("2024-02-29");
        office.MoveTo("1.3.2024");

        await sweep.SweepAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("PlanReviewOverdue", await office.ToldAsync());
    }

    [Fact]
    public async Task Sweep_WhenOneCaseIsInTrouble_TellsOfTheOthers()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        await AinosCase.ActiveAsync(office);
        await office.TamperAsync(
            "CREATE TEMP TABLE twin AS SELECT * FROM plan_case;"
            + "UPDATE twin SET case_id = '00000000-0000-7000-8000-000000000000', region = NULL;"
            + "INSERT INTO plan_case SELECT * FROM twin; DROP TABLE twin");
        using var sweep = office.New<ReviewSweep>();
        office.MoveTo("1.3.2024");

        await sweep.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal("PlanReviewOverdue", (await office.ToldAsync())[^1]);
        Assert.Contains("sweep of overdue reviews failed", office.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_WhenItTells_GoesOnInTheCasesFlowAndLeavesTheCaseAsItWas()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        using var sweep = office.New<ReviewSweep>();
        office.MoveTo("1.3.2024");

        await sweep.SweepAsync(TestContext.Current.CancellationToken);

        var plan = await aino.GetAsync();
        Assert.Equal((plan.FlowId, plan.CaseVersion), ((await office.OutboxAsync())[^1].FlowId.ToString(), aino.Version));
        Assert.Equal(1, plan.Review.DaysOverdue);
    }
}
