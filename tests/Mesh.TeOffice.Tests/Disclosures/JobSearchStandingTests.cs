using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Tests.Disclosures;

/// <summary>F05: what a region is told of a job search before measures start.</summary>
public sealed class JobSearchStandingTests
{
    [Fact]
    public async Task Disclose_WhenNothingIsRecorded_SaysThatThereIsNoneAndThatNobodyKnowsWhoStarts()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        await EetusCase.RegisterAsync(office);

        var response = await office.Send(Callers.Region, RegionAsks.Standing(People.Eetu));

        Assert.Equal(("F05", BasisKind.Right), (response.Basis.Flow, response.Basis.Kind));
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal("", content.PersonalIdentityCode);
        Assert.Equal(new JobSearchStanding { AsOf = "2023-12-04", JobSearchValid = true }, content.JobSearchStanding);
    }

    [Theory]
    [InlineData("2023-12-17", "", "", "")]
    [InlineData("2023-12-18", "2023-12-18", "2024-01-10", "2023-12-18")]
    [InlineData("2023-12-19", "2023-12-18", "2024-01-10", "2023-12-18")]
    public async Task Disclose_WhenAskedForADay_TellsWhatWasMadeHeldAndBookedByThen(string asOf, string made, string booked, string held)
    {
        await using var office = await OfficeHost.StartAsync("18.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.RecordInterviewAsync(InterviewState.Booked, "2024-01-10");
        office.MoveTo("20.12.2023");
        await eetu.RecordPlanAsync("2023-12-18");
        await eetu.RecordInterviewAsync(InterviewState.Held, "2023-12-18");

        var standing = await office.StandingAsync(asOf);

        Assert.Equal((made, booked, held), (standing.EmploymentPlanMadeOn, standing.InterviewBookedFor, standing.InterviewHeldOn));
    }

    [Fact]
    public async Task Disclose_WhenThereAreSeveral_TellsTheNewestPlanAndInterviewAndTheLastBooking()
    {
        await using var office = await OfficeHost.StartAsync("20.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        await eetu.RecordPlanAsync("2023-12-18");
        await eetu.RecordPlanAsync("2023-12-11");
        await eetu.RecordInterviewAsync(InterviewState.Held, "2023-12-18");
        await eetu.RecordInterviewAsync(InterviewState.Held, "2023-12-11");
        await eetu.RecordInterviewAsync(InterviewState.Booked, "2024-01-31");
        office.MoveTo("21.12.2023");
        await eetu.RecordInterviewAsync(InterviewState.Booked, "2024-01-10");

        var standing = await office.StandingAsync();

        Assert.Equal(
            ("2023-12-18", "2023-12-18", "2024-01-10"),
            (standing.EmploymentPlanMadeOn, standing.InterviewHeldOn, standing.InterviewBookedFor));
    }

    [Theory]
    [InlineData("2023-11-30", false)]
    [InlineData("2023-12-01", true)]
    [InlineData("2023-12-02", true)]
    public async Task Disclose_WhenTheJobSearchBegan_IsValidFromThatDay(string asOf, bool valid)
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");

        Assert.Equal(valid, (await office.StandingAsync(asOf)).JobSearchValid);
    }

    [Theory]
    [InlineData("2023-12-03", true)]
    [InlineData("2023-12-04", true)]
    [InlineData("2023-12-05", false)]
    [InlineData("2023-12-10", false)]
    [InlineData("2023-12-11", true)]
    [InlineData("2023-12-12", true)]
    public async Task Disclose_WhenTheJobSearchEndedAndBeganAgain_IsValidThroughItsLastDayAndFromTheNewFirst(string asOf, bool valid)
    {
        await using var office = await OfficeHost.StartAsync("12.12.2023");
        var eetu = await EetusCase.RegisterAsync(office, validFrom: "2023-12-01");
        await eetu.EndJobSearchAsync("2023-12-04");
        Assert.Equal(eetu.JobseekerId, (await EetusCase.RegisterAsync(office, validFrom: "2023-12-11")).JobseekerId);

        Assert.Equal(valid, (await office.StandingAsync(asOf)).JobSearchValid);
    }

    [Theory]
    [InlineData("3.11.2023", StartingAuthority.SocialCare)]
    [InlineData("4.11.2023", StartingAuthority.LabourAuthority)]
    [InlineData("5.11.2023", StartingAuthority.LabourAuthority)]
    [InlineData("5.12.2023", StartingAuthority.LabourAuthority)]
    public async Task Disclose_WhenKelaToldOfTheLastPaidDay_SaysWhoStartsBy31Days(string lastPaid, StartingAuthority starts)
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu, Days.Day(lastPaid));
        await eetu.EvaluateAsync();

        var standing = await office.StandingAsync();

        Assert.Equal((starts, "2023-12-05"), (standing.StartingAuthority, standing.BenefitsKnownOn));
        Assert.Empty(await office.RowsAsync<RegionAsked>());
    }

    [Theory]
    [InlineData("2023-11-03", StartingAuthority.SocialCare)]
    [InlineData("2023-11-04", StartingAuthority.LabourAuthority)]
    [InlineData("", StartingAuthority.SocialCare)]
    public async Task Disclose_WhenOnlyDailyAllowanceIsPaid_CountsItAsUnemploymentBenefit(string lastPaid, StartingAuthority starts)
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.Answer = _ =>
        {
            var counts = FakeDoors.Counts(People.Eetu, Days.Day("5.12.2023"), []);
            counts.BenefitDays.LastPaidAllowanceDate = lastPaid;
            return FakeDoors.Given(counts);
        };
        await eetu.EvaluateAsync();

        Assert.Equal(starts, (await office.StandingAsync()).StartingAuthority);
    }

    [Theory]
    [InlineData("4.1.2024", StartingAuthority.SocialCare)]
    [InlineData("5.1.2024", StartingAuthority.SocialCare)]
    [InlineData("6.1.2024", StartingAuthority.Unspecified)]
    public async Task Disclose_WhenKelaToldLongAgo_KnowsForTheDaysThatFollow31(string today, StartingAuthority starts)
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu);
        await eetu.EvaluateAsync();
        office.MoveTo(today);

        var standing = await office.StandingAsync();

        Assert.Equal((starts, "2023-12-05"), (standing.StartingAuthority, standing.BenefitsKnownOn));
    }

    [Fact]
    public async Task Disclose_WhenTheNewestEvaluationCameWithoutCounts_GoesByTheNewestThatDid()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu, Days.Day("1.12.2023"));
        await eetu.EvaluateAsync();
        office.MoveTo("5.12.2023");
        office.Doors.BeUnreachable();
        await eetu.EvaluateAsync();

        var standing = await office.StandingAsync();

        Assert.Equal((StartingAuthority.LabourAuthority, "2023-12-04"), (standing.StartingAuthority, standing.BenefitsKnownOn));
    }

    [Fact]
    public async Task Disclose_WhenKelaToldOnlyOfALaterDay_DoesNotKnow()
    {
        await using var office = await OfficeHost.StartAsync("5.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu);
        await eetu.EvaluateAsync();

        var standing = await office.StandingAsync("2023-12-04");

        Assert.Equal((StartingAuthority.Unspecified, ""), (standing.StartingAuthority, standing.BenefitsKnownOn));
    }

    [Theory]
    [InlineData("2022-12-31", StartingAuthority.Unspecified)]
    [InlineData("2023-01-01", StartingAuthority.LabourAuthority)]
    public async Task Disclose_WhenTheDayLiesBeforeTheFormalisedLaw_AnswersTheRestAndDoesNotKnowWhoStarts(string asOf, StartingAuthority starts)
    {
        await using var office = await OfficeHost.StartAsync("1.1.2023");
        var eetu = await EetusCase.RegisterAsync(office);
        office.Doors.TellPaidDays(People.Eetu, Days.Day("30.12.2022"));
        await eetu.EvaluateAsync();

        var standing = await office.StandingAsync(asOf);

        Assert.Equal((true, starts), (standing.JobSearchValid, standing.StartingAuthority));
    }

    [Fact]
    public async Task Disclose_WhenNobodyKnowsWhoStarts_LeavesOneItemForTheExpertHoweverOftenTheRegionAsks()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.RegisterAsync(office);

        await office.StandingAsync("2023-12-01");
        var first = office.Now;
        office.MoveTo("5.12.2023");
        await office.StandingAsync();

        var asked = Assert.Single(await office.RowsAsync<RegionAsked>());
        Assert.Equal(
            (eetu.JobseekerId, Participants.Region.ToString(), new DateOnly(2023, 12, 5), first, office.Now),
            (asked.JobseekerId.ToString(), asked.Region, asked.AsOf, asked.FirstAskedAt, asked.LastAskedAt));
    }

    [Fact]
    public async Task Disclose_WhenThePersonIsNoJobseeker_IsRefusedAsForAnUnknownPerson()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var unknown = await Refused.BytesAsync(office.Send(Callers.Region, RegionAsks.Standing(People.Eetu)));

        // A referral makes the person known here, but no jobseeker.
        await new EetusCase(office, "").ReferAsync();

        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Region, RegionAsks.Standing(People.Eetu))));
        Assert.StartsWith("PermissionDenied|", unknown, StringComparison.Ordinal);
        Assert.Empty(await office.RowsAsync<RegionAsked>());
    }

    [Fact]
    public async Task Disclose_WhenTheRegionShowsNoCase_HasNoBasis()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        await EetusCase.RegisterAsync(office);
        var request = RegionAsks.Standing(People.Eetu);
        request.Proof = null;

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Region, request)));
    }

    [Fact]
    public async Task Disclose_WhenTheJointCaseIsOpen_IsGivenToItsPartyByTheCaseAlone()
    {
        await using var office = await OfficeHost.StartAsync("4.12.2023");
        var eetu = await EetusCase.AcceptedAsync(office);

        Assert.True((await office.ContentAsync(RegionAsks.Standing(eetu.CaseId))).JobSearchStanding.JobSearchValid);
        Assert.Equal(
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, RegionAsks.Standing(AinosCase.Id()))),
            await Refused.BytesAsync(office.Send(Callers.OtherRegion, RegionAsks.Standing(eetu.CaseId))));
    }
}
