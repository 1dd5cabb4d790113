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
        Assert.Equal([DataCategory.WorkAbilityResult, DataCategory.CapacityLimits], copy.TakenBack);
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
    [InlineData(new[] { DataCategory.WorkAbilityResult }, new[] { DataCategory.CapacityLimits })]
    [InlineData(new[] { DataCategory.CapacityLimits }, new[] { DataCategory.WorkAbilityResult })]
    [InlineData(new[] { DataCategory.PlanCopy }, new[] { DataCategory.WorkAbilityResult, DataCategory.CapacityLimits })]
    [InlineData(new[] { DataCategory.CapacityLimits, DataCategory.WorkAbilityResult }, new DataCategory[0])]
    [InlineData(new[] { DataCategory.CapacityLimits, DataCategory.WorkAbilityResult, DataCategory.PlanCopy }, new DataCategory[0])]
    public async Task Receive_WhenTheConsentIsNarrowed_MarksOfACopyWhatNoLongerRestsOnIt(DataCategory[] remaining, DataCategory[] marked)
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);

        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentNarrowed { ConsentId = Consent, ConsentRevision = 2, RemainingCategories = { remaining } }));

        var copy = await OnlyAsync(office, aino);
        Assert.Equal(marked, copy.TakenBack);
        Assert.Equal((marked.Length > 0, marked.Length > 0), (copy.WithdrawnAt is not null, copy.WithdrawalKnownAt is not null));
    }

    [Fact]
    public async Task Receive_WhenToldTwiceLateAndOutOfOrder_ShowsAllOfItSinceTheFirst()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);
        var narrowed = office.Now.AddHours(1);
        var withdrawal = new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 3 };
        office.MoveBy(TimeSpan.FromHours(3));

        await office.ReceiveAsync(RegionNotices.Of(office, withdrawal));
        await office.ReceiveAsync(RegionNotices.Of(office, withdrawal));
        var known = office.Now;
        office.MoveBy(TimeSpan.FromHours(1));
        await office.ReceiveAsync(RegionNotices.Of(
            office, new ConsentNarrowed { ConsentId = Consent, ConsentRevision = 2, RemainingCategories = { DataCategory.WorkAbilityResult } }, at: narrowed));

        Assert.Empty(await office.ParkedAsync());
        Assert.Equal(2, (await office.RowsAsync<HeardConsentRow>()).Count);
        var copy = await OnlyAsync(office, aino);
        Assert.Equal((narrowed.ToTimestamp(), known.ToTimestamp()), (copy.WithdrawnAt, copy.WithdrawalKnownAt));
        Assert.Equal([DataCategory.WorkAbilityResult, DataCategory.CapacityLimits], copy.TakenBack);
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

    // A new consent, and a new copy: the old mark is not the new one's.
    [Fact]
    public async Task Fetch_WhenThereIsANewConsent_MarksTheOldCopyOnly()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await KeptAsync(office);
        await office.ReceiveAsync(RegionNotices.Of(office, new ConsentWithdrawn { ConsentId = Consent, ConsentRevision = 2 }));
        office.MoveBy(TimeSpan.FromDays(1));
        var given = Given();
        given.Basis.ConsentId = Guid.CreateVersion7().ToString();
        office.Doors.Answer = _ => given;

        await office.Send(Callers.Expert, new FetchWorkAbilityRequest { JobseekerId = aino.JobseekerId });

        var copies = (await office.Send(Callers.Expert, new ListWorkAbilityCopiesRequest { JobseekerId = aino.JobseekerId })).Copies;
        Assert.Equal([false, true], copies.Select(copy => copy.WithdrawnAt is not null));
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
