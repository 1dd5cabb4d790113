using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Player.Tests;

public sealed class ResumeTests : IAsyncLifetime
{
    private static readonly string Journey = Yaml.File(
        Yaml.Registering("2023-09-15T09:00+03:00", "capture: {jobseeker: $.jobseekerId}"),
        Yaml.Step("2023-09-16T09:30+03:00", "labour.v1.JobseekerService/RecordEmploymentPlan", "request: {jobseekerId: '${jobseeker}', madeOn: 2023-09-15}"));

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Play_WhenPlayedEarlier_SendsNothingAndKnowsItsCaptures()
    {
        await _stage.PlayTextAsync(Journey);
        var sent = _stage.Answers.Of<RegisterJobseekerRequest>().Count();
        var second = await _stage.PlayTextAsync(Journey);

        Assert.All(second.Steps, step => Assert.Equal(StepOutcome.PlayedEarlier, step.Outcome));
        Assert.Equal(PlayResult.AllHeld, second.ExitCode);
        Assert.Equal(sent, _stage.Answers.Of<RegisterJobseekerRequest>().Count());
        Assert.Equal(FakeAnswers.Jobseeker, second.Variables["scenario.yaml"]["jobseeker"]);
    }

    [Fact]
    public async Task Play_WhenTheProcessDiedBetweenSendingAndLogging_SendsTheSameRequestIdAgain()
    {
        var path = _stage.Write("scenario.yaml", Journey);
        await Assert.ThrowsAsync<IOException>(() => _stage.PlayAsync(new DyingLog(_stage.Log, appendsBeforeDeath: 3), path));

        var second = await _stage.PlayAsync(path);

        Assert.Equal([StepOutcome.PlayedEarlier, StepOutcome.Passed], second.Steps.Select(step => step.Outcome));
        Assert.True(second.Steps[1].WasUnderWay);
        var sent = _stage.Answers.Of<RecordEmploymentPlanRequest>().ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);
        Assert.True(Guid.TryParse(sent[0].RequestId, out var id) && id.Version == 8);
        Assert.Equal(FakeAnswers.Jobseeker, sent[1].JobseekerId);
    }

    [Fact]
    public async Task Play_WhenThePlayHasAnotherName_SendsOtherRequestIds()
    {
        await _stage.PlayTextAsync(Journey);
        _stage.Settings = _stage.Settings with { PlayName = "second" };
        await _stage.PlayTextAsync(Journey);

        Assert.Equal(2, _stage.Answers.Of<RegisterJobseekerRequest>().Select(r => r.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Play_WhenAPlayedStepHasChanged_SaysResetAndPlaysNothing()
    {
        await _stage.PlayTextAsync(Journey);
        var second = await _stage.PlayTextAsync(Journey.Replace("madeOn: 2023-09-15", "madeOn: 2023-09-14", StringComparison.Ordinal));

        Assert.Equal(PlayResult.BadFile, second.ExitCode);
        var fault = Assert.Single(second.Faults);
        Assert.Contains("--reset", fault.Text, StringComparison.Ordinal);
        Assert.Equal(10, fault.Spot.Line);
    }

    [Fact]
    public async Task Play_WhenOnlyCommentsHaveChanged_GoesOn()
    {
        await _stage.PlayTextAsync(Journey);
        var second = await _stage.PlayTextAsync("# A comment\n" + Journey.Replace("{jobseekerId", "{ jobseekerId", StringComparison.Ordinal));

        Assert.Equal(PlayResult.AllHeld, second.ExitCode);
    }

    [Fact]
    public async Task Play_WhenAFailedStepWasMended_PlaysItAsAnotherAct()
    {
        var failing = Yaml.File(Yaml.Registering("2023-09-15T09:00+03:00", "expect: {values: {$.jobseekerId: other}}"));
        var first = await _stage.PlayTextAsync(failing);
        var second = await _stage.PlayTextAsync(failing.Replace("other", FakeAnswers.Jobseeker, StringComparison.Ordinal));

        Assert.Equal((PlayResult.ExpectationFailed, PlayResult.AllHeld), (first.ExitCode, second.ExitCode));
        Assert.Equal(2, _stage.Answers.Of<RegisterJobseekerRequest>().Select(r => r.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Play_WhenTheLogEndsInHalfALine_TheStepWasUnderWay()
    {
        await _stage.PlayTextAsync(Journey);
        await File.WriteAllTextAsync(_stage.LogFile, (await File.ReadAllTextAsync(_stage.LogFile, TestContext.Current.CancellationToken))[..^20], TestContext.Current.CancellationToken);

        var second = await _stage.PlayTextAsync(Journey);

        Assert.Equal([StepOutcome.PlayedEarlier, StepOutcome.Passed], second.Steps.Select(step => step.Outcome));
        Assert.All((await _stage.PlayTextAsync(Journey)).Steps, step => Assert.Equal(StepOutcome.PlayedEarlier, step.Outcome));
    }

    [Fact]
    public async Task Play_WhenAFileOnlyLooks_IsPlayedAtEveryStartWithoutMovingTheClock()
    {
        var look = _stage.Write("look.yaml", $"title: Look\nlooksOnly: true\nsteps:\n  - {{actor: te-expert, to: {FakeMesh.TeOffice}, call: tyollisyys.mesh.labour.v1.EligibilityService/ListEligibilityFindings}}\n");
        await _stage.PlayAsync(look);
        var second = await _stage.PlayAsync(look);

        Assert.Equal(StepOutcome.Passed, Assert.Single(second.Steps).Outcome);
        Assert.Equal(2, _stage.Answers.Requests.Count);
    }

    [Fact]
    public async Task Log_WhenACodeIsInTheFilesVariables_HoldsNoneOfIt()
    {
        await _stage.PlayTextAsync(Journey);

        Assert.DoesNotContain("140501A902D", await File.ReadAllTextAsync(_stage.LogFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("140501A902D", _stage.Answers.Of<RegisterJobseekerRequest>().Single().PersonalIdentityCode);
    }

    private sealed class DyingLog(IPlayLog kept, int appendsBeforeDeath) : IPlayLog
    {
        private int _appends;

        public IReadOnlyList<PlayLogEntry> Read() => kept.Read();

        public void Append(PlayLogEntry entry)
        {
            if (_appends++ == appendsBeforeDeath)
            {
                throw new IOException("The process dies here.");
            }

            kept.Append(entry);
        }
    }
}
