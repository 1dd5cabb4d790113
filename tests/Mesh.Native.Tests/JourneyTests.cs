namespace Mesh.Native.Tests;

[Collection(TroubledMesh.Collection)]
public sealed class JourneyTests(TroubledMesh troubled, ITestOutputHelper output)
{
    [Fact]
    public void Journeys_WhenPlayedOnRealServersInTrouble_AllHold()
    {
        output.WriteLine(string.Join('\n', troubled.Troubles.Done));
        output.WriteLine(troubled.Output);
        Assert.Equal(0, troubled.ExitCode);
        Assert.Equal(
            ["killed between publish and mark", "broker restarted", "a replica of each killed", "each restarted replica by replica"],
            troubled.Troubles.Done);
    }

    [Fact]
    public void Notice_WhenItsServiceIsKilledBetweenPublishAndMark_IsSentAgainAndHandledOnce()
    {
        Assert.Equal(1, troubled.Troubles.PublishedUnmarked);
        Assert.True(troubled.Troubles.SentAgain);
    }

    [Fact]
    public void Calls_WhenServicesAndGatewayAreRestartedReplicaByReplica_AreAllAnswered()
    {
        output.WriteLine($"{troubled.Troubles.Answered} answered\n{string.Join('\n', troubled.Troubles.Failed)}");
        Assert.Empty(troubled.Troubles.Failed);
        Assert.True(troubled.Troubles.Answered > 100);
    }

    [Fact]
    public void Rows_WhenComparedWithAnUndisturbedPlay_AreTheSame() => Assert.Equal(troubled.UndisturbedTally, troubled.Tally);
}
