using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Withdrawal bound zero: disclosures race one withdrawal, each on its own connection to one database, which itself keeps the
/// order in which ledger rows and revisions were committed; a permit after the withdrawal of its subject breaks the promise.
/// </summary>
public sealed class WithdrawalRaceTests(ITestOutputHelper output)
{
    private const int DisclosuresAtOnce = 2;
    private const int MostUnguardedRounds = 500;
    private static readonly int Rounds = TestStorage.IsPostgres ? 600 : 2_000;

    [Fact]
    public async Task Disclose_WhenRacingAWithdrawal_IsNeverPermittedAfterIt()
    {
        var race = await RunAsync(Rounds, stopAtFirstBreach: false, new RaceConnections());

        output.WriteLine(race.ToString());
        Assert.Equal(Rounds, race.Rounds);
        Assert.Equal(0, race.Breaches);
        Assert.Equal(0, race.PermitsAskedAfterAcknowledgement);

        // Rounds in which nothing met prove nothing.
        Assert.True(race.RoundsWithPermit > Rounds / 10, race.ToString());
        Assert.True(race.RoundsWithRefusal == Rounds, race.ToString());
    }

    /// <summary>PostgreSQL needs both: without the lock, a withdrawal commits between the statement that looked and its commit.</summary>
    public static TheoryData<string> Guards => new([LedgerWriter.Guard, .. TestStorage.IsPostgres ? (string[])[LedgerWriter.Lock] : []]);

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task Disclose_WhenAGuardIsTakenOutOfTheStatement_IsSeenToBePermittedAfterwards(string guard)
    {
        var unguarded = new GuardRemover(guard);

        var race = await RunAsync(MostUnguardedRounds, stopAtFirstBreach: true, new RaceConnections(), unguarded);

        output.WriteLine(race.ToString());
        Assert.True(unguarded.Removed > 0);
        Assert.True(race.Breaches > 0, race.ToString());
    }

    private static async Task<RaceResult> RunAsync(
        int rounds, bool stopAtFirstBreach, params Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor[] interceptors)
    {
        // Collecting takes a moment, as it does in a service: that is where a withdrawal slips between decision and row.
        var source = new FakeSource(DataCategory.EmploymentServices, async (content, _) =>
        {
            await Task.Yield();
            content.EmploymentServices = new EmploymentServices();
        });
        await using var holder = await TestHolder.OpenAsync(People.Municipality, [source], interceptors);
        await RaceOrder.KeepAsync(holder.Place);
        var people = await ConsentingAsync(holder, rounds);
        var (raced, permitRounds, refusedRounds, late, attempts) = (0, 0, 0, 0, 0);
        var watch = Stopwatch.StartNew();
        foreach (var (person, consent) in people)
        {
            var acknowledged = 0;
            using var start = new Barrier(DisclosuresAtOnce + 1);
            var withdrawal = Task.Run(async () =>
            {
                start.SignalAndWait();
                Thread.SpinWait(raced % 50 * 400);
                await holder.WithdrawAsync(person, consent);
                Volatile.Write(ref acknowledged, 1);
            });
            var seen = new ConcurrentBag<string>();
            var disclosures = Enumerable.Range(0, DisclosuresAtOnce).Select(_ => Task.Run(async () =>
            {
                start.SignalAndWait();
                string outcome;
                do
                {
                    var askedAfter = Volatile.Read(ref acknowledged) == 1;
                    outcome = await AskAsync(holder, person);
                    seen.Add(outcome);
                    late += askedAfter && outcome == "OK" ? 1 : 0;
                }
                while (outcome == "OK");
            }));
            await Task.WhenAll(disclosures.Append(withdrawal));
            raced++;
            attempts += seen.Count;
            permitRounds += seen.Contains("OK") ? 1 : 0;
            refusedRounds += seen.Contains("CONSENT_REVOKED") ? 1 : 0;
            if (stopAtFirstBreach && raced % 25 == 0 && await RaceOrder.BreachesAsync(holder.Place) > 0)
            {
                break;
            }
        }

        return new RaceResult(raced, permitRounds, refusedRounds, await RaceOrder.BreachesAsync(holder.Place), late, attempts, watch.Elapsed);
    }

    private static async Task<string> AskAsync(TestHolder holder, PersonalIdentityCode person)
    {
        try
        {
            await holder.AskAsync(People.Region, TestHolder.Request(person));
            return "OK";
        }
        catch (Grpc.Core.RpcException refusal)
        {
            return RefusalReader.ReasonOf(refusal) ?? refusal.StatusCode.ToString();
        }
    }

    // All at once, as an import would: registering is not what is raced.
    private static async Task<List<(PersonalIdentityCode Person, string Consent)>> ConsentingAsync(TestHolder holder, int count)
    {
        var people = new List<(PersonalIdentityCode, string)>();
        await holder.ActAsync(async (services, token) =>
        {
            foreach (var person in People.Many().Take(count))
            {
                var form = new ConsentForm(
                    await services.Get<Subjects>().EnsureAsync(person, token),
                    new ConsentRecipient.Named(People.Region),
                    Purpose.EmploymentSupport,
                    [DataCategory.EmploymentServices],
                    new DateOnly(2023, 11, 1),
                    new DateOnly(2023, 12, 31),
                    new Giving(HowGiven.SignedOnPaper, "fi", "2023-1", new byte[32]));
                var revision = ConsentDecisions.Register(
                    Guid.CreateVersion7(), form, new ConsentActor("PROFESSIONAL", "worker-1", "urn:mesh:assurance:high", holder.Clock.Now, holder.Clock.Now));
                services.Get<ConsentStore>().Add(revision);
                people.Add((person, revision.ConsentId.ToString()));
            }
        });
        return people;
    }

    private sealed record RaceResult(
        int Rounds, int RoundsWithPermit, int RoundsWithRefusal, int Breaches, int PermitsAskedAfterAcknowledgement, int Attempts, TimeSpan Took);
}
