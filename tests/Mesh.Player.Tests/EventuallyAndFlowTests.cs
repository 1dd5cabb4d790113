using Microsoft.Extensions.Time.Testing;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Player.Tests;

public sealed class EventuallyAndFlowTests : IAsyncLifetime
{
    private static readonly string Looking = Yaml.File(Yaml.Step("2023-11-10T09:00+02:00", "labour.v1.EligibilityService/ListEligibilityFindings",
        "expect: {eventually: true, values: {'$.findings[*]': {$count: 1}}}"));

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Eventually_WhenItArrivesLater_LooksUntilThen()
    {
        _stage.Answers.EmptyLooks = 3;
        var result = await PlayWithFakeTimeAsync(Looking);

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        Assert.Equal(4, _stage.Answers.Of<ListEligibilityFindingsRequest>().Count());
    }

    [Fact]
    public async Task Eventually_WhenItNeverArrives_GivesUpWithinTheBound()
    {
        _stage.Answers.EmptyLooks = int.MaxValue;
        _stage.Settings = _stage.Settings with { EventuallyEvery = TimeSpan.FromSeconds(1) };
        var result = await PlayWithFakeTimeAsync(Looking);

        Assert.Equal(PlayResult.ExpectationFailed, result.ExitCode);
        var discrepancy = Assert.Single(result.Steps[0].Discrepancies);
        Assert.Equal("$.findings[*], still after 10 s", discrepancy.What);
        Assert.InRange(_stage.Answers.Of<ListEligibilityFindingsRequest>().Count(), 2, 11);
    }

    [Fact]
    public async Task Expect_WhenNotEventually_LooksOnce()
    {
        _stage.Answers.EmptyLooks = 1;
        var result = await _stage.PlayTextAsync(Looking.Replace("eventually: true, ", "", StringComparison.Ordinal));

        Assert.Equal(PlayResult.ExpectationFailed, result.ExitCode);
        Assert.Single(_stage.Answers.Of<ListEligibilityFindingsRequest>());
    }

    [Fact]
    public async Task Flow_WhenStepsStandInThisOrder_Holds()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00", """
            expect:
              flow:
                id: f
                steps: [F03 PlanInvitationSent, {step: F03 AcceptInvitation, road: COOPERATION, participant: 2296962-1/LABOUR_AUTHORITY, outcome: OK}]
            """)));

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
    }

    [Theory]
    [InlineData("[F03 AcceptInvitation, F03 PlanInvitationSent]", "F03 PlanInvitationSent after 'F03 AcceptInvitation'")]
    [InlineData("[{step: F03 Disclose, outcome: OK}]", "F03 Disclose, outcome OK")]
    [InlineData("[{step: F03 Disclose, road: NOTICE}]", "F03 Disclose, road NOTICE")]
    public async Task Flow_WhenAStepIsMissingOrOutOfOrder_ShowsItBesideTheJournal(string steps, string expected)
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00", $"expect: {{flow: {{id: f, steps: {steps}}}}}")));

        var discrepancy = Assert.Single(result.Steps[0].Discrepancies);
        Assert.Equal(expected, discrepancy.Expected);
        Assert.Contains("F03 Disclose by 2296962-1/LABOUR_AUTHORITY with  road DISCLOSURE outcome NO_BASIS", discrepancy.Actual, StringComparison.Ordinal);
    }

    // The calls themselves go over real sockets, so the fake clock starts at the real time and moves while the play waits.
    private async Task<PlayResult> PlayWithFakeTimeAsync(string yaml)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        _stage.Time = time;
        var play = _stage.PlayTextAsync(yaml);
        while (!play.IsCompleted)
        {
            await Task.WhenAny(play, Task.Delay(20, TestContext.Current.CancellationToken));
            time.Advance(TimeSpan.FromMilliseconds(200));
        }

        return await play;
    }
}
