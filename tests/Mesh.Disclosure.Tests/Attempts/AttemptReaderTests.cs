using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What is read in one round trip is what is read one after the other.</summary>
public sealed class AttemptReaderTests
{
    [Fact]
    public async Task Read_WhenThereIsSomethingOfEveryKind_IsWhatTheSlowFormReads()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var people = People.Many().Take(7).ToList();
        await FillAsync(holder, people);

        foreach (var person in people)
        {
            var attempt = new DisclosureAttempt(
                People.Region, new SubjectReference.ByCode(person), Purpose.EmploymentSupport, [DataCategory.EmploymentServices], null);
            var (subject, at) = await holder.InAsync(services => services.Get<AttemptReader>().ReadAsync(attempt, CancellationToken.None));
            var expectedSubject = await holder.InAsync(services => services.Get<SubjectResolver>().ResolveAsync(attempt.Subject!, CancellationToken.None));
            var expected = await holder.InAsync(services => services.Get<FactsReader>().ReadAsync(attempt, expectedSubject, CancellationToken.None));

            Assert.Equal(expectedSubject.IsKnown, subject.IsKnown);
            Assert.Equal(expectedSubject.ReferenceIndex, subject.ReferenceIndex);
            Assert.Equal(expected.Revision, at.Revision);
            Assert.Equal(Text(expected.Facts), Text(at.Facts));
        }

        // Together, one of them twice, as one after the other.
        if (TestStorage.IsPostgres)
        {
            List<PersonalIdentityCode> asked = [.. people, people[1]];
            var read = await holder.InAsync(services => services.Get<FactsBatch>().ReadAsync(
                [.. asked.Select(person => new SubjectReference.ByCode(person))], CancellationToken.None));
            foreach (var (person, kept) in asked.Zip(read))
            {
                var attempt = new DisclosureAttempt(
                    People.Region, new SubjectReference.ByCode(person), Purpose.EmploymentSupport, [DataCategory.EmploymentServices], null);
                var expectedSubject = await holder.InAsync(services => services.Get<SubjectResolver>().ResolveAsync(attempt.Subject!, CancellationToken.None));
                var expected = await holder.InAsync(services => services.Get<FactsReader>().ReadAsync(attempt, expectedSubject, CancellationToken.None));
                var at = await holder.InAsync(services => services.Get<FactsReader>().CompleteAsync(attempt, kept.Subject, kept.Kept, CancellationToken.None));

                Assert.Equal((expectedSubject.IsKnown, expected.Revision), (kept.Subject.IsKnown, at.Revision));
                Assert.Equal(expectedSubject.ReferenceIndex, kept.Subject.ReferenceIndex);
                Assert.Equal(Text(expected.Facts), Text(at.Facts));
            }
        }

        // Of the last one nothing is known, not even a sighting; of the one before a sighting is, by the same id each time.
        var seen = await holder.InAsync(services => services.Get<AttemptReader>().ReadAsync(
            new DisclosureAttempt(People.Region, new SubjectReference.ByCode(people[5]), Purpose.EmploymentSupport, [], null), CancellationToken.None));
        Assert.Equal(Assert.Single(await holder.LedgerAsync(), entry => entry.PreciseReason == "SUBJECT_UNKNOWN").SubjectId, seen.Subject.Id);
        Assert.False(seen.Subject.IsKnown);
    }

    // The first has a consent, the second a withdrawn one and two others, the third a refusal and a contact ban, the fourth answers to what
    // waited, the fifth nothing.
    private static async Task FillAsync(TestHolder holder, List<PersonalIdentityCode> people)
    {
        await holder.RegisterAsync(TestHolder.Form(people[0], People.Region));
        var withdrawn = await holder.RegisterAsync(TestHolder.Form(people[1], People.Region));
        await holder.RegisterAsync(TestHolder.Form(people[1], People.OtherRegion));
        await holder.RegisterAsync(TestHolder.Form(people[1], People.Region, "2023-12-01"));
        await holder.WithdrawAsync(people[1], withdrawn.ConsentId);
        var ids = new List<Guid>();
        foreach (var person in people.Take(5))
        {
            ids.Add(await holder.KnowAsync(person));
        }

        await holder.ActAsync((services, _) =>
        {
            var database = services.Get<DbContext>();
            var now = holder.Clock.Now;
            database.Add(new ContactBanFact
            {
                FactId = Guid.CreateVersion7(), SubjectId = ids[2], ValidFrom = new DateOnly(2023, 1, 1), Source = "POPULATION_INFORMATION_SYSTEM",
                KnownFrom = now, ActedAs = "PROFESSIONAL", ActorId = "worker-1", RecordedAt = now,
            });
            var entry = TestEntries.About(ids[3], now);
            foreach (var approved in (bool[])[true, false])
            {
                var waits = WaitingStore.Row(entry, [DataCategory.EmploymentServices]) with { WaitingId = Guid.CreateVersion7() };
                database.Add(waits);
                database.Add(new WaitingAnswerRow
                {
                    WaitingId = waits.WaitingId, Approved = approved, HoldsUntil = now.AddDays(7), ActorId = "worker-1", ActorAssurance = "high", Time = now, RecordedAt = now,
                });
            }

            return Task.CompletedTask;
        });
        await holder.RegisterRefusalAsync(ClientCalls.Refusal(people[2]));
        await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(people[5])));
    }

    // Lists in one order, and by what they say.
    private static string Text(HolderFacts facts) => string.Join('\n',
    [
        $"{facts.SubjectId} {facts.ContactBan} {string.Join(',', facts.RequesterServes)}",
        .. facts.Consents.Select(one => $"{one with { Categories = [] }} {string.Join(',', one.Categories)}").Order(StringComparer.Ordinal),
        .. facts.Refusals.Select(one => $"{one with { Categories = [], Purposes = [] }} {string.Join(',', one.Categories)} {string.Join(',', one.Purposes)}").Order(StringComparer.Ordinal),
        .. facts.Approvals.Select(one => $"{one with { Categories = [] }} {string.Join(',', one.Categories)}").Order(StringComparer.Ordinal),
    ]);
}
