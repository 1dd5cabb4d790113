using Grpc.Core;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Local.V1;

namespace Mesh.Player.Tests;

public sealed class PlayTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Play_WhenAStepCaptures_LaterStepsUseTheValue()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(
            Yaml.Registering("2023-09-15T09:00+03:00", "capture: {jobseeker: $.jobseekerId}"),
            Yaml.Step("2023-09-15T09:30+03:00", "labour.v1.JobseekerService/RecordEmploymentPlan", "request: {jobseekerId: '${jobseeker}', madeOn: 2023-09-15}")));

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        Assert.Equal(FakeAnswers.Jobseeker, _stage.Answers.Of<RecordEmploymentPlanRequest>().Single().JobseekerId);
        Assert.Equal(FakeAnswers.Jobseeker, result.Variables["scenario.yaml"]["jobseeker"]);
    }

    [Fact]
    public async Task Play_WhenExpectedValuesHold_IsGreen()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00", """
            expect:
              values:
                $.evaluation.boundaryDiscrepancy: true
                $.evaluation.asOf: 2023-11-10
                $.evaluation.disclosureId: ''
                $.evaluation.benefitDays: FACT_SOURCE_UNSPECIFIED
                "$.evaluation.rules[?(@.ruleId=='X')].report.result": RULE_RESULT_NOT_MET
                "$.evaluation.rules[?(@.ruleId=='X')].statute.criteria[0].actual": 180
                "$.evaluation.rules[*].ruleId": [X, Y]
                "$.evaluation.rules[*]": {$count: 2}
                $.evaluation.missingFacts: []
                "$.evaluation.rules[?(@.ruleId=='Z')]": {$present: false}
            """)));

        Assert.Empty(result.Steps.SelectMany(step => step.Discrepancies));
        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
    }

    [Fact]
    public async Task Play_WhenValuesDiffer_ShowsExpectedBesideActualWithPlaceAndTrace()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00", """
            expect:
              values:
                $.evaluation.boundaryDiscrepancy: false
                $.evaluation.asOf: 2023-11-12
            """)));

        Assert.Equal(PlayResult.ExpectationFailed, result.ExitCode);
        var failed = Assert.Single(result.Steps);
        Assert.Equal([("false", "true"), ("\"2023-11-12\"", "\"2023-11-10\"")], failed.Discrepancies.Select(d => (d.Expected, d.Actual)));
        Assert.Equal([11, 12], failed.Discrepancies.Select(d => d.Spot.Line));
        Assert.Contains(failed.TraceId!, _stage.Answers.Traces.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_WhenARefusalIsExpected_ComparesStatusReasonAndEveryViolation()
    {
        var step = Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker",
            "expect: {status: INVALID_ARGUMENT, reason: INVALID_REQUEST, violations: [client_group, home_municipality]}");

        Assert.Equal(PlayResult.AllHeld, (await _stage.PlayTextAsync(Yaml.File(step))).ExitCode);
    }

    [Theory]
    [InlineData("{violations: 2}", null)]
    [InlineData("{violations: '2', listed: '2'}", null)]
    [InlineData("{violations: 3}", "metadata violations, 3, 2")]
    [InlineData("{missing: SOCIAL_CARE}", "metadata missing, SOCIAL_CARE, nothing")]
    public async Task Play_WhenARefusalsMetadataIsExpected_ComparesTheEntriesThatAreSaid(string metadata, string? discrepancy)
    {
        var step = Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker",
            $"expect: {{status: INVALID_ARGUMENT, metadata: {metadata}}}");

        var result = await _stage.PlayTextAsync(Yaml.File(step));

        Assert.Equal(
            discrepancy is null ? [] : [discrepancy],
            Assert.Single(result.Steps).Discrepancies.Select(found => $"{found.What}, {found.Expected}, {found.Actual}"));
    }

    [Fact]
    public async Task Play_WhenOneViolationIsNotExpected_Fails()
    {
        var step = Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker",
            "expect: {status: INVALID_ARGUMENT, violations: [client_group]}");
        var result = await _stage.PlayTextAsync(Yaml.File(step));

        var discrepancy = Assert.Single(Assert.Single(result.Steps).Discrepancies);
        Assert.Equal(("violations", "[client_group]", "[home_municipality, client_group]"), (discrepancy.What, discrepancy.Expected, discrepancy.Actual));
    }

    [Fact]
    public async Task Play_WhenACallIsRefusedUnexpectedly_StopsThere()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(
            Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker"),
            Yaml.Evaluating("2023-09-16T09:00+03:00")));

        Assert.Equal([StepOutcome.Failed, StepOutcome.NotPlayed], result.Steps.Select(step => step.Outcome));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), (result.Steps[0].Status, result.Steps[0].Reason));
        Assert.Equal(PlayResult.ExpectationFailed, result.ExitCode);
        Assert.Empty(_stage.Answers.Of<EvaluateEligibilityRequest>());
    }

    [Fact]
    public async Task Play_WhenAnActorIsNotMapped_IsNeverGreenAndPlaysTheOtherFiles()
    {
        var unmapped = _stage.Write("a.yaml", Yaml.File(
            Yaml.Evaluating("2023-11-10T09:00+02:00"),
            Yaml.Step("2023-11-11T09:00+02:00", "labour.v1.EligibilityService/EvaluateEligibility", actor: "nobody"),
            Yaml.Evaluating("2023-11-12T09:00+02:00")));
        var other = _stage.Write("b.yaml", Yaml.File(Yaml.Evaluating("2023-11-13T09:00+02:00")));

        var result = await _stage.PlayAsync(unmapped, other);

        Assert.Equal([StepOutcome.Passed, StepOutcome.NotPlayed, StepOutcome.NotPlayed, StepOutcome.Passed], result.Steps.Select(step => step.Outcome));
        Assert.Equal(PlayResult.SomethingNotPlayed, result.ExitCode);
        Assert.Contains("'nobody'", result.Steps[1].NotPlayedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_WhenStepsAreDated_MovesTheClockOnceForEachTime()
    {
        await _stage.PlayTextAsync(Yaml.File(
            Yaml.Evaluating("2023-11-10T09:00+02:00"), Yaml.Evaluating("2023-11-10T09:00+02:00"), Yaml.Evaluating("2023-11-12T09:00+02:00")));

        Assert.Equal(["2023-11-10T07:00:00Z", "2023-11-12T07:00:00Z"],
            _stage.Answers.Of<MoveTimeRequest>().Select(move => move.Time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null)));
    }

    [Fact]
    public async Task Play_WhenADifferingValueIsAnIdentityCode_ShowsNoDigitOfIt()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00", """
            expect:
              values:
                $.evaluation.asOf: ${client}
            """)));

        Assert.DoesNotContain("140501A902D", string.Concat(result.Steps[0].Discrepancies), StringComparison.Ordinal);
        Assert.Contains("******-****", result.Steps[0].Discrepancies[0].Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_WhenAStepWouldCaptureAnIdentityCode_FailsAndWritesItNowhere()
    {
        _stage.Answers.FactId = "140501A902D";
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Step("2023-09-15T09:30+03:00", "labour.v1.JobseekerService/RecordEmploymentPlan", "capture: {fact: $.factId}")));

        Assert.Equal("an id, version or digest", Assert.Single(result.Steps[0].Discrepancies).Expected);
        Assert.DoesNotContain("140501A902D", await File.ReadAllTextAsync(_stage.LogFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
