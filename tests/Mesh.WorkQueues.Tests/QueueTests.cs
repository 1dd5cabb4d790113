using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues.Tests;

/// <summary>What a professional sees of the queue.</summary>
public sealed class QueueTests
{
    private static readonly DateOnly Due = new(2024, 6, 1);
    private static readonly DateOnly Lawful = new(2024, 6, 3);

    [Theory]
    [InlineData("2024-05-31", WorkTiming.Upcoming)]
    [InlineData("2024-06-01", WorkTiming.Due)]
    [InlineData("2024-06-02", WorkTiming.Due)]
    [InlineData("2024-06-03", WorkTiming.Due)]
    [InlineData("2024-06-04", WorkTiming.Overdue)]
    public async Task List_WhenItemHasATermOfLaw_SaysHowTodayStandsToIt(string today, WorkTiming timing)
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync(row => (row.DueOn, row.LastLawfulDate) = (Due, Lawful));
        office.Clock.MoveTo(WireDate.Read(today));

        var item = Assert.Single((await office.ListAsync()).Items);

        Assert.Equal((timing, "2024-06-01", "2024-06-03"), (item.Timing, item.DueOn, item.LastLawfulDate));
        foreach (var asked in Enum.GetValues<WorkTiming>().Except([WorkTiming.Unspecified]))
        {
            var expected = asked == timing ? 1 : 0;
            Assert.Equal(expected, (await office.ListAsync(new() { Timing = asked })).TotalSize);
            Assert.Equal(expected, (await office.CountAsync(new() { Timing = asked })).Total);
        }
    }

    [Theory]
    [InlineData("2024-06-01", WorkTiming.Due)]
    [InlineData("2024-06-02", WorkTiming.Overdue)]
    public async Task List_WhenItemHasATargetOnly_IsOverdueTheDayAfter(string today, WorkTiming timing)
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync(row => row.DueOn = Due);
        office.Clock.MoveTo(WireDate.Read(today));

        var item = Assert.Single((await office.ListAsync()).Items);

        Assert.Equal((timing, ""), (item.Timing, item.LastLawfulDate));
    }

    [Theory]
    [InlineData("2024-05-31", 0)]
    [InlineData("2024-06-01", 1)]
    [InlineData("2024-06-02", 1)]
    public async Task List_WhenItemIsShownFromADay_ShowsItFromThenOn(string today, int shown)
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync(row => row.ShownFrom = Due);
        office.Clock.MoveTo(WireDate.Read(today));

        Assert.Equal(shown, (await office.ListAsync()).TotalSize);
        Assert.Equal(shown, (await office.CountAsync()).Total);
    }

    [Fact]
    public async Task List_WhenItemHasNoDate_HasNoTimingAndIsInNoTimingsFilter()
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync();

        Assert.Equal(WorkTiming.Unspecified, Assert.Single((await office.ListAsync()).Items).Timing);
        Assert.Equal(0, (await office.ListAsync(new() { Timing = WorkTiming.Upcoming })).TotalSize);
    }

    [Fact]
    public async Task List_WhenItemsAreOthers_ShowsOwnClaimedAndUnclaimedOnes()
    {
        await using var office = await Office.OpenAsync();
        var (mine, theirs) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await office.TieAsync(mine, Office.Expert);
        await office.TieAsync(theirs, Office.Colleague);
        var tied = await office.AddAsync(row => (row.PersonId, row.SubjectId) = (null, mine));
        await office.AddAsync(row => (row.PersonId, row.SubjectId) = (null, theirs));
        var named = await office.AddAsync(row => (row.PersonId, row.SubjectId) = (Office.Expert, theirs));
        await office.AddAsync(row => (row.PersonId, row.SubjectId) = (Office.Colleague, mine));
        var unclaimed = await office.AddAsync(row => (row.PersonId, row.IsUnclaimed) = (null, true));

        await SeesAsync(office, new(), tied, named, unclaimed);
        await SeesAsync(office, new() { Holder = WorkHolder.Mine }, tied, named);
        await SeesAsync(office, new() { Holder = WorkHolder.Unclaimed }, unclaimed);
    }

    [Fact]
    public async Task List_WhenTheServiceHasNoTies_ShowsAllButWhatIsAnothersByName()
    {
        await using var office = await Office.OpenAsync(hasTies: false);
        var anybodys = await office.AddAsync(row => row.PersonId = null);
        await office.AddAsync(row => row.PersonId = Office.Colleague);

        await SeesAsync(office, new(), anybodys);
    }

    [Fact]
    public async Task List_WhenFiltered_GivesAnyOfTheKindsOfTheCase()
    {
        await using var office = await Office.OpenAsync();
        var caseId = Guid.CreateVersion7();
        await office.AddAsync(row => row.Kind = WorkKind.Letter);
        await office.AddAsync(row => (row.Kind, row.CaseId) = (WorkKind.Review, caseId));
        await office.AddAsync(row => row.Kind = WorkKind.Review);

        Assert.Equal(3, (await office.ListAsync(new() { Kinds = { WorkKind.Review } })).TotalSize);
        Assert.Equal(4, (await office.ListAsync(new() { Kinds = { WorkKind.Review, WorkKind.Letter } })).TotalSize);
        Assert.Equal(2, (await office.ListAsync(new() { CaseId = caseId.ToString() })).TotalSize);
        Assert.Equal(0, (await office.ListAsync(new() { Kinds = { WorkKind.Letter }, CaseId = caseId.ToString() })).TotalSize);
    }

    [Fact]
    public async Task List_WhenPaged_GivesEachOnceNewestChangeFirst()
    {
        await using var office = await Office.OpenAsync();
        var added = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            added.Add((await office.AddAsync()).ErrandId.ToString());
            office.Clock.MoveBy(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        var request = new ListWorkRequest { PageSize = 2 };
        do
        {
            var page = await office.ListAsync(request);
            Assert.Equal(5, page.TotalSize);
            seen.AddRange(page.Items.Select(item => item.Reference));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        added.Reverse();
        Assert.Equal(added, seen);
    }

    [Fact]
    public async Task Count_WhenThereAreSeveralKinds_CountsEach()
    {
        await using var office = await Office.OpenAsync();
        office.Clock.MoveTo(Due);
        await office.AddAsync(row => (row.Kind, row.DueOn) = (WorkKind.Review, Due));
        await office.AddAsync(row => (row.Kind, row.DueOn) = (WorkKind.Review, Due.AddDays(-1)));
        await office.AddAsync(row => (row.Kind, row.DueOn) = (WorkKind.Review, Due.AddDays(1)));
        await office.AddAsync(row => (row.Kind, row.IsUnclaimed) = (WorkKind.Invitation, true));

        var count = await office.CountAsync();

        Assert.Equal(4, count.Total);
        Assert.Equal(
            [(WorkKind.Invitation, 1, 0, 0, 1), (WorkKind.Review, 3, 1, 1, 0)],
            count.Counts.Select(kind => (kind.Kind, kind.Total, kind.Due, kind.Overdue, kind.Unclaimed)));
    }

    [Fact]
    public async Task Reveal_WhenItemIsTheCallers_TellsTheClientAndIsJournaledInItsFlow()
    {
        await using var office = await Office.OpenAsync();
        var subject = await office.KnowAsync(Office.Aino);
        await office.AddAsync(row => row.SubjectId = subject);
        var item = Assert.Single((await office.ListAsync()).Items);

        var shown = await office.RevealAsync(item.ItemId);

        Assert.Equal(Office.Aino.Reveal(), shown.PersonalIdentityCode);
        var entry = Assert.Single(await office.RowsAsync<JournalRow>());
        Assert.Equal(("RevealWorkClient by professional", Errands.Flow), (entry.Step, entry.FlowId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reveal_WhenItemIsAnothersOrUnknown_IsRefusedAlike(bool exists)
    {
        await using var office = await Office.OpenAsync();
        var subject = await office.KnowAsync(Office.Aino);
        await office.AddAsync(row => (row.SubjectId, row.PersonId) = (subject, Office.Colleague));
        var id = exists ? Assert.Single(await office.RowsAsync<WorkItemRow>()).ItemId : Guid.CreateVersion7();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => office.RevealAsync(id.ToString()));

        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(refusal));
        Assert.Empty(await office.RowsAsync<JournalRow>());
    }

    [Fact]
    public async Task Reveal_WhenTheClientIsNotKept_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync();
        var item = Assert.Single((await office.ListAsync()).Items);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => office.RevealAsync(item.ItemId));

        Assert.Equal("CLIENT_NOT_KEPT", RefusalReader.ReasonOf(refusal));
    }

    private static async Task SeesAsync(Office office, ListWorkRequest request, params Errand[] errands)
    {
        var seen = await office.ListAsync(request);
        Assert.Equal(
            errands.Select(errand => errand.ErrandId.ToString()).Order(StringComparer.Ordinal),
            seen.Items.Select(item => item.Reference).Order(StringComparer.Ordinal));
        Assert.Equal(errands.Length, seen.TotalSize);
        Assert.Equal(errands.Length, (await office.CountAsync(new() { Holder = request.Holder })).Total);
    }
}
