using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Journal;
using Mesh.Municipality.Workplaces;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Municipality.Tests.Workplaces;

public sealed class OpenPlaceTests
{
    [Fact]
    public async Task Open_WhenAReasonIsSaidOfAPlaceWithoutAnotherContact_IsNoTakingOver()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();

        await town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement, TakeOverReasonCode = "CONTACT_AWAY" });

        Assert.Null(Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>()).TakeOverReason);
    }

    [Fact]
    public async Task Open_WhenTheContactIsAway_IsTakenOverOnlyWithAReasonAndThenAnotherAnswers()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        var none = (StatusCode.PermissionDenied, "NO_BASIS");
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.WorkOfColleague.OpenPlaceRequestAsync(new() { PlacementId = placement })));

        var opened = await town.WorkOfColleague.OpenPlaceRequestAsync(new() { PlacementId = placement, TakeOverReasonCode = "CONTACT_AWAY" });

        Assert.Equal("Planted Name", opened.Details.Name);
        Assert.Equal(("p2", "CONTACT_AWAY"), await town.Host.RowsAsync<PlaceRequestRow>() is [var row] ? (row.Contact, row.TakeOverReason) : default);
        Assert.Equal(none, await PlaceTown.RefusalAsync(town.Work.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))));
        Assert.Equal(PlaceState.Confirmed, (await town.WorkOfColleague.ConfirmPlaceRequestAsync(PlaceTown.Confirm(placement))).State);
    }

    [Fact]
    public async Task Open_WhenTheRegionGives_ShowsWhoIsToComeAndMakesTheCallerTheContact()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();

        var opened = await town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement });

        Assert.Equal(
            (DetailsSource.Given, "Planted Name", "planted@example.org"), (opened.Source, opened.Details.Name, opened.Details.Contact));
        Assert.NotEmpty(opened.DisclosureId);
        var asked = Assert.Single(town.Region.Asked);
        Assert.Equal((placement, Purpose.RehabilitativeWork, "p1"), (asked.Subject.CaseId, asked.Purpose, asked.Actor.PairwiseId));
        Assert.Equal([DataCategory.PlacementDetails], asked.Categories);
        var row = Assert.Single(await town.Host.RowsAsync<PlaceRequestRow>());
        Assert.Equal(("p1", PlaceState.Requested), (row.Contact, row.State));
        var entry = Assert.Single(await town.Host.RowsAsync<JournalRow>(), entry => entry.Road == Road.Disclosure);
        Assert.Equal(("F13 Ask", "OK", row.FlowId), (entry.Step, entry.Outcome, entry.FlowId));
    }

    [Fact]
    public async Task Open_WhenDone_KeepsNothingOfWhoIsToCome()
    {
        await using var town = await PlaceTown.StartAsync();
        await town.OpenedAsync();

        var kept = await town.Host.TextAsync();

        Assert.Contains("place_request", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("lanted", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WhenSomebodyElseIsTheContact_HasNoBasisAndAsksNobody()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.OpenedAsync();
        town.Region.Asked.Clear();

        Assert.Equal(
            (StatusCode.PermissionDenied, "NO_BASIS"),
            await PlaceTown.RefusalAsync(town.WorkOfColleague.OpenPlaceRequestAsync(new() { PlacementId = placement })));
        Assert.Empty(town.Region.Asked);
    }

    [Fact]
    public async Task Open_WhenTwoOpenAtOnce_ShowsOneOfThemWhoIsToCome()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();

        var calls = new[] { town.Work, town.WorkOfColleague }
            .Select(work => work.OpenPlaceRequestAsync(new() { PlacementId = placement }).ResponseAsync).ToList();
        var refused = await Assert.ThrowsAsync<RpcException>(() => Task.WhenAll(calls));

        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(refused));
        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        Assert.Single(town.Region.Asked);
    }

    [Fact]
    public async Task Open_WhenNobodyAskedForThePlace_HasNoBasisAsForAnothersPlace()
    {
        await using var town = await PlaceTown.StartAsync();
        var anothers = await town.OpenedAsync();

        var unknown = await Assert.ThrowsAsync<RpcException>(() =>
            town.WorkOfColleague.OpenPlaceRequestAsync(new() { PlacementId = PlaceTown.Id() }).ResponseAsync);
        var known = await Assert.ThrowsAsync<RpcException>(() =>
            town.WorkOfColleague.OpenPlaceRequestAsync(new() { PlacementId = anothers }).ResponseAsync);

        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(unknown));
        Assert.Equal(unknown.Trailers.Select(entry => Convert.ToHexString(entry.ValueBytes)), known.Trailers.Select(entry => Convert.ToHexString(entry.ValueBytes)));
    }

    [Fact]
    public async Task Open_WhenTheRegionWithholds_SaysSoAndTheContactMayStillDecline()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();
        town.Region.Details.Clear();

        var opened = await town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement });

        Assert.Equal((DetailsSource.Withheld, null, ""), (opened.Source, opened.Details, opened.DisclosureId));
        Assert.Equal(PlaceState.Declined, (await town.Work.DeclinePlaceRequestAsync(PlaceTown.Decline(placement))).State);
    }

    [Fact]
    public async Task Open_WhenTheRegionCannotBeReached_SaysSoAndOpensAgainLater()
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();
        town.Region.Fails = FakeUnreachable;

        var first = await town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement });
        town.Region.Fails = null;
        var second = await town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement });

        Assert.Equal((DetailsSource.Unreachable, null), (first.Source, first.Details));
        Assert.Equal(DetailsSource.Given, second.Source);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_WhenWhatCameIsDamagedOrAboutAnother_ShowsNothing(bool isDamaged)
    {
        await using var town = await PlaceTown.StartAsync();
        var placement = await town.AskedAsync();
        if (isDamaged)
        {
            town.Region.Spoils = response => response.Content = Google.Protobuf.ByteString.CopyFromUtf8("other bytes");
        }
        else
        {
            town.Region.Details[placement].PlacementId = PlaceTown.Id();
        }

        Assert.Equal(
            (StatusCode.DataLoss, "PLACEMENT_DETAILS_DAMAGED"),
            await PlaceTown.RefusalAsync(town.Work.OpenPlaceRequestAsync(new() { PlacementId = placement })));
    }

    private static RpcException FakeUnreachable => Hosts.FakeRegion.Unreachable;
}
