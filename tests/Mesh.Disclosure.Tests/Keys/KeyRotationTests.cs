using System.Collections.Concurrent;
using System.Text;
using Grpc.Core;
using Mesh.Hosting.AtRest;
using Mesh.Identity;
using Mesh.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Disclosure.Tests;

/// <summary>A new key in the place of the one that wrote, on a holder's own rows.</summary>
public sealed class KeyRotationTests
{
    // More than two batches.
    private const int ManyPeople = 450;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhenDone_NothingIsOfTheFormerKeyButWhatCannotBeMadeAnew()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await HappenAsync(keyed.Holder);
        await keyed.ReportAsync();

        var result = await keyed.RotateAsync();

        Assert.Equal(("k2", true, 0L), (result.Kid, result.Added, result.Left));
        Assert.Empty(result.Damaged);
        Assert.True(result.Rows > 5);
        var keys = await keyed.ListAsync();
        Assert.Equal([("k2", KeyState.Current), ("k1", KeyState.Replaced)], keys.Select(key => (key.Kid, key.State)));
        Assert.Equal(
            ["request_outcome.request_digest", "subject_sighting.reference_index"],
            keys[1].Uses.Select(use => $"{use.Table}.{use.Column}").Order(StringComparer.Ordinal));
        Assert.Equal([false, true], keys[1].Uses.OrderBy(use => use.Table, StringComparer.Ordinal).Select(use => use.Holds));
        Assert.All(await keyed.KidsAsync("answered_request", "statement"), kid => Assert.Equal("k2", kid));
        Assert.All(await keyed.KidsAsync("subject", "code_index", isIndex: true), kid => Assert.Equal("k2", kid));
    }

    [Fact]
    public async Task Rotate_WhenEvidenceWasSealed_ProofsExportsAndStatementsHoldAsBefore()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var holder = keyed.Holder;
        await HappenAsync(holder);
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);
        var before = (await HeldExport.OfAsync(holder, People.Aino)).Claims;
        var statements = await StatementsAsync(holder);
        await keyed.ReportAsync();

        await keyed.RotateAsync();

        var export = await HeldExport.OfAsync(holder, People.Aino);
        Assert.Empty(export.Check().Findings);
        Assert.Equal(before["uses"]?.ToJsonString(), export.Claims["uses"]?.ToJsonString());
        Assert.NotNull(before["uses"]);
        Assert.Empty(await keyed.InAsync(services => services.Get<LedgerAudit>().RunAsync(Cancellation)));
        Assert.Equal(statements, await StatementsAsync(holder));
        await keyed.InAsync(async services =>
        {
            await AppendOnlyRefusal.OfAsync(services, "UPDATE answered_request SET statement = statement");
            await AppendOnlyRefusal.OfAsync(services, "UPDATE disclosure_ledger SET requester = requester");
            return true;
        });

        // And what is written afterwards goes on from what was.
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        await holder.SealAsync();
        Assert.Empty(await keyed.InAsync(services => services.Get<LedgerAudit>().RunAsync(Cancellation)));
    }

    [Fact]
    public async Task Rotate_WhenStatementsWereErasedAtTheEndOfTheirTime_LeavesThemEmptyAndCallsNothingDamaged()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await HappenAsync(keyed.Holder);
        await keyed.Holder.SealAsync();
        keyed.Holder.MoveBeyond(1);
        await keyed.Holder.RetainAsync();
        await keyed.ReportAsync();

        var result = await keyed.RotateAsync();

        Assert.Empty(result.Damaged);
        Assert.Equal(0, result.Left);
        var statements = (await TestStorage.ColumnAsync(keyed.Holder.Place, "SELECT statement FROM answered_request", Cancellation)).Cast<byte[]>().ToList();
        Assert.NotEmpty(statements);
        Assert.All(statements, Assert.Empty);
        Assert.DoesNotContain((await keyed.ListAsync())[1].Uses, use => use.Column == "statement");
    }

    [Theory]
    [InlineData(RotationStep.Added, "k1")]
    [InlineData(RotationStep.Current, "k2")]
    [InlineData(RotationStep.Reencrypts, "k2")]
    public async Task Rotate_WhenKilledAndRunAgain_GoesOnWithTheSameKey(RotationStep killedAt, string writes)
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var ids = await KnowAsync(keyed.Holder, ManyPeople);
        await keyed.ReportAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => keyed.RotateAsync(progress =>
        {
            if (progress.Step == killedAt)
            {
                throw new TimeoutException();
            }
        }));
        var left = (await keyed.KidsAsync("subject", "code")).Count(kid => kid == "k1");
        Assert.Equal(killedAt == RotationStep.Reencrypts ? ManyPeople - 200 : ManyPeople, left);
        Assert.Equal(writes, AtRestKeys.Load(keyed.Holder.KeysFile).Current.Kid);
        Assert.Equal(ids, await FindAsync(keyed.Holder, ManyPeople));

        var result = await keyed.RotateAsync();

        Assert.Equal(("k2", (long)left, 0L), (result.Kid, result.Rows, result.Left));
        Assert.Equal(["k2", "k1"], AtRestKeys.Load(keyed.Holder.KeysFile).All.Select(key => key.Kid));
        Assert.All(await keyed.KidsAsync("subject", "code"), kid => Assert.Equal("k2", kid));
        Assert.Equal(ids, await FindAsync(keyed.Holder, ManyPeople));
        Assert.Equal("k3", (await keyed.RotateAsync()).Kid);
    }

    [Fact]
    public async Task Rotate_WhenReadersAndWritersRun_LosesNothingAndMakesNobodyTwo()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var holder = keyed.Holder;
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await keyed.ReportAsync();
        using var stop = new CancellationTokenSource();
        var known = new ConcurrentDictionary<PersonalIdentityCode, Guid>();
        var next = 0;
        var people = People.Many().Take(20_000).ToList();

        // Two at once make the same person known: one of them finds whom the other added.
        async Task WriteAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                var person = people[Interlocked.Increment(ref next) / 2];
                var id = await holder.KnowAsync(person);
                Assert.Equal(id, known.GetOrAdd(person, id));
            }
        }

        async Task ReadAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var (person, id) in known.Take(20))
                {
                    Assert.Equal(id, await keyed.InAsync(services => services.Get<Subjects>().FindAsync(person, Cancellation)));
                    Assert.Equal(person, await keyed.InAsync(services => services.Get<Subjects>().RevealAsync(id, Cancellation)));
                }

                await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
                await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
            }
        }

        Task[] work = [Task.Run(WriteAsync, Cancellation), Task.Run(WriteAsync, Cancellation), Task.Run(ReadAsync, Cancellation)];
        foreach (var kid in (string[])["k2", "k3"])
        {
            var result = await keyed.RotateAsync();
            Assert.Equal((kid, 0L), (result.Kid, result.Left));
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);
        Assert.True(known.Count > 5);
        Assert.Equal(known.Count + 1, (await holder.RowsAsync<SubjectRow>(row => row.SubjectId)).Count);
        Assert.Single(await holder.RowsAsync<SightingRow>(row => row.SightingId));
        Assert.All(await keyed.KidsAsync("subject", "code"), kid => Assert.Equal("k3", kid));
        Assert.All(await keyed.KidsAsync("answered_request", "statement"), kid => Assert.Equal("k3", kid));
    }

    [Fact]
    public async Task Ask_WhenAboutSomebodySightedUnderTheFormerKey_FindsTheSightingAndGivesItTheNewIndex()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        await Assert.ThrowsAsync<RpcException>(() => keyed.Holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
        await keyed.ReportAsync();
        await keyed.RotateAsync();
        Assert.Equal(["k1"], await keyed.KidsAsync("subject_sighting", "reference_index", isIndex: true));

        await Assert.ThrowsAsync<RpcException>(() => keyed.Holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));

        Assert.Equal(["k2"], await keyed.KidsAsync("subject_sighting", "reference_index", isIndex: true));
        var entries = await keyed.Holder.LedgerAsync();
        Assert.Equal(2, entries.Count);
        Assert.Single(entries.Select(entry => entry.SubjectId).Distinct());
    }

    [Fact]
    public async Task Rotate_WhenAValueIsDamaged_LeavesAndNamesItAndDoesTheRest()
    {
        await using var keyed = await KeyedHolder.OpenAsync();
        var ids = await KnowAsync(keyed.Holder, 3);
        var code = (byte[])(await TestStorage.ColumnAsync(keyed.Holder.Place, $"SELECT code FROM subject WHERE subject_id = '{ids[1]}'", Cancellation))[0];
        code[^1] ^= 1;
        await TestStorage.TamperAsync(keyed.Holder.Place, $"UPDATE subject SET code = @code WHERE subject_id = '{ids[1]}'", Cancellation, ("@code", code));

        var result = await keyed.RotateAsync();

        Assert.Equal((2L, 1L), (result.Rows, result.Left));
        Assert.Equal(new DamagedValue("subject", "code", ids[1]), Assert.Single(result.Damaged));
        Assert.Equal("k3", (await keyed.RotateAsync()).Kid);
        Assert.Equal(
            code, Assert.Single(await TestStorage.ColumnAsync(keyed.Holder.Place, $"SELECT code FROM subject WHERE subject_id = '{ids[1]}'", Cancellation)));
    }

    private static async Task HappenAsync(TestHolder holder)
    {
        await HeldExport.HappenAsync(holder);
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Eetu)));
    }

    private static async Task<List<Guid>> KnowAsync(TestHolder holder, int count)
    {
        var ids = new List<Guid>();
        foreach (var person in People.Many().Take(count))
        {
            ids.Add(await holder.KnowAsync(person));
        }

        return ids;
    }

    private static async Task<List<Guid>> FindAsync(TestHolder holder, int count)
    {
        var ids = new List<Guid>();
        foreach (var person in People.Many().Take(count))
        {
            ids.Add((await holder.InAsync(services => services.Get<Subjects>().FindAsync(person, Cancellation))).GetValueOrDefault());
        }

        return ids;
    }

    private static async Task<List<string>> StatementsAsync(TestHolder holder) => await holder.InAsync(async services =>
    {
        var cipher = services.Get<FieldCipher>();
        var rows = await services.Get<DbContext>().Set<AnsweredRequest>().AsNoTracking().OrderBy(row => row.EntryId).ToListAsync(Cancellation);
        return rows.ConvertAll(row => Encoding.ASCII.GetString(cipher.Reveal(row.Statement, AnswerBook.Table, AnswerBook.Column, row.EntryId)));
    });
}
