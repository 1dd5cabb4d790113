using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Mesh.WellbeingRegion.WorkAbility;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.SocialCare.V1;

namespace Mesh.WellbeingRegion.Tests.WorkAbility;

/// <summary>Assessments of the ability to work: who records them, and what the door has of them (F19).</summary>
public sealed class WorkAbilityTests
{
    [Fact]
    public async Task Door_WhenAnAssessmentIsRecorded_HasOutcomeAndLimitsApart()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);

        await region.Send(Participants.Worker, Assessment("2023-11-30", "osa-aikaista työtä", "ei nostoja"));

        Assert.Equal(
            new WorkAbilityResult { AssessedOn = "2023-11-30", Outcome = "osa-aikaista työtä" },
            (await region.ToldAsync(DataCategory.WorkAbilityResult, "30.11.2023")).WorkAbilityResult);
        Assert.Equal(
            new CapacityLimits { KnownOn = "2023-11-30", Limits = { "ei nostoja" } },
            (await region.ToldAsync(DataCategory.CapacityLimits, "30.11.2023")).CapacityLimits);
        Assert.Null((await region.ToldAsync(DataCategory.WorkAbilityResult, "29.11.2023")).WorkAbilityResult);
        Assert.Null((await region.ToldAsync(DataCategory.CapacityLimits, "29.11.2023")).CapacityLimits);
    }

    [Fact]
    public async Task Door_WhenThereAreSeveral_HasTheNewestAndNoLimitsOfAnEarlierOne()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);

        // Recorded the other way round.
        await region.Send(Participants.Worker, Assessment("2023-12-01", "kokoaikaista työtä"));
        await region.Send(Participants.Worker, Assessment("2023-11-01", "osa-aikaista työtä", "ei nostoja"));

        Assert.Equal("kokoaikaista työtä", (await region.ToldAsync(DataCategory.WorkAbilityResult, "1.12.2023")).WorkAbilityResult.Outcome);
        Assert.Null((await region.ToldAsync(DataCategory.CapacityLimits, "1.12.2023")).CapacityLimits);
        Assert.Equal("osa-aikaista työtä", (await region.ToldAsync(DataCategory.WorkAbilityResult, "30.11.2023")).WorkAbilityResult.Outcome);
    }

    [Theory]
    [InlineData("31.10.2023")]
    [InlineData("1.11.2023", "2023-11-01")]
    [InlineData("29.11.2023", "2023-11-01")]
    [InlineData("30.11.2023", "2023-11-01", "2023-11-30")]
    public async Task Door_WhenAssessmentsWereMade_PointsAtEachFromItsDayAndTellsNothingOfIt(string asOf, params string[] madeOn)
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        await region.Send(Participants.Worker, Assessment("2023-11-30", "osa-aikaista työtä", "ei nostoja"));
        await region.Send(Participants.Worker, Assessment("2023-11-01", "kokoaikaista työtä"));

        var told = await region.ToldAsync(DataCategory.AssessmentPointers, asOf);

        Assert.Equal(
            madeOn.Select(day => new AssessmentPointer
            {
                Kind = AssessmentKind.WorkAbility,
                MadeOn = day,
                Organisation = Participants.Region.ToString(),
                Unit = "Etelä-Karjalan hyvinvointialue",
            }),
            told.AssessmentPointers?.Pointers ?? []);
    }

    [Fact]
    public async Task Record_WhenTheClientIsNotTheCallersOrUnknown_IsRefusedAlikeAndNothingIsKept()
    {
        await using var region = await RegionHost.StartAsync();
        await EetusCase.TakenAsync(region);
        var unknown = Assessment("2023-11-30", "osa-aikaista työtä");
        unknown.PersonalIdentityCode = Participants.Aino;

        var known = await Refused.BytesAsync(region.Send(Participants.Colleague, Assessment("2023-11-30", "osa-aikaista työtä")));

        Assert.Equal(known, await Refused.BytesAsync(region.Send(Participants.Colleague, unknown)));
        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(region.Send(Participants.Worker, unknown)));
        Assert.Equal(0, await region.InAsync(scope => scope.GetRequiredService<DbContext>().Set<AssessmentRow>().CountAsync(TestContext.Current.CancellationToken)));
    }

    private static RecordWorkAbilityRequest Assessment(string on, string outcome, params string[] limits) => new()
    {
        RequestId = Requests.Id(),
        PersonalIdentityCode = EetusCase.Code,
        AssessedOn = on,
        Outcome = outcome,
        Limits = { limits },
    };

    [Theory]
    [InlineData("2023-12-01")]
    [InlineData("2023-12-02", "assessed_on IN_FUTURE")]
    public async Task Record_WhenTheDayIsAhead_IsAViolation(string day, params string[] expected)
    {
        await using var region = await RegionHost.StartAsync();
        region.MoveTo("1.12.2023");

        var violations = await region.InAsync(scope =>
        {
            var found = new Mesh.Hosting.Errors.Violations();
            ActivatorUtilities.CreateInstance<AssessmentCheck>(scope).Check(Assessment(day, "a"), found);
            return Task.FromResult(found.All.Select(violation => $"{violation.Field} {violation.Code}").ToList());
        });

        Assert.Equal(expected, violations);
    }
}
