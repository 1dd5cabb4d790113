using Grpc.Core;

namespace Mesh.WellbeingRegion.Tests.JointPlans;

public sealed class ListTests
{
    [Fact]
    public async Task List_WhenThereAreSeveralPages_GivesEachCaseOnceNewestChangeFirst()
    {
        await using var region = await TestRegion.StartAsync();
        var invited = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            region.Clock.Advance(TimeSpan.FromMinutes(1));
            invited.Insert(0, (await region.InvitedAsync()).Id.ToString());
        }

        var listed = new List<string>();
        var pages = 0;
        var token = "";
        do
        {
            var page = await region.ListAsync(Participants.Worker, size: 2, token);
            listed.AddRange(page.JointCases.Select(joint => joint.CaseId));
            token = page.NextPageToken;
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(invited, listed);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task List_WhenTheTokenIsNoneOfOurs_IsRefused()
    {
        await using var region = await TestRegion.StartAsync();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => region.ListAsync(Participants.Worker, token: "%%"));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
    }

    [Fact]
    public async Task List_WhenAColleagueHasAccepted_ShowsOnlyInvitationsStillOpen()
    {
        await using var region = await TestRegion.StartAsync();
        var accepted = await region.AcceptedAsync();
        var open = region.Opened();
        open.Person = "030988-917F";
        await region.ReceiveAsync(Notices.Invitation(open, region));

        Assert.Equal([open.Id.ToString()], (await region.ListAsync(Participants.Colleague)).JointCases.Select(joint => joint.CaseId));
        var own = (await region.ListAsync(Participants.Worker)).JointCases.Select(joint => joint.CaseId).ToHashSet();
        Assert.Equal([accepted.Id.ToString(), open.Id.ToString()], own);
    }
}
