using Grpc.Core;
using Mesh.TeOffice.Jobseekers;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Tests.Jobseekers;

/// <summary>The register: who may write about whom, and what is never overwritten.</summary>
public sealed class JobseekerRegisterTests
{
    [Fact]
    public async Task RecordEmploymentPlan_WhenNotTied_IsRefusedAsForAnUnknownClientByteForByte()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        var known = await Refused.BytesAsync(office.Send(Callers.Colleague, Plan(aino.JobseekerId)));
        var unknown = await Refused.BytesAsync(office.Send(Callers.Colleague, Plan(AinosCase.Id())));

        Assert.Equal(unknown, known);
        Assert.StartsWith("PermissionDenied|", known, StringComparison.Ordinal);
        Assert.Single(await office.RowsAsync<JobseekerFact>());
    }

    [Fact]
    public async Task RecordInterview_WhenNotTied_HasNoBasisEvenOnAnImpossibleDay()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        var interview = Interview(aino.JobseekerId, InterviewState.Booked, "1990-01-01");

        Assert.Equal(Refused.NoBasis, await Refused.ReasonAsync(office.Send(Callers.Colleague, interview)));
    }

    [Fact]
    public async Task RegisterJobseeker_WhenRegistered_GivesTheSameClientAndTiesTheCaller()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        var again = await office.Send(Callers.Colleague, AinosCase.Registration());
        await office.Send(Callers.Colleague, Plan(aino.JobseekerId));

        Assert.Equal(aino.JobseekerId, again.JobseekerId);
        Assert.Single(await office.RowsAsync<Jobseeker>());
        Assert.Equal(["te-expert-1", "te-expert-2"], (await office.RowsAsync<ClientTie>()).Select(tie => tie.PersonId).Order());
    }

    [Fact]
    public async Task RegisterJobseeker_WhenTheRequestIsSentTwice_WritesOnce()
    {
        await using var office = await OfficeHost.StartAsync();
        var request = AinosCase.Registration();

        var first = await office.Send(Callers.Expert, request);
        var second = await office.Send(Callers.Expert, request);
        request.ClientGroup = "PILOT";

        Assert.Equal(first, second);
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), await Refused.ReasonAsync(office.Send(Callers.Expert, request)));
        Assert.Single(await office.RowsAsync<Jobseeker>());
    }

    [Fact]
    public async Task Record_WhenSaidAgain_AppendsAndKeepsTheEarlierFactWithBothClocks()
    {
        await using var office = await OfficeHost.StartAsync("15.9.2023");
        var aino = await AinosCase.RegisterAsync(office);
        var before = Assert.Single(await office.RowsAsync<JobseekerFact>());
        office.MoveTo("2.10.2023");

        await office.Send(Callers.Expert, Plan(aino.JobseekerId, "2023-10-01"));
        await office.Send(Callers.Expert, Interview(aino.JobseekerId, InterviewState.Booked, "2024-01-10"));

        var facts = (await office.RowsAsync<JobseekerFact>()).OrderBy(fact => fact.On).ToList();
        Assert.Equivalent(before, facts[0], strict: true);
        Assert.Equal(
            [JobseekerFactKind.EmploymentPlanMade, JobseekerFactKind.EmploymentPlanMade, JobseekerFactKind.InterviewBooked],
            facts.Select(fact => fact.Kind));
        Assert.Equal((office.Now, office.Machine.GetUtcNow()), (facts[1].KnownFrom, facts[1].RecordedAt));
    }

    [Fact]
    public async Task Register_WhenTheInputIsBad_NamesEveryViolationAndWritesNothing()
    {
        await using var office = await OfficeHost.StartAsync();

        var violations = await Refused.ViolationsAsync(office.Send(Callers.Expert, new RegisterJobseekerRequest
        {
            RequestId = "1",
            PersonalIdentityCode = "140501A902E",
            HomeMunicipality = "Lappeenranta",
        }));

        Assert.Equal(
            ["client_group", "home_municipality", "personal_identity_code", "request_id", "valid_from"],
            violations.Select(violation => violation.Field).Order());
        Assert.Empty(await office.RowsAsync<Jobseeker>());
    }

    [Fact]
    public async Task RegisterJobseeker_WhenTheCodeIsNotArtificialAndTheDayAhead_NamesBoth()
    {
        await using var office = await OfficeHost.StartAsync();
        var request = AinosCase.Registration();
        request.PersonalIdentityCode = "131052-308T";
        request.ValidFrom = "2023-11-14";

        Assert.Equal(
            [("valid_from", "IN_FUTURE"), ("personal_identity_code", "IDENTITY_CODE_NOT_ARTIFICIAL")],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, request)));
        Assert.Empty(await office.RowsAsync<Jobseeker>());
    }

    [Fact]
    public async Task RegisterJobseeker_WhenContractAndAreaBothRefuse_NamesWhatEachFoundAtOnce()
    {
        await using var office = await OfficeHost.StartAsync();
        var request = AinosCase.Registration();
        (request.HomeMunicipality, request.ClientGroup) = ("Lappeenranta", "");
        (request.PersonalIdentityCode, request.ValidFrom) = ("131052-308T", "2023-11-14");

        Assert.Equal(
            [
                ("home_municipality", "FORMAT_MUNICIPALITY_CODE"), ("client_group", "REQUIRED"),
                ("valid_from", "IN_FUTURE"), ("personal_identity_code", "IDENTITY_CODE_NOT_ARTIFICIAL"),
            ],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, request)));
        Assert.Empty(await office.RowsAsync<Jobseeker>());
    }

    [Theory]
    [InlineData(InterviewState.Held, "2023-11-14", "IN_FUTURE")]
    [InlineData(InterviewState.Held, "2001-05-13", "BEFORE_BIRTH")]
    [InlineData(InterviewState.Booked, "2001-05-13", "BEFORE_BIRTH")]
    public async Task RecordInterview_WhenTheDayIsImpossible_IsRefused(InterviewState state, string on, string code)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal(
            [("interview_on", code)],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, Interview(aino.JobseekerId, state, on))));
    }

    [Theory]
    [InlineData("2023-11-14", "IN_FUTURE")]
    [InlineData("2001-05-13", "BEFORE_BIRTH")]
    public async Task RecordEmploymentPlan_WhenTheDayIsImpossible_IsRefused(string madeOn, string code)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);

        Assert.Equal(
            [("made_on", code)],
            await Refused.ViolationsAsync(office.Send(Callers.Expert, Plan(aino.JobseekerId, madeOn))));
    }

    private static RecordEmploymentPlanRequest Plan(string jobseekerId, string madeOn = "2023-10-01") =>
        new() { RequestId = AinosCase.Id(), JobseekerId = jobseekerId, MadeOn = madeOn };

    private static RecordInterviewRequest Interview(string jobseekerId, InterviewState state, string on) =>
        new() { RequestId = AinosCase.Id(), JobseekerId = jobseekerId, State = state, InterviewOn = on };
}
