using System.Collections.Concurrent;
using System.Diagnostics;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>
/// Withdrawal bound zero: disclosures race one withdrawal, each on its own connection to one database, which itself keeps the
/// order in which ledger rows and revisions were committed; a permit after the withdrawal of its subject breaks the promise. Several clients
/// are raced at once, so that rows about different ones are committed together. <c>MESH_RACE_ROUNDS</c> asks for more rounds.
/// </summary>
public sealed class WithdrawalRaceTests(ITestOutputHelper output)
{
    private const int DisclosuresAtOnce = 2;
    private const int MostUnguardedRounds = 500;
    private const int ClientsAtOnce = 6;

    // How far apart the starts of withdrawals lie: a disclosure takes longer where the database is another process.
    private static readonly int Spread = TestStorage.IsPostgres ? 8_000 : 400;

    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("MESH_RACE_ROUNDS"), out var rounds) ? rounds
        : TestStorage.IsPostgres ? 1_200 : 2_400;

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
        Assert.True(race.RowsCommittedTogether > Rounds / 10, race.ToString());
    }

    /// <summary>PostgreSQL needs both: without the lock, a withdrawal commits between the statement that looked and its commit.</summary>
    public static TheoryData<string> Guards => new([LedgerWriter.Guard, .. TestStorage.IsPostgres ? (string[])[LedgerWriter.Lock] : []]);

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task Disclose_WhenAGuardIsTakenOutOfTheStatement_IsSeenToBePermittedAfterwards(string guard)
    {
        // The batch's lock first: it begins with the other's.
        var unguarded = guard == LedgerWriter.Lock ? new GuardRemover(LedgerBatch.Lock, LedgerWriter.Lock) : new GuardRemover(guard);

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
        var batches = new BatchCounter();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, [source], [.. interceptors, batches]);
        await RaceOrder.KeepAsync(holder.Place);
        var people = await ConsentingAsync(holder, rounds);
        var races = new List<ClientRace>();
        var watch = Stopwatch.StartNew();
        foreach (var together in people.Chunk(ClientsAtOnce))
        {
            using var start = new Barrier(together.Length);
            races.AddRange(await Task.WhenAll(together.Select((one, at) => Task.Run(() =>
            {
                start.SignalAndWait();
                return RaceAsync(holder, one.Person, one.Consent, (races.Count + at) % 50 * Spread);
            }))));
            if (stopAtFirstBreach && await RaceOrder.BreachesAsync(holder.Place) > 0)
            {
                break;
            }
        }

        return new RaceResult(
            races.Count,
            races.Count(race => race.Seen.Contains("OK")),
            races.Count(race => race.Seen.Contains("CONSENT_REVOKED")),
            await RaceOrder.BreachesAsync(holder.Place),
            races.Sum(race => race.Late),
            races.Sum(race => race.Seen.Count),
            batches.Rows - batches.Batches,
            watch.Elapsed);
    }

    private static async Task<ClientRace> RaceAsync(TestHolder holder, PersonalIdentityCode person, string consent, int spin)
    {
        var (acknowledged, late) = (0, 0);
        var seen = new ConcurrentBag<string>();
        var withdrawal = Task.Run(async () =>
        {
            Thread.SpinWait(spin);
            await holder.WithdrawAsync(person, consent);
            Volatile.Write(ref acknowledged, 1);
        });
        var disclosures = Enumerable.Range(0, DisclosuresAtOnce).Select(_ => Task.Run(async () =>
        {
            string outcome;
            do
            {
                var askedAfter = Volatile.Read(ref acknowledged) == 1;
                outcome = await AskAsync(holder, person);
                seen.Add(outcome);
                if (askedAfter && outcome == "OK")
                {
                    Interlocked.Increment(ref late);
                }
            }
            while (outcome == "OK");
        }));
        await Task.WhenAll(disclosures.Append(withdrawal));
        return new ClientRace(seen, late);
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
                services.Get<DbContext>().Add(revision);
                people.Add((person, revision.ConsentId.ToString()));
            }
        });
        return people;
    }

    private sealed record RaceResult(
        int Rounds,
        int RoundsWithPermit,
        int RoundsWithRefusal,
        int Breaches,
        int PermitsAskedAfterAcknowledgement,
        int Attempts,
        int RowsCommittedTogether,
        TimeSpan Took);

    private sealed record ClientRace(IReadOnlyCollection<string> Seen, int Late);
}
