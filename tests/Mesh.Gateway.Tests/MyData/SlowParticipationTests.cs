using Mesh.TestKit;

namespace Mesh.Gateway.Tests.MyData;

/// <summary>One that does not answer counts as not reached, in the time that the caller gives; the others' answers arrive.</summary>
public sealed class SlowParticipationTests(ClientTown town) : IClassFixture<ClientTown>
{
    private static readonly string Office = Participants.TeOffice.ToString();

    [Fact]
    public async Task Cases_WhenAParticipationDoesNotAnswer_AreAnsweredInTheCallersTimeWithoutIt()
    {
        town.Cases.Answer = async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        };

        var answer = await town.MyData.ListMyCasesAsync(
            new(), await town.AsAsync("aino", deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(3)));

        var office = answer.Participants.Single(part => part.Participant == Office);
        Assert.Equal((false, "DEADLINE_EXCEEDED"), (office.Reached, office.Reason));
    }

    [Fact]
    public async Task Cases_WhenAParticipationDoesNotAnswerARestCall_AreAnsweredInTheCallersTimeWithoutIt()
    {
        town.Cases.Answer = async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        };

        var answer = await town.GetAsync("aino", "/v1/my/data/cases", ("grpc-timeout", "3S"));

        Assert.Equal(200, answer.Status);
        var office = answer.Json["participants"]!.AsArray().Single(part => (string?)part!["participant"] == Office)!;
        Assert.Equal("DEADLINE_EXCEEDED", (string?)office["reason"]);
    }
}
