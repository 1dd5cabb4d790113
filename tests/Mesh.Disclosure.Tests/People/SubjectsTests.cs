using Mesh.Hosting.AtRest;
using Mesh.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mesh.Disclosure.Tests;

public sealed class SubjectsTests
{
    [Fact]
    public async Task Ensure_WhenCalledAgainInAndOutOfATransaction_GivesOneIdThatRevealsTheCode()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var ids = new List<Guid>();

        await holder.ActAsync(async (services, token) =>
        {
            ids.Add(await services.Get<Subjects>().EnsureAsync(People.Aino, token));
            ids.Add(await services.Get<Subjects>().EnsureAsync(People.Aino, token));
        });
        ids.Add(await holder.KnowAsync(People.Aino));

        var id = Assert.Single(ids.Distinct());
        Assert.Equal(People.Aino, await holder.InAsync(services => services.Get<Subjects>().RevealAsync(id, CancellationToken.None)));
        Assert.Null(await holder.InAsync(services => services.Get<Subjects>().FindAsync(People.Eetu, CancellationToken.None)));
        Assert.Equal(1, Assert.Single(await holder.RowsAsync<SubjectGateRow>(row => row.SubjectId)).Revision);
    }

    [Fact]
    public async Task Ensure_WhenTheActFails_LeavesNobodyKnown()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);

        await Assert.ThrowsAsync<TimeoutException>(() => holder.ActAsync(async (services, token) =>
        {
            await services.Get<Subjects>().EnsureAsync(People.Aino, token);
            throw new TimeoutException();
        }));

        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
        Assert.Empty(await holder.RowsAsync<SubjectGateRow>(row => row.SubjectId));
    }

    [Fact]
    public async Task Advance_WhenOutsideATransactionOrForNobody_Throws()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var aino = await holder.KnowAsync(People.Aino);

        await Assert.ThrowsAsync<InvalidOperationException>(() => holder.InAsync(async services =>
        {
            await services.Get<SubjectGate>().AdvanceAsync(aino, CancellationToken.None);
            return true;
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => holder.ActAsync(
            (services, token) => services.Get<SubjectGate>().AdvanceAsync(Guid.CreateVersion7(), token)));
    }

    [Fact]
    public async Task Disclose_WhenTheSubjectIsUnknown_LeavesASightingAndNobodyKnown()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);

        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        await JourneyTests.Refused(holder.AskAsync(People.OtherRegion, TestHolder.Request(People.Eetu)));

        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
        var sighting = Assert.Single(await holder.RowsAsync<SightingRow>(row => row.SightingId));
        Assert.All(await holder.LedgerAsync(), row => Assert.Equal((sighting.SightingId, "SUBJECT_UNKNOWN"), (row.SubjectId, row.PreciseReason)));
    }

    [Fact]
    public async Task Ensure_WhenThePersonWasSightedBefore_GivesAnotherIdAndLeavesTheSighting()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));

        var eetu = await holder.KnowAsync(People.Eetu);
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));

        var rows = await holder.LedgerAsync();
        Assert.Equal(["SUBJECT_UNKNOWN", "NO_CONSENT"], rows.Select(row => row.PreciseReason));
        Assert.NotEqual(eetu, rows[0].SubjectId);
        Assert.Equal(eetu, rows[1].SubjectId);
    }

    [Theory]
    [InlineData("2024-11-13T12:00:00+02:00", 0)]
    [InlineData("2024-11-14T00:00:00+02:00", 1)]
    public async Task Sweep_WhenTwelveMonthsHavePassedSinceTheLastRequest_ForgetsTheSightingOnly(string now, int forgotten)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 5, 1)));
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        holder.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 11, 13)).AddHours(9));
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        await holder.KnowAsync(People.Aino);
        holder.Clock.Set(DateTimeOffset.Parse(now, null));

        var swept = await holder.InAsync(services => services.Get<Sightings>().SweepAsync(CancellationToken.None));

        Assert.Equal(forgotten, swept);
        Assert.Equal(2 - forgotten, (await holder.RowsAsync<SubjectGateRow>(row => row.SubjectId)).Count);
        Assert.Equal(2, (await holder.LedgerAsync()).Count);
    }

    [Fact]
    public async Task Find_WhenTheKeyWasRotated_StillFindsWhoWasWrittenBefore()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var aino = await holder.KnowAsync(People.Aino);
        var before = holder.Scope().ServiceProvider.Get<AtRestKeys>();
        var after = new AtRestKeys("k2", before.All.Append(new AtRestKey("k2", Key(2), Key(3))));

        await holder.InAsync(async services =>
        {
            var database = services.Get<DbContext>();
            var rotated = new Subjects(
                database, services.Get<Hosting.Storage.Transactions>(), new BlindIndex(after), new FieldCipher(after), TimeProvider.System);
            Assert.Equal(aino, await rotated.EnsureAsync(People.Aino, CancellationToken.None));
            Assert.Equal(People.Aino, await rotated.RevealAsync(aino, CancellationToken.None));
            return 1 == await database.Set<SubjectRow>().CountAsync();
        });
    }

    private static byte[] Key(byte fill) => [.. Enumerable.Repeat(fill, AtRestKey.KeyBytes)];
}
