using Grpc.Core;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Part of a consent taken back: at once, never more, and every fault named.</summary>
public sealed class NarrowTests
{
    [Fact]
    public async Task Narrow_WhenRegisteredFromPaper_KeepsTheEvidenceLinksTheRevisionAndIsDoneOnce()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);
        var request = Narrow(consent, through: "2023-11-30");

        var response = await holder.NarrowAsync(request);
        var replayed = await holder.NarrowAsync(request);

        Assert.Equal((consent, 2), (response.ConsentId, response.Revision));
        Assert.Equal(response, replayed);
        var history = await holder.RowsAsync<ConsentRevision>(row => row.Revision);
        Assert.True(RevisionHash.IsUnbroken(history));
        Assert.Equal((ConsentAct.Narrowed, "PROFESSIONAL", "worker-1"), (history[1].Act, history[1].ActedAs, history[1].ActorId));
        Assert.Equal(
            (HowGiven.SignedOnPaper, "urn:archive:2023/417", "sv", "2023-2"),
            (history[1].HowGiven, history[1].EvidenceReference, history[1].Language, history[1].TextVersion));
        Assert.Equal(
            (history[0].Recipient, history[0].Purpose, history[0].Categories, history[0].ValidFrom, new DateOnly(2023, 11, 30)),
            (history[1].Recipient, history[1].Purpose, history[1].Categories, history[1].ValidFrom, history[1].ValidThrough));
        Assert.Equal(3, Assert.Single(await holder.RowsAsync<SubjectGateRow>(row => row.SubjectId)).Revision);
        var steps = (await holder.JournalAsync()).Select(row => row.Step).ToList();
        Assert.Single(steps, step => step == "F26 ConsentNarrowed");
        Assert.Single(steps, step => step == $"heard {consent} narrowed from 1 to 2");
    }

    // The narrowed last day is 30.11.: the day before it, itself, and the day after, with the old last day still to come.
    [Theory]
    [InlineData("2023-11-29T12:00:00+02:00", "OK")]
    [InlineData("2023-11-30T00:00:00+02:00", "OK")]
    [InlineData("2023-11-30T23:59:59.9999999+02:00", "OK")]
    [InlineData("2023-12-01T00:00:00+02:00", "CONSENT_EXPIRED")]
    [InlineData("2023-12-01T12:00:00+02:00", "CONSENT_EXPIRED")]
    public async Task Disclose_WhenTheEndWasMadeEarlier_HoldsToTheNewDayInHelsinki(string now, string expected)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.NarrowAsync(Narrow(await RegisterAsync(holder), through: "2023-11-30"));
        holder.Clock.Set(DateTimeOffset.Parse(now, null));

        Assert.Equal(expected, await AskAsync(holder));
    }

    [Fact]
    public async Task Disclose_WhenTheClientTookTheCategoryBack_GivesItNoMore()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);
        var before = await AskAsync(holder);

        var narrowed = await holder.NarrowMineAsync(People.Aino, NarrowMine(consent, categories: [DataCategory.PlanCopy]));

        Assert.Equal(("OK", 2), (before, narrowed.Revision));
        Assert.Equal("CONSENT_OTHER_CATEGORY", await AskAsync(holder));
        var latest = (await holder.RowsAsync<ConsentRevision>(row => row.Revision))[1];
        Assert.Equal(
            ("CLIENT", HowGiven.InService, "", "fi", "2023-1"),
            (latest.ActedAs, latest.HowGiven, latest.EvidenceReference, latest.Language, latest.TextVersion));
        var shown = Assert.Single((await holder.ListMineAsync(People.Aino)).Consents);
        Assert.Equal([DataCategory.PlanCopy], shown.Categories);
        Assert.Equal([ConsentStepKind.Registered, ConsentStepKind.Narrowed], shown.History.Select(step => step.Kind));
    }

    [Fact]
    public async Task Disclose_WhenNarrowedWhileTheFactsAreRead_IsDecidedAgain()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);
        holder.Cases.WhileFactsAreRead = () => holder.NarrowAsync(Narrow(consent, categories: [DataCategory.PlanCopy]));

        Assert.Equal("CONSENT_OTHER_CATEGORY", await AskAsync(holder));
        Assert.Equal(LedgerOutcome.Deny, Assert.Single(await holder.LedgerAsync()).Outcome);
    }

    public static TheoryData<string, DataCategory[], string, string[]> Wider => new()
    {
        { "another category", [DataCategory.EmploymentServices, DataCategory.BenefitDays], "", ["categories[1] WIDER"] },
        { "later end", [], "2024-01-01", ["valid_through WIDER"] },
        { "all at once", [DataCategory.BenefitDays, DataCategory.Placement], "2024-01-01", ["categories[0] WIDER", "categories[1] WIDER", "valid_through WIDER"] },
        { "nothing", [], "", ["categories NOTHING_NARROWED"] },
        { "the same", [DataCategory.PlanCopy, DataCategory.EmploymentServices], "2023-12-31", ["categories NOTHING_NARROWED"] },
        { "ended yesterday", [], "2023-11-12", ["valid_through IN_PAST"] },
        { "twice", [DataCategory.PlanCopy, DataCategory.PlanCopy], "", ["categories[1] DUPLICATE"] },
    };

    [Theory]
    [MemberData(nameof(Wider), DisableDiscoveryEnumeration = true)]
    public async Task Narrow_WhenNothingIsNarrower_NamesEveryFaultAndChangesNothing(string what, DataCategory[] categories, string through, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);

        var byProfessional = await Assert.ThrowsAsync<RpcException>(() => holder.NarrowAsync(Narrow(consent, categories, through)));
        var byClient = await Assert.ThrowsAsync<RpcException>(() => holder.NarrowMineAsync(People.Aino, NarrowMine(consent, categories, through)));

        Assert.Equal(expected, RefusalReader.ViolationsOf(byProfessional).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Equal(expected, RefusalReader.ViolationsOf(byClient).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Single(await holder.RowsAsync<ConsentRevision>(row => row.Revision));
    }

    [Fact]
    public async Task Narrow_WhenTheConsentBeginsLater_CannotEndBeforeIt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region, "2023-12-01", "2023-12-31"))).ConsentId;

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.NarrowAsync(Narrow(consent, through: "2023-11-30")));
        var first = await holder.NarrowAsync(Narrow(consent, through: "2023-12-01"));

        Assert.Equal("valid_through BEFORE_START", RefusalReader.ViolationsOf(refusal).Select(v => $"{v.Field} {v.Code}").Single());
        Assert.Equal(2, first.Revision);
    }

    [Fact]
    public async Task Narrow_WhenEvidenceIsFaulty_NamesEveryFault()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = Narrow(await RegisterAsync(holder), through: "2023-11-30");
        request.Evidence = new Evidence
        {
            HowGiven = HowGiven.InService,
            Language = "fi",
            TextVersion = "1",
            Sha256 = request.Evidence.Sha256,
            Reference = "Ainon kirje",
            Mandate = new Tyollisyys.Mesh.Protos.Consents.V1.Mandate
            {
                Kind = MandateKind.Guardian, Person = People.EetuText, Source = "X", Reference = "030988-917F",
            },
        };

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.NarrowAsync(request));

        Assert.Equal(
            ["evidence.how_given IN_PERSON", "evidence.reference NOT_OPAQUE", "evidence.mandate.person NOT_OPAQUE", "evidence.mandate.reference NOT_OPAQUE"],
            RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
    }

    [Fact]
    public async Task Narrow_WhenItIsAnothersOrNobodys_IsNoBasisForAllAlike()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);
        await holder.KnowAsync(People.Eetu);

        // Wider, too: who has no basis does not learn what the consent holds.
        Assert.Equal("NO_BASIS", await Refused(holder.NarrowMineAsync(People.Eetu, NarrowMine(consent, [DataCategory.BenefitDays]))));
        Assert.Equal("NO_BASIS", await Refused(holder.NarrowMineAsync(People.Eetu, NarrowMine(TestHolder.Id(), [DataCategory.BenefitDays]))));
        Assert.Equal("NO_BASIS", await Refused(holder.NarrowMineAsync(People.Many().First(), NarrowMine(consent, [DataCategory.BenefitDays]))));
        Assert.Equal("NO_BASIS", await Refused(holder.NarrowAsync(Narrow(TestHolder.Id(), through: "2023-11-30"))));
        Assert.Equal("NO_BASIS", await Refused(holder.RegisterWithdrawalAsync(TestHolder.Id())));
        Assert.Equal("NO_BASIS", await Refused(holder.HistoryAsync(TestHolder.Id())));
    }

    [Fact]
    public async Task Narrow_WhenItIsNoLongerOpen_IsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var withdrawn = await RegisterAsync(holder);
        var expired = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region, "2023-10-01", "2023-11-12"))).ConsentId;
        var registered = await holder.RegisterWithdrawalAsync(withdrawn);

        Assert.Equal(2, registered.Revision);
        Assert.Equal("CONSENT_NOT_OPEN", await Refused(holder.NarrowAsync(Narrow(withdrawn, [DataCategory.PlanCopy]))));
        Assert.Equal("CONSENT_NOT_OPEN", await Refused(holder.NarrowMineAsync(People.Aino, NarrowMine(expired, [DataCategory.PlanCopy]))));
        Assert.Equal("CONSENT_NOT_OPEN", await Refused(holder.RegisterWithdrawalAsync(withdrawn)));
    }

    [Fact]
    public async Task RegisterWithdrawal_WhenTheClientSignedItOnPaper_ShutsTheDoorLikeTheClientsOwn()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await RegisterAsync(holder);

        await holder.RegisterWithdrawalAsync(consent);

        Assert.Equal("CONSENT_REVOKED", await AskAsync(holder));
        var latest = (await holder.RowsAsync<ConsentRevision>(row => row.Revision))[1];
        Assert.Equal((ConsentAct.Withdrawn, "PROFESSIONAL", "urn:archive:2023/417"), (latest.Act, latest.ActedAs, latest.EvidenceReference));
        Assert.Contains((await holder.JournalAsync()).Select(row => row.Step), step => step == $"heard {latest.SubjectId} {consent}");
    }

    private static async Task<string> RegisterAsync(TestHolder holder)
    {
        var form = TestHolder.Form(People.Aino, People.Region);
        form.Categories.Add(DataCategory.PlanCopy);
        return (await holder.RegisterAsync(form)).ConsentId;
    }

    private static NarrowConsentRequest Narrow(string consent, DataCategory[]? categories = null, string through = "") => new()
    {
        RequestId = TestHolder.Id(),
        ConsentId = consent,
        Categories = { categories ?? [] },
        ValidThrough = through,
        Evidence = ClientCalls.Paper(),
    };

    private static NarrowMyConsentRequest NarrowMine(string consent, DataCategory[]? categories = null, string through = "") => new()
    {
        RequestId = TestHolder.Id(),
        ConsentId = consent,
        Categories = { categories ?? [] },
        ValidThrough = through,
    };

    private static async Task<string> AskAsync(TestHolder holder)
    {
        try
        {
            await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
            return "OK";
        }
        catch (RpcException)
        {
            return (await holder.LedgerAsync())[^1].PreciseReason;
        }
    }

    private static async Task<string?> Refused<T>(Task<T> acting) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => acting));
}
