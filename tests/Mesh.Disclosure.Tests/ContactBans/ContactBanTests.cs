using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The holder's register of contact bans: what is known of them, and what the decision is told.</summary>
public sealed class ContactBanTests
{
    private static readonly DateOnly From = new(2023, 11, 20);

    [Theory]
    [InlineData("2023-11-19T23:59:59.9999999+02:00", false)]
    [InlineData("2023-11-20T00:00:00+02:00", true)]
    [InlineData("2023-12-20T23:59:59.9999999+02:00", true)]
    [InlineData("2023-12-21T00:00:00+02:00", false)]
    public async Task Facts_WhenABanIsRecorded_HaveItFromItsFirstDayToItsLast(string now, bool inForce)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RecordBanAsync(Ban(to: "2023-12-20"));
        holder.Clock.Set(DateTimeOffset.Parse(now, null));

        Assert.Equal(inForce ? new ContactBan(From) : null, (await FactsAsync(holder)).Facts.ContactBan);
    }

    [Fact]
    public async Task Record_WhenRepeated_KeepsOneFactWithItsSourceAndAdvancesTheGate()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.KnowAsync(People.Aino);
        var request = Ban();
        var before = (await FactsAsync(holder)).Revision;

        Assert.Equal(await holder.RecordBanAsync(request), await holder.RecordBanAsync(request));

        var fact = Assert.Single(await holder.RowsAsync<ContactBanFact>(row => row.FactId));
        Assert.Equal(
            (From, null, "POPULATION_INFORMATION_SYSTEM", holder.Clock.Now, "OWN_SYSTEM", "vtj-follower"),
            (fact.ValidFrom, fact.ValidTo, fact.Source, fact.KnownFrom, fact.ActedAs, fact.ActorId));
        Assert.Equal(before + 1, (await FactsAsync(holder)).Revision);
        Assert.Equal("ContactBanRecorded", Assert.Single(await holder.JournalAsync()).Step);
    }

    [Fact]
    public async Task End_WhenTheBanStands_AppendsItsLastDayAndKeepsWhatWasKnown()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var ban = (await holder.RecordBanAsync(Ban())).BanId;
        var recorded = (await FactsAsync(holder)).Revision;

        var ended = await holder.EndBanAsync(End(ban, "2023-11-21"));

        Assert.NotEqual(ban, ended.BanId);
        var facts = await holder.RowsAsync<ContactBanFact>(row => row.FactId);
        Assert.Equal([(null, null), (new DateOnly(2023, 11, 21), ban)], facts.Select(fact => (fact.ValidTo, fact.Supersedes?.ToString())));
        Assert.Equal(recorded + 1, (await FactsAsync(holder)).Revision);
        holder.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 11, 21)));
        Assert.NotNull((await FactsAsync(holder)).Facts.ContactBan);
        holder.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 11, 22)));
        Assert.Null((await FactsAsync(holder)).Facts.ContactBan);
    }

    [Fact]
    public async Task Record_WhenItCorrectsABan_TakesItsPlaceAndTheOldOneCannotBeCorrectedAgain()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var wrong = (await holder.RecordBanAsync(Ban())).BanId;
        var correction = Ban(from: "2023-11-01");
        correction.CorrectsBanId = wrong;

        await holder.RecordBanAsync(correction);
        correction.RequestId = TestHolder.Id();

        Assert.Equal("NO_BASIS", await Refused(holder.RecordBanAsync(correction)));
        Assert.Equal("NO_BASIS", await Refused(holder.EndBanAsync(End(wrong, "2023-12-01"))));
        Assert.Equal(new ContactBan(new DateOnly(2023, 11, 1)), (await FactsAsync(holder)).Facts.ContactBan);
    }

    [Fact]
    public async Task Record_WhenAnotherBanStandsOnTheSameDays_IsRefusedAndBesideItIsNot()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RecordBanAsync(Ban(to: "2023-12-20"));

        Assert.Equal("CONTACT_BAN_OVERLAPS", await Refused(holder.RecordBanAsync(Ban(from: "2023-12-20"))));
        var later = await holder.RecordBanAsync(Ban(from: "2023-12-21"));

        Assert.Equal("CONTACT_BAN_OVERLAPS", await Refused(holder.RecordBanAsync(Ban(from: "2023-01-01"))));
        Assert.NotEmpty(later.BanId);
    }

    [Fact]
    public async Task Record_WhenDaysAreOutOfOrder_IsInvalidAndMakesNobodyKnown()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var recorded = await Assert.ThrowsAsync<RpcException>(() => holder.RecordBanAsync(Ban(to: "2023-11-19")));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
        var ban = (await holder.RecordBanAsync(Ban())).BanId;
        var ended = await Assert.ThrowsAsync<RpcException>(() => holder.EndBanAsync(End(ban, "2023-11-19")));

        Assert.Equal("valid_to BEFORE_START", RefusalReader.ViolationsOf(recorded).Select(v => $"{v.Field} {v.Code}").Single());
        Assert.Equal("valid_to BEFORE_START", RefusalReader.ViolationsOf(ended).Select(v => $"{v.Field} {v.Code}").Single());
        Assert.Equal("NO_BASIS", await Refused(holder.EndBanAsync(End(TestHolder.Id(), "2023-12-01"))));
    }

    [Theory]
    [InlineData("2023-11-13", "405")]
    [InlineData("2022-12-31", null)]
    public async Task Facts_WhenRead_HaveWhatTheRequesterServesThatDayByTheDirectory(string day, string? serves)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        holder.Clock.Set(HelsinkiTime.StartOf(DateOnly.Parse(day, null)));

        var found = (await FactsAsync(holder)).Facts.RequesterServes;

        Assert.Equal(serves is not null, found.Contains("405"));
        Assert.Equal(serves is null ? 0 : 9, found.Count);
    }

    private static Task<FactsAtRevision> FactsAsync(TestHolder holder) => holder.InAsync(async services =>
    {
        var attempt = new DisclosureAttempt(
            People.Region, new SubjectReference.ByCode(People.Aino), Purpose.EmploymentSupport, [DataCategory.EmploymentServices], null);
        var subject = await services.Get<SubjectResolver>().ResolveAsync(attempt.Subject!, CancellationToken.None);
        return await services.Get<FactsReader>().ReadAsync(attempt, subject, CancellationToken.None);
    });

    private static RecordContactBanRequest Ban(string from = "2023-11-20", string to = "") => new()
    {
        RequestId = TestHolder.Id(),
        PersonalIdentityCode = People.AinoText,
        ValidFrom = from,
        ValidTo = to,
        Source = "POPULATION_INFORMATION_SYSTEM",
    };

    private static EndContactBanRequest End(string ban, string to) => new()
    {
        RequestId = TestHolder.Id(),
        BanId = ban,
        ValidTo = to,
        Source = "POPULATION_INFORMATION_SYSTEM",
    };

    private static async Task<string?> Refused<T>(Task<T> acting) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => acting));
}
