using System.Text.Json.Nodes;
using Mesh.TestKit;

namespace Mesh.Disclosure.Tests;

/// <summary>A person's export from one holder: whole, signed, proven, and the same form for everybody.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Export_WhenEverythingHasHappened_HasItAllAndHolds()
    {
        var held = await HeldExport.WholeAsync();

        var read = held.Check();

        Assert.Empty(read.Findings);
        Assert.Equal((4, 1, 1), (read.Uses, read.Consents, read.Refusals));
        var claims = held.Claims;
        Assert.Equal(["PERMIT", "DENY", "PERMIT", "DENY"], claims["uses"]!.AsArray().Select(use => (string?)use!["shown"]!["outcome"]));
        var permit = claims["uses"]![0]!["shown"]!;
        Assert.Equal((People.Region.ToString(), "EMPLOYMENT_SUPPORT", "CONSENT", "F18"), ((string?)permit["requester"], (string?)permit["purpose"], (string?)permit["basis"], (string?)permit["flow"]));
        Assert.Equal(DisclosureTexts.All["sv"]["F18.CONSENT"], (string?)permit["basis_text"]!["sv"]);
        Assert.Equal(["EMPLOYMENT_SERVICES"], Texts(permit["given"]));
        Assert.Equal(["1", "2"], claims["uses"]!.AsArray().Select(use => (string?)use!["shown"]!["consent_revision"]).OfType<string>());
        Assert.Equal(("NARROWED", 2), ((string?)claims["consents"]![0]!["act"], claims["consents"]![0]!["receipts"]!.AsArray().Count));
        Assert.Equal("REFUSED", (string?)claims["refusals"]![0]!["act"]);
        Assert.Equal(("2023-11-20", "POPULATION_INFORMATION_SYSTEM"), ((string?)claims["contact_bans"]![0]!["valid_from"], (string?)claims["contact_bans"]![0]!["source"]));
        var information = claims["information"]!;
        Assert.Equal("0162193-3", (string?)information["controller"]!["dpv:hasIdentifier"]);
        Assert.Equal(["EMPLOYMENT_SUPPORT"], Texts(information["purposes"]));
        Assert.Equal(["EMPLOYMENT_SERVICES"], Texts(information["categories"]));
        Assert.Equal([People.Region.Urn], information["recipients"]!.AsArray().Select(one => (string?)one!["@id"]));
    }

    [Fact]
    public async Task Export_WhenRead_HasNothingOfWhatWasGivenAndNoIdentityCode()
    {
        var content = (await HeldExport.WholeAsync()).Check().Content;

        Assert.DoesNotContain("työhönvalmennus", content, StringComparison.Ordinal);
        Assert.DoesNotContain(People.AinoText, content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WhenAnEntryWasJustWritten_HasItsProofAndSaysThatItIsNotWitnessedYet()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));

        var read = (await HeldExport.OfAsync(holder, People.Aino)).Check();

        Assert.Equal(2, read.Uses);
        var finding = Assert.Single(read.Findings);
        Assert.Equal(("NOT_WITNESSED", true), (finding.Code, finding.IsWarning));
    }

    [Fact]
    public async Task Export_WhenAnEntryWasSealedLate_RemarksOnItAndNothingElse()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        holder.Time.Advance(LedgerVerification.LongestSealing + TimeSpan.FromMinutes(1));
        await holder.InAsync(services => services.Get<LedgerSealer>().SealAllAsync(TestContext.Current.CancellationToken));
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);

        var finding = Assert.Single((await HeldExport.OfAsync(holder, People.Aino)).Check().Findings);
        Assert.Equal(("SEALED_LATE", true, false), (finding.Code, finding.IsRemark, finding.IsWarning));
    }

    [Fact]
    public async Task Export_WhenTheLedgerGrowsBetweenTheWitnesses_IsWitnessedByBoth()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        foreach (var witness in new[] { People.Kela, People.Region })
        {
            await holder.WriteAsync(holder.Time.GetUtcNow(), Guid.CreateVersion7());
            await holder.SealAsync();
            await HeldExport.CosignAsync(holder, witness);
        }

        await holder.WriteAsync(holder.Time.GetUtcNow(), Guid.CreateVersion7());
        var held = await HeldExport.OfAsync(holder, People.Aino);

        Assert.Empty(held.Check().Findings);
        Assert.Equal(2, held.Claims["earlier"]!.AsArray().Count);

        // Without the proof that the one cosigned grew into this one, it is witnessed by one.
        var claims = held.Claims;
        claims["earlier"]!.AsArray().RemoveAt(0);
        Assert.Equal(["NOT_WITNESSED"], held.Check(HeldExport.Signed(claims)).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Export_WhenTheOldestEntriesAreErased_StillProvesAllNumbers()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await HeldExport.HappenAsync(holder);
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);
        holder.MoveBeyond(1);
        var first = (await holder.LedgerAsync())[0].EntryId;
        await TestStorage.TamperAsync(holder.Place, $"DELETE FROM ledger_opening WHERE entry_id = '{first}'", TestContext.Current.CancellationToken);
        await TestStorage.TamperAsync(holder.Place, $"DELETE FROM disclosure_ledger WHERE entry_id = '{first}'", TestContext.Current.CancellationToken);

        var held = await HeldExport.OfAsync(holder, People.Aino);

        Assert.Empty(held.Check().Findings);
        Assert.Equal(4, held.Check().Uses);
        Assert.Equal((null, "PERMIT"), ((string?)held.Claims["uses"]![0]!["shown"]!["consent_id"], (string?)held.Claims["uses"]![0]!["shown"]!["outcome"]));
    }

    [Fact]
    public async Task Export_WhenSomebodyIsUnknown_HasTheSameFormByTheSameStatementsAndIsJournaledAlike()
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        await holder.KnowAsync(People.Aino);
        await holder.SealAsync();

        sql.Take();
        var known = await HeldExport.OfAsync(holder, People.Aino);
        var knownSql = sql.Take();
        var unknown = await HeldExport.OfAsync(holder, People.Eetu);

        Assert.Equal(knownSql, sql.Take());
        Assert.Equal(Form(known.Claims), Form(unknown.Claims));
        Assert.Equal(0, unknown.Check().Uses);
        Assert.Equal(2, (await holder.JournalAsync()).Count(row => row.Step == "CON-10 ExportMyUses by client"));
        Assert.Equal(["NOT_WITNESSED"], unknown.Check().Findings.Select(finding => finding.Code));
    }

    // All but what is of this one export.
    private static string Form(JsonObject claims)
    {
        foreach (var own in new[] { "iat", "jti", "sub" })
        {
            Assert.True(claims.Remove(own));
        }

        return claims.ToJsonString();
    }

    private static IEnumerable<string?> Texts(JsonNode? list) => list!.AsArray().Select(item => (string?)item);
}
