using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.Assistance;

/// <summary>What happens while a referral is on its way (F04): the client moves, or the case is closed here.</summary>
public sealed class ReferralOvertakenTests
{
    // The client moves while the referral waits: who is asked changes, whom the client was referred to does not.
    [Theory]
    [InlineData("092", "PILOT")]
    [InlineData("092", "")]
    public async Task Accepted_WhenTheClientHasMovedSince_IsBelievedFromWhomTheClientWasReferredTo(string municipality, string group)
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        region.MoveTo("8.1.2024");
        eetu.Months.Add("2023-12");
        (eetu.Municipality, eetu.ClientGroup) = (municipality, group);

        // The first learns of the move from Kela, the second asks whom the directory names for where the client lives now.
        await eetu.EvaluateAsync();
        await eetu.EvaluateAsync();
        var opened = Guid.CreateVersion7();

        Assert.Equal(Participants.TeOffice.ToString(), (await eetu.RowAsync()).LabourAuthority);
        await eetu.AcceptedAsync(opened);
        Assert.Empty(await region.ParkedAsync());
        Assert.Equal((AssistanceState.Joined, opened), ((await eetu.RowAsync()).State, (await eetu.RowAsync()).JointCaseId));
    }

    // Closed here while the answer was on its way: the plan is there all the same, and what it waits for is still found here.
    [Fact]
    public async Task FactRecorded_WhenTheCaseWasClosedBeforeItWasAccepted_LiftsTheBlockOfThePlan()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.InvitedAsync(region);
        await region.Send(Participants.Worker, await eetu.ClosingAsync());
        await eetu.AcceptedAsync(Guid.CreateVersion7());
        Assert.Equal((AssistanceState.Closed, MeasuresState.Blocked), ((await eetu.RowAsync()).State, (await eetu.RowAsync()).Measures));
        region.MoveTo("18.12.2023");
        eetu.Register.EmploymentPlanMadeOn = "2023-12-18";

        await eetu.FactRecordedAsync();

        Assert.Equal((AssistanceState.Closed, MeasuresState.Allowed), ((await eetu.RowAsync()).State, (await eetu.RowAsync()).Measures));
        Assert.Equal(MeasuresState.Allowed, (await eetu.EvaluateAsync()).Measures);
    }
}
