using CsCheck;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Any history of a client at a real holder: consents, narrowings, withdrawals, refusals and their lifting, days passing, cases opening
/// and closing, and requests in between. Never a disclosure without a basis that lives at that moment, never one missing from the ledger.
/// </summary>
public sealed class StatefulDoorTests(ITestOutputHelper output)
{
    private const int Histories = 40;
    private static readonly DateTimeOffset Start = HelsinkiTime.StartOf(new DateOnly(2023, 11, 13)).AddHours(9);

    [Fact]
    public async Task Disclose_WhenAnythingHappensToTheClientInAnyOrder_RestsOnWhatLivesThenAndStandsInTheLedger()
    {
        await using var office = await TestHolder.OpenAsync(
            People.TeOffice,
            [
                Source(DataCategory.ServicePointers, content => content.ServicePointers = new ServicePointers()),
                Source(DataCategory.AssessmentPointers, content => content.AssessmentPointers = new AssessmentPointers()),
                Source(DataCategory.PlanCopy, content => content.PlanCopy = new PlanCopy()),
            ]);
        using var people = People.Many().GetEnumerator();
        var (byConsent, byLaw, denied) = (0, 0, 0);

        await ClientAct.Any.Array[20, 60].SampleAsync(
            async acts =>
            {
                office.Clock.Set(Start);
                people.MoveNext();
                var subject = await office.KnowAsync(people.Current);
                var client = new ClientAtHolder(office, people.Current, subject);
                foreach (var act in acts)
                {
                    await client.DoAsync(act);
                }

                await CompareAsync(office, subject, client.AllAsked);
                byConsent += client.AllAsked.Count(asked => asked.Consent is not null);
                byLaw += client.AllAsked.Count(asked => asked.Case is not null);
                denied += client.AllAsked.Count(asked => asked.Given.Length == 0);
            },
            iter: Histories,
            threads: 1);

        output.WriteLine($"{byConsent} by consent, {byLaw} by law, {denied} denied");
        Assert.True(byConsent > Histories && byLaw > Histories && denied > Histories, "Too little of each came up.");
    }

    private static async Task CompareAsync(TestHolder office, Guid subject, IReadOnlyList<ClientAtHolder.Asked> asked)
    {
        var rows = (await office.LedgerAsync()).Where(row => row.SubjectId == subject).ToDictionary(row => row.RequestId.ToString());
        Assert.Equal(asked.Select(one => one.RequestId).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var one in asked)
        {
            var row = rows[one.RequestId];
            Assert.Equal(
                (one.Given.Length > 0 ? LedgerOutcome.Permit : LedgerOutcome.Deny, one.Who.ToString(), one.Consent, one.Case),
                (row.Outcome, row.Requester, row.ConsentId, row.CaseId));
            Assert.Equal(one.Given.Select(WireNames.Of).Order(StringComparer.Ordinal), Codes(row.CategoriesGiven));
            Assert.Equal(one.What.Except(one.Given).Select(WireNames.Of).Order(StringComparer.Ordinal), Codes(row.CategoriesWithheld));
            Assert.Equal(one.Given.Length > 0, row.AnswerSha256 is not null);
        }
    }

    private static IEnumerable<string> Codes(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private static FakeSource Source(DataCategory category, Action<DisclosedContent> fill) => new(category, (content, _) =>
    {
        fill(content);
        return Task.CompletedTask;
    });
}
