using Google.Protobuf.WellKnownTypes;
using Mesh.ConsentNotices;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Notices.V1;
using Tyollisyys.Mesh.Protos.WorkAbility.V1;

namespace Mesh.TeOffice.Tests.WorkAbility;

/// <summary>What is kept of a region is marked when the region tells that the client took the consent back (F26, CON-5).</summary>
public sealed class TakenBackTests
{
    private const string Consent = "018b3c11-7d00-7a41-9c4d-0d1f6a5e9499";

    [Fact]
    public async Task Receive_WhenTheConsentIsWithdrawn_MarksTheCopyAndKeepsIt()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);
        var withdrawn = office.Now.AddHours(1);
        office.MoveBy(TimeSpan.FromHours(2));

        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 2 }, at: withdrawn));

        var copy = await OnlyAsync(office, aino);
        Assert.Equal((withdrawn.ToTimestamp(), office.Now.ToTimestamp()), (copy.WithdrawnAt, copy.WithdrawalKnownAt));
        Assert.Equal("osa-aikaista työtä", copy.Result.Outcome);
    }

    // The answer was on its way while the client withdrew, and the notice was faster.
    [Fact]
    public async Task Fetch_WhenTheWithdrawalIsKnownAlready_IsMarkedAsItIsKept()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 2 }));
        var known = office.Now;
        office.MoveBy(TimeSpan.FromMinutes(1));
        office.Doors.Answer = _ => Given();

        var fetched = await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });

        Assert.Equal(known.ToTimestamp(), fetched.Copy.WithdrawalKnownAt);
        Assert.Equal(fetched.Copy, await OnlyAsync(office, aino));
    }

    [Theory]
    [InlineData(new[] { DataCategory.WorkAbilityResult }, true)]
    [InlineData(new[] { DataCategory.CapacityLimits }, true)]
    [InlineData(new[] { DataCategory.CapacityLimits, DataCategory.WorkAbilityResult }, false)]
    [InlineData(new[] { DataCategory.CapacityLimits, DataCategory.WorkAbilityResult, DataCategory.PlanCopy }, false)]
    public async Task Receive_WhenTheConsentIsNarrowed_MarksACopyOfWhatNoLongerRestsOnIt(DataCategory[] remaining, bool isMarked)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);

        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentNarrowed { ConsentId = Consent, ConsentRevision = 2, RemainingCategories = { remaining } }));

        Assert.Equal(isMarked, (await OnlyAsync(office, aino)).WithdrawnAt is not null);
    }

    [Fact]
    public async Task Receive_WhenToldTwiceLateAndOutOfOrder_ShowsTheFirstTakingBack()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);
        var narrowed = office.Now.AddHours(1);
        var withdrawal = new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 3 };
        office.MoveBy(TimeSpan.FromHours(3));

        await office.ReceiveAsync(RegionNotices.Of(office, withdrawal));
        await office.ReceiveAsync(RegionNotices.Of(office, withdrawal));
        await office.ReceiveAsync(RegionNotices.Of(
            office, new ConsentNarrowed { ConsentId = Consent, ConsentRevision = 2, RemainingCategories = { DataCategory.WorkAbilityResult } }, at: narrowed));

        Assert.Empty(await office.ParkedAsync());
        Assert.Equal(2, (await office.RowsAsync<HeardConsentRow>()).Count);
        Assert.Equal(narrowed.ToTimestamp(), (await OnlyAsync(office, aino)).WithdrawnAt);
    }

    [Fact]
    public async Task Receive_WhenAnotherThanTheHolderTells_MarksNothing()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);

        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 2 }, source: Participants.Kela));
        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Guid.CreateVersion7().ToString(), ConsentRevision = 2 }));

        var copy = await OnlyAsync(office, aino);
        Assert.Equal((null, null), (copy.WithdrawnAt, copy.WithdrawalKnownAt));
    }

    // A refusal told it a day before the notice came, which is late: known is since the refusal.
    [Fact]
    public async Task Receive_WhenARefusalHasToldItBefore_KeepsWhenItWasKnownFirst()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);
        office.Doors.Answer = _ => throw WorkAbilityTests.Refusing("CONSENT_REVOKED");
        await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });
        var known = office.Now;
        office.MoveBy(TimeSpan.FromDays(1));

        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 2 }, at: known));

        var copy = await OnlyAsync(office, aino);
        Assert.Equal((known.ToTimestamp(), known.ToTimestamp()), (copy.WithdrawalKnownAt, copy.WithdrawnAt));
    }

    private static async Task<AinosCase> KeptAsync(OfficeHost office)
    {
        var aino = await AinosCase.RegisterAsync(office);
        office.Doors.Answer = _ => Given();
        await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });
        return aino;
    }

    private static DiscloseResponse Given() => WorkAbilityTests.Given("osa-aikaista työtä", "ei nostoja");

    private static async Task<WorkAbilityCopy> OnlyAsync(OfficeHost office, AinosCase aino) =>
        Assert.Single((await office.Send(Callers.Expert, new ListWorkAbilityCopiesRequest { JobseekerId = aino.JobseekerId })).Copies);
}
