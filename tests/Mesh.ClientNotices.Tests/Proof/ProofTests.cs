using Mesh.ClientNotices.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices.Tests.Proof;

public sealed class ProofTests
{
    // What may follow what, said a second time: everything that is not here may not.
    private static readonly HashSet<(ServiceState, ServiceState)> Allowed =
    [
        (ServiceState.Queued, ServiceState.Delivered),
        (ServiceState.Queued, ServiceState.Failed),
        (ServiceState.Queued, ServiceState.Read),
        (ServiceState.Delivered, ServiceState.Read),
        (ServiceState.Failed, ServiceState.LetterPosted),
        (ServiceState.Failed, ServiceState.Read),
        (ServiceState.LetterPosted, ServiceState.Read),
    ];

    [Fact]
    public void Steps_WhenEveryPairIsTried_FollowTheTable()
    {
        var states = Enum.GetValues<ServiceState>();
        var followed = from now in states from next in states where ServiceStates.MayFollow(now, next) select (now, next);

        Assert.Equal(Allowed.Order(), followed.Order());
    }

    [Theory]
    [InlineData("UPDATE client_notice_step SET time = 0")]
    [InlineData("DELETE FROM client_notice_step")]
    [InlineData("INSERT INTO client_notice_step SELECT * FROM client_notice_step WHERE true ON CONFLICT (notice_id, number) DO UPDATE SET time = 0")]
    public async Task Proof_WhenSomebodyWouldChangeIt_RefusesInTheDatabase(string sql)
    {
        await using var sender = await Sender.OpenAsync();
        await sender.SendAsync();

        await sender.InAsync(async services =>
        {
            await TestKit.AppendOnlyRefusal.OfAsync(services, sql);
            return true;
        });
    }
}
