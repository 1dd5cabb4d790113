using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Statutes;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>A professional opens a case on an evaluation, or is told why not (AKT-START-T).</summary>
public sealed class PlanOpeningTests
{
    [Fact]
    public async Task RecordNeed_WhenTheEvaluationLaunches_OpensACaseInItsFlow()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var evaluation = await aino.EvaluateAsync();

        var opened = await aino.RecordNeedAsync(evaluation.EvaluationId);

        Assert.Equal((1, PlanState.Identified, evaluation.FlowId), (opened.CaseVersion, opened.State, opened.FlowId));
        var row = Assert.Single(await office.RowsAsync<PlanCaseRow>());
        Assert.Equal(
            ("AKT-ELIG-U25-1", "STATUTE_FOLLOWED", Days.Day("13.11.2023"), evaluation.EvaluationId),
            (row.RuleIds, row.BoundaryReasonCode, row.NeedOn, row.EvaluationId.ToString()));
        var step = (await office.JournalAsync()).Single(step => step.Step == "AKT-START-T RecordNeed");
        Assert.Equal((row.CaseId, row.FlowId), (step.CaseId, step.FlowId));
    }

    [Theory]
    [InlineData(Profile.Report, "NOT_ELIGIBLE")]
    [InlineData(Profile.Statute, null)]
    public async Task RecordNeed_WhenOnThe180thDay_GoesByTheProfileTheOfficeRunsBy(Profile profile, string? refusal)
    {
        await using var office = await OfficeHost.StartAsync("10.11.2023", profile);
        var aino = await AinosCase.RegisterAsync(office);
        var evaluation = await aino.EvaluateAsync();

        if (refusal is null)
        {
            Assert.Equal(PlanState.Identified, (await aino.RecordNeedAsync(evaluation.EvaluationId)).State);
        }
        else
        {
            Assert.Equal((StatusCode.FailedPrecondition, refusal), await Refused.ReasonAsync(Record(office, Callers.Expert, evaluation.EvaluationId)));
        }
    }

    [Fact]
    public async Task RecordNeed_WhenOnABoundaryWithoutAReason_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var evaluation = await aino.EvaluateAsync();

        Assert.Equal(
            (StatusCode.FailedPrecondition, "BOUNDARY_REASON_MISSING"),
            await Refused.ReasonAsync(Record(office, Callers.Expert, evaluation.EvaluationId, reason: "")));
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task RecordNeed_WhenACaseIsOpen_IsRefused()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.OpenAsync(office);
        var again = await aino.EvaluateAsync();

        Assert.Equal(
            (StatusCode.FailedPrecondition, "CASE_ALREADY_OPEN"), await Refused.ReasonAsync(Record(office, Callers.Expert, again.EvaluationId)));
        Assert.Single(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task RecordNeed_WhenTheEvaluationIsOfAnothersClient_IsRefusedAsForAnUnknownOne()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var evaluation = await aino.EvaluateAsync();

        Assert.Equal(
            await Refused.BytesAsync(Record(office, Callers.Colleague, AinosCase.Id())),
            await Refused.BytesAsync(Record(office, Callers.Colleague, evaluation.EvaluationId)));
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task RecordNeed_WhenSentTwice_OpensOneCaseAndGivesTheFirstAnswer()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var request = new RecordNeedRequest
        {
            RequestId = AinosCase.Id(),
            EvaluationId = (await aino.EvaluateAsync()).EvaluationId,
            BoundaryReasonCode = "STATUTE_FOLLOWED",
        };

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Single(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task Act_WhenTheProfessionalHasNoTie_IsRefusedAsForAnUnknownCase()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        var unknown = await Refused.BytesAsync(office.Send(Callers.Colleague, new GetPlanCaseRequest { CaseId = AinosCase.Id() }));

        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, new GetPlanCaseRequest { CaseId = aino.CaseId })));
        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, aino.Invitation())));
        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, aino.Draft())));
        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, aino.Signature())));
        Assert.Equal(unknown, await Refused.BytesAsync(office.Send(Callers.Colleague, aino.Review("2023-11-13"))));
    }

    private static AsyncUnaryCall<RecordNeedResponse> Record(
        OfficeHost office, Caller caller, string evaluationId, string reason = "STATUTE_FOLLOWED") => office.Send(
        caller, new RecordNeedRequest { RequestId = AinosCase.Id(), EvaluationId = evaluationId, BoundaryReasonCode = reason });
}
