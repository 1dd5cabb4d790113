using CsCheck;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Work.V1;

namespace Mesh.WorkQueues.Tests;

/// <summary>The queue follows what it is derived from.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task Act_WhenItMakesWork_PutsItIntoTheQueue()
    {
        await using var office = await Office.OpenAsync();

        var errand = await office.AddAsync();

        var item = Assert.Single((await office.ListAsync()).Items);
        Assert.Equal(("SIGN", errand.ErrandId.ToString(), "a.B/SIGN"), (item.Code, item.Reference, item.Method));
        Assert.Equal((office.Clock.Now, office.Clock.Now), (item.Since.ToDateTimeOffset(), item.ChangedAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task Act_WhenItSettlesTheWork_TakesItOut()
    {
        await using var office = await Office.OpenAsync();
        var errand = await office.AddAsync();

        await office.ChangeAsync(errand, row => row.IsOpen = false);

        Assert.Empty((await office.ListAsync()).Items);
        Assert.Empty(await office.RowsAsync<WorkItemRow>());
    }

    [Fact]
    public async Task Act_WhenItIsRolledBack_LeavesTheQueueAsItWas()
    {
        await using var office = await Office.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => office.ActAsync(async database =>
        {
            database.Add(new Errand { ErrandId = Guid.CreateVersion7(), PersonId = Office.Expert });
            await database.SaveChangesAsync();
            Assert.Single(await database.Set<WorkItemRow>().ToListAsync());
            throw new InvalidOperationException("The act failed after it had written.");
        }));

        Assert.Empty(await office.RowsAsync<WorkItemRow>());
    }

    [Fact]
    public async Task Act_WhenItTouchesTheThingAgain_MovesTheItemUpAndKeepsIt()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.AddAsync();
        office.Clock.MoveBy(TimeSpan.FromMinutes(1));
        await office.AddAsync();
        var before = (await office.ListAsync()).Items[1];

        office.Clock.MoveBy(TimeSpan.FromMinutes(1));
        await office.ChangeAsync(first, row => row.Touches++);

        var after = (await office.ListAsync()).Items[0];
        Assert.Equal((before.ItemId, before.Since), (after.ItemId, after.Since));
        Assert.Equal(office.Clock.Now, after.ChangedAt.ToDateTimeOffset());
    }

    [Fact]
    public async Task Act_WhenTheThingIsDeleted_TakesItsWorkOut()
    {
        await using var office = await Office.OpenAsync();
        var errand = await office.AddAsync();

        await office.ActAsync(async database => database.Remove(await database.Set<Errand>().SingleAsync(row => row.ErrandId == errand.ErrandId)));

        Assert.Empty(await office.RowsAsync<WorkItemRow>());
    }

    [Fact]
    public void Queue_WhenAnyActsWentBefore_IsWhatTheThingsWaitForNow() => Gen.Select(
        Gen.Int[0, 3],
        Gen.Bool,
        Gen.Bool,
        Gen.Enum<WorkKind>(),
        (which, isOpen, hasCase, kind) => (Which: which, IsOpen: isOpen, HasCase: hasCase, Kind: kind)).Array[1, 12].Sample(
        acts => HoldsAsync(acts).GetAwaiter().GetResult(),
        iter: 30);

    private static async Task<bool> HoldsAsync((int Which, bool IsOpen, bool HasCase, WorkKind Kind)[] acts)
    {
        await using var office = await Office.OpenAsync(hasTies: false);
        var errands = new Errand[4];
        foreach (var act in acts)
        {
            errands[act.Which] ??= await office.AddAsync(row => row.PersonId = null);
            await office.ChangeAsync(errands[act.Which], row =>
            {
                row.IsOpen = act.IsOpen;
                row.CaseId = act.HasCase ? row.ErrandId : null;
            });
        }

        var wanted = (await office.RowsAsync<Errand>())
            .Where(row => row.IsOpen)
            .SelectMany(row => row.CaseId is null ? [Errands.Of(row, "SIGN")] : new[] { Errands.Of(row, "SIGN"), Errands.Of(row, "WRITE") })
            .Select(work => (work.Code, work.Reference.ToString(), work.CaseId?.ToString() ?? ""))
            .Order();
        return wanted.SequenceEqual((await office.ListAsync()).Items.Select(item => (item.Code, item.Reference, item.CaseId)).Order());
    }
}
