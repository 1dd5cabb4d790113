using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.Referrals.V1;

namespace Mesh.TeOffice.Tests.Referrals;

/// <summary>A region that waits for an employment plan or interview is told to ask again.</summary>
public sealed class JobSearchFactTests
{
    private const string Told = nameof(JobSearchFactRecorded);

    [Theory]
    [InlineData("plan")]
    [InlineData("booked")]
    [InlineData("held")]
    [InlineData("ended")]
    public async Task Record_WhenAReferralIsOpen_TellsItsRegionInTheReferralsFlow(string fact)
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();

        await RecordAsync(eetu, fact);

        var told = Assert.Single(await office.OutboxAsync());
        Assert.Equal(
            (Participants.Region, eetu.FlowId, Told), (told.Recipient, told.FlowId, NoticeTypes.ShortName(told.Type)));
        Assert.Equal($$"""{ "referralId": "{{eetu.ReferralId}}" }""", told.Data);
        Assert.Contains("F05 JobSearchFactRecorded", (await office.JournalAsync()).Select(step => step.Step));
        Assert.Equal(
            [$"{told.Id} {Participants.Region}"], await office.ColumnAsync("SELECT notice_id || ' ' || recipient FROM notice_subject"));
    }

    [Fact]
    public async Task Record_WhenTheReferralIsAccepted_TellsItsRegionAlso()
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        await eetu.RecordPlanAsync("2023-12-18");

        Assert.Equal(["RegionReferralAccepted", Told], await office.ToldAsync());
        Assert.Equal(eetu.CaseId, (await office.JournalAsync()).Single(step => step.Step == "F05 JobSearchFactRecorded").CaseId.ToString());
    }

    [Fact]
    public async Task Record_WhenTheJointCaseHasEnded_TellsNobody()
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);
        await office.ActAsync(async (scope, token) =>
        {
            var plan = await scope.GetRequiredService<DbContext>().Set<PlanCaseRow>().SingleAsync(token);
            plan.State = PlanState.Ended;
        });

        await eetu.RecordPlanAsync("2023-12-18");

        Assert.DoesNotContain(Told, await office.ToldAsync());
    }

    [Fact]
    public async Task Record_WhenTheClientWasHandedOver_TellsNobody()
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync(ReferralKind.Handover);

        await eetu.RecordPlanAsync("2023-12-18");

        Assert.Empty(await office.OutboxAsync());
    }

    [Fact]
    public async Task Record_WhenItIsAnotherClientsFact_TellsNobody()
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        await (await EetusCase.RegisterAsync(office)).ReferAsync();

        await AinosCase.RegisterAsync(office);

        Assert.Empty(await office.OutboxAsync());
    }

    [Fact]
    public async Task Record_WhenSentTwice_TellsOnce()
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.ReferAsync();
        var request = new RecordEmploymentPlanRequest { RequestId = AinosCase.Id(), JobseekerId = eetu.JobseekerId, MadeOn = "2023-12-18" };

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Equal([Told], await office.ToldAsync());
    }

    private static Task RecordAsync(EetusCase eetu, string fact) => fact switch
    {
        "plan" => eetu.RecordPlanAsync("2023-12-18"),
        "ended" => eetu.EndJobSearchAsync("2023-12-18"),
        "booked" => eetu.RecordInterviewAsync(InterviewState.Booked, "2024-01-10"),
        _ => eetu.RecordInterviewAsync(InterviewState.Held, "2023-12-18"),
    };
}
