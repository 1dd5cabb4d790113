namespace Mesh.Player.Tests;

public sealed class CommittedScenariosTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "scenarios");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(Path.GetFileName).Where(name => name != "players.yaml").Select(name => name!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WhenScenarioIsCommitted_EveryCallRequestAndPathFitsTheContracts(string file)
    {
        var read = ScenarioFiles.Read([Path.Combine(Folder, file)]);

        Assert.Empty(read.Faults.Select(fault => fault.ToString()));
        Assert.NotEmpty(Assert.Single(read.Files).Steps);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_WhenScenarioIsCommitted_EveryActorIsInPlayersYaml(string file)
    {
        var players = PlayersFile.Read(Path.Combine(Folder, "players.yaml"), out var faults);
        var actors = ScenarioFiles.Read([Path.Combine(Folder, file)]).Files[0].Steps.SelectMany(step => step.Calls).Select(call => call.Actor);

        Assert.Empty(faults);
        Assert.Empty(actors.Except(players!.Actors.Keys));
        Assert.Contains(FlowJournalView.Actor, players.Actors.Keys);
    }

    [Fact]
    public void Read_WhenAllJourneysAreMerged_TimesNeverGoBack()
    {
        var read = ScenarioFiles.Read(Directory.GetFiles(Folder, "*.yaml").Where(path => !path.EndsWith("players.yaml", StringComparison.Ordinal)));
        var times = Timeline.Of(read.Files).Select(step => step.At ?? DateTimeOffset.MaxValue).ToList();

        Assert.Equal(times.Order(), times);
    }
}
