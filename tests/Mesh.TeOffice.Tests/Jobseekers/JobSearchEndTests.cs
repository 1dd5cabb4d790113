using Grpc.Core;
using Mesh.Hosting.Contracts;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.Tests.Hosts;

namespace Mesh.TeOffice.Tests.Jobseekers;

/// <summary>A job search ends and may begin again; what was recorded stays.</summary>
public sealed class JobSearchEndTests
{
    [Theory]
    [InlineData("2023-11-30", "BEFORE_JOB_SEARCH")]
    [InlineData("2023-12-01", null)]
    [InlineData("2023-12-02", null)]
    [InlineData("2023-12-04", null)]
    [InlineData("2023-12-05", "IN_FUTURE")]
    public async Task End_WhenTheDayIsOnAnEdge_IsTakenFromTheFirstDayThroughToday(string endedOn, string? code)
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");

        if (code is null)
        {
            await eetu.EndJobSearchAsync(endedOn);
            var fact = Assert.Single(await office.RowsAsync<JobseekerFact>());
            Assert.Equal((JobseekerFactKind.JobSearchEnded, WireDate.Read(endedOn)), (fact.Kind, fact.On));
            Assert.Equal((office.Now, office.Machine.GetUtcNow()), (fact.KnownFrom, fact.RecordedAt));
        }
        else
        {
            Assert.Equal([("ended_on", code)], await Refused.ViolationsAsync(office.Send(Callers.Expert, eetu.EndJobSearch(endedOn))));
            Assert.Empty(await office.RowsAsync<JobseekerFact>());
        }
    }

    [Fact]
    public async Task End_WhenItIsSentAgain_EndsOnceAndAnotherIsRefusedUntilItBeginsAgain()
    {
        await using var office = await OfficeHost.StartAsync("12.12.2023");
        var eetu = await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");
        var request = eetu.EndJobSearch("2023-12-04");
        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Equal(
            (StatusCode.FailedPrecondition, "JOB_SEARCH_ENDED"),
            await Refused.ReasonAsync(office.Send(Callers.Expert, eetu.EndJobSearch("2023-12-05"))));

        await EetusCase.RegisterAsync(office, validFrom: "2023-12-11");
        await eetu.EndJobSearchAsync("2023-12-12");

        Assert.Equal(
            [JobseekerFactKind.JobSearchEnded, JobseekerFactKind.JobSearchBegun, JobseekerFactKind.JobSearchEnded],
            (await office.RowsAsync<JobseekerFact>()).OrderBy(fact => fact.On).Select(fact => fact.Kind));
    }

    [Theory]
    [InlineData("2023-12-01")]
    [InlineData("2023-12-04")]
    public async Task Register_WhenTheDayIsOfTheEndedJobSearch_TiesTheCallerAndBeginsNothing(string validFrom)
    {
        await using var office = await OfficeHost.StartAsync("12.12.2023");
        var eetu = await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");
        await eetu.EndJobSearchAsync("2023-12-04");

        await EetusCase.RegisterAsync(office, validFrom: validFrom);

        Assert.Single(await office.RowsAsync<JobseekerFact>());
        Assert.False((await office.StandingAsync()).JobSearchValid);
    }

    [Fact]
    public async Task End_WhenNotTied_IsRefusedAsForAnUnknownClientByteForByte()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        var unknown = eetu.EndJobSearch("2023-12-04");
        unknown.JobseekerId = AinosCase.Id();

        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.Colleague, unknown)),
            await Refused.BytesAsync(office.Send(Callers.Colleague, eetu.EndJobSearch("2023-12-04"))));
        Assert.Empty(await office.RowsAsync<JobseekerFact>());
    }
}
