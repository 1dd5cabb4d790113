using Grpc.Core;
using Mesh.Municipality.Tests.Hosts;
using Mesh.Municipality.Workplaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Municipality.Tests.Workplaces;

public sealed class AttendanceTests
{
    [Fact]
    public async Task Record_WhenTheRegionTakesIt_AppendsTheDaysOnce()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-02-03");
        var request = PlaceTown.Attend(placement, ["2024-02-01"], "2024-02-02");

        Assert.Equal(2, (await town.Work.RecordAttendanceAsync(request)).DaysRecorded);
        Assert.Equal(2, (await town.Work.RecordAttendanceAsync(request)).DaysRecorded);

        Assert.Equal(
            [(new DateOnly(2024, 2, 1), true), (new DateOnly(2024, 2, 2), false)],
            (await town.Host.RowsAsync<AttendanceFact>()).OrderBy(fact => fact.Day).Select(fact => (fact.Day, fact.Attended)));
        var report = (ReportAttendanceRequest)Assert.Single(town.Region.Acts, act => act.Act is ReportAttendanceRequest).Act;
        Assert.Equal([("2024-02-01", true), ("2024-02-02", false)], report.Days.Select(day => (day.Day, day.Attended)));
    }

    [Fact]
    public async Task Record_WhenADayIsCorrected_KeepsBothAndTheLastOneHolds()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-02-03");
        await town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["2024-02-01"]));
        await town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, [], "2024-02-01"));

        Assert.Equal([true, false], (await town.Host.RowsAsync<AttendanceFact>()).OrderBy(fact => fact.Sequence).Select(fact => fact.Attended));
        await town.Host.AppendOnlyAsync("UPDATE attendance_fact SET attended = NOT attended");
    }

    [Theory]
    [InlineData("2024-01-31", "attended[0] OUTSIDE_SCHEDULE")]
    [InlineData("2024-02-01", null)]
    [InlineData("2024-05-31", null)]
    [InlineData("2024-06-01", "attended[0] OUTSIDE_SCHEDULE")]
    public async Task Record_WhenADayIsAtTheSchedulesEdge_HoldsToItsFirstAndLastDay(string day, string? violation)
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-06-03");

        var recording = town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, [day]));

        if (violation is null)
        {
            Assert.Equal(1, (await recording).DaysRecorded);
        }
        else
        {
            Assert.Equal([violation], await PlaceTown.ViolationsAsync(recording));
            Assert.Empty(await town.Host.RowsAsync<AttendanceFact>());
        }
    }

    [Theory]
    [InlineData("2024-02-04", true)]
    [InlineData("2024-02-05", true)]
    [InlineData("2024-02-06", false)]
    public async Task Record_WhenADayHasNotCome_IsRefused(string day, bool hasCome)
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-02-05");

        var recording = town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, [day]));

        if (hasCome)
        {
            Assert.Equal(1, (await recording).DaysRecorded);
        }
        else
        {
            Assert.Equal(["attended[0] IN_FUTURE"], await PlaceTown.ViolationsAsync(recording));
        }
    }

    [Fact]
    public async Task Record_WhenSeveralThingsAreWrong_NamesAll()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();

        Assert.Equal(
            ["attended[0] FORMAT_CIVIL_DATE", "attended[1] IN_FUTURE", "absent[0] DAY_TWICE", "absent[0] IN_FUTURE"],
            await PlaceTown.ViolationsAsync(town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["1.2.2024", "2024-02-01"], "2024-02-01"))));
        Assert.Equal(["attended REQUIRED"], await PlaceTown.ViolationsAsync(town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, []))));
    }

    [Fact]
    public async Task Record_WhenThePlaceIsNotConfirmed_IsRefused()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Host.MoveTo("2024-02-05");

        Assert.Equal(
            (StatusCode.FailedPrecondition, "PLACE_NOT_CONFIRMED"),
            await PlaceTown.RefusalAsync(town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["2024-02-01"]))));
    }

    [Fact]
    public async Task Record_WhenTheRegionCannotBeReached_WritesNothing()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.ConfirmedAsync();
        town.Host.MoveTo("2024-02-05");
        town.Region.Fails = FakeRegion.Unreachable;

        Assert.Equal(
            (StatusCode.Unavailable, "OWNER_UNREACHABLE"),
            await PlaceTown.RefusalAsync(town.Work.RecordAttendanceAsync(PlaceTown.Attend(placement, ["2024-02-01"]))));
        Assert.Empty(await town.Host.RowsAsync<AttendanceFact>());
    }
}
