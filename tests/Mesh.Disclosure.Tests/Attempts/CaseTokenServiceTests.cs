using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The owner of a case lets a party show it to another: from asking the owner to what the holder gives.</summary>
public sealed class CaseTokenServiceTests
{
    private static readonly Guid Case = Guid.Parse("0190f3a2-7c1e-7d3a-9b2f-0000000000b1");

    [Fact]
    public async Task Issue_WhenAPartyAsksForAnother_IsTakenAtItsDoor()
    {
        await using var owner = await OwnerAsync(People.TeOffice, People.Region);
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [OwnerTokenTests.Pointers()]);
        await office.KnowAsync(People.Aino);

        var issued = await IssueAsync(owner, People.Region, People.TeOffice);
        var given = await office.AskAsync(People.Region, OwnerTokenTests.Request(issued.Token));

        Assert.Equal((BasisKind.Right, "F18"), (given.Basis.Kind, given.Basis.Flow));
        Assert.Equal((ProofKind.OwnerToken, Case), (Assert.Single(await office.LedgerAsync()).ProofKind, (await office.LedgerAsync())[0].ProofReference));
        var life = issued.ExpiresAt.ToDateTimeOffset() - TimeProvider.System.GetUtcNow();
        Assert.InRange(life, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        var journaled = Assert.Single(await owner.JournalAsync(), row => row.Step == "IssueCaseToken");
        Assert.Equal((People.Region.ToString(), Case), (journaled.Counterpart, journaled.CaseId));
    }

    [Fact]
    public async Task Issue_WhenTheTokenIsShownByAnother_IsNotTaken()
    {
        await using var owner = await OwnerAsync(People.TeOffice, People.Region);
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [OwnerTokenTests.Pointers()]);
        await office.KnowAsync(People.Aino);

        var issued = await IssueAsync(owner, People.Region, People.TeOffice);

        Assert.Equal("NO_BASIS", await JourneyTests.Refused(office.AskAsync(People.OtherRegion, OwnerTokenTests.Request(issued.Token))));
        Assert.Equal("TOKEN_PARTIES", Assert.Single(await office.LedgerAsync()).PreciseReason);
    }

    public static TheoryData<string, bool, Participation, Participation> Refused => new()
    {
        { "caller is no party", true, People.OtherRegion, People.TeOffice },
        { "audience is no party", true, People.Region, People.Municipality },
        { "audience is the caller", true, People.Region, People.Region },
        { "case is closed", false, People.Region, People.TeOffice },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Issue_WhenThereIsNoGround_IsRefusedLikeAnUnknownCase(string why, bool open, Participation caller, Participation audience)
    {
        Assert.NotEmpty(why);
        var sql = new SqlRecorder();
        await using var owner = await TestHolder.OpenAsync(People.Pilot, null, sql);
        await HaveAsync(owner, open, People.TeOffice, People.Region);
        sql.Take();

        var reason = await RefusedAsync(IssueAsync(owner, caller, audience));
        var refusedSql = sql.Take();

        Assert.Equal("NO_BASIS", reason);
        Assert.Equal(reason, await RefusedAsync(IssueAsync(owner, caller, audience, Guid.CreateVersion7())));
        Assert.Equal(refusedSql, sql.Take());
        Assert.DoesNotContain(await owner.JournalAsync(), row => row.Step == "IssueCaseToken");
    }

    private static async Task<string?> RefusedAsync(Task<IssueCaseTokenResponse> issuing) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => issuing));

    private static async Task<TestHolder> OwnerAsync(params Participation[] parties)
    {
        var owner = await TestHolder.OpenAsync(People.Pilot);
        await HaveAsync(owner, true, parties);
        return owner;
    }

    private static async Task HaveAsync(TestHolder owner, bool open, params Participation[] parties) =>
        owner.Cases.All[Case] = new KnownCase(Case, await owner.KnowAsync(People.Aino), CaseKind.ActivationPlan, open, parties);

    private static Task<IssueCaseTokenResponse> IssueAsync(TestHolder owner, Participation caller, Participation audience, Guid? caseId = null) => owner.InAsync(services =>
    {
        services.GetRequiredService<CallScope>().Enter(new Caller(CallerKind.Participant, caller));
        return ActivatorUtilities.CreateInstance<CaseTokenGrpcService>(services).IssueCaseToken(
            new IssueCaseTokenRequest
            {
                CaseId = (caseId ?? Case).ToString(),
                Audience = audience.ToString(),
                Actor = new Actor { PairwiseId = "worker-9", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
            },
            new TestCall("/CaseTokenService/IssueCaseToken"));
    });
}
