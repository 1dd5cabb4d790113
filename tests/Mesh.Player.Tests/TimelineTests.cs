using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Player.Tests;

public sealed class TimelineTests : IAsyncLifetime
{
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Play_WhenSeveralFilesAreGiven_MergesByTimeThenFileThenStep()
    {
        var a = _stage.Write("a.yaml", Yaml.File(At("2023-11-10T09:00+02:00", "a1"), At("2023-11-12T09:00+02:00", "a2"), At("2023-11-12T09:00+02:00", "a3")));
        var b = _stage.Write("b.yaml", Yaml.File(At("2023-11-10T08:30+02:00", "b1"), At("2023-11-10T09:45+03:00", "b2"), At("2023-11-12T09:00+02:00", "b3")));

        var result = await _stage.PlayAsync(a, b);

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        // 9:45+03:00 is a quarter of an hour before 9:00+02:00.
        Assert.Equal(["b1", "b2", "a1", "a2", "a3", "b3"], Order());
    }

    [Fact]
    public async Task Play_WhenFilesUseTheSameVariable_EachKeepsItsOwn()
    {
        var a = _stage.Write("a.yaml", Yaml.File(At("2023-11-10T09:00+02:00", "${client}")));
        var b = _stage.Write("b.yaml", Yaml.File(At("2023-11-10T09:00+02:00", "${client}")).Replace("140501A902D", "other", StringComparison.Ordinal));

        await _stage.PlayAsync(a, b);

        Assert.Equal(["140501A902D", "other"], Order());
    }

    private IEnumerable<string> Order() => _stage.Answers.Of<EvaluateEligibilityRequest>().Select(request => request.JobseekerId);

    private static string At(string at, string jobseeker) =>
        Yaml.Step(at, "labour.v1.EligibilityService/EvaluateEligibility", $"request: {{jobseekerId: '{jobseeker}'}}");
}
