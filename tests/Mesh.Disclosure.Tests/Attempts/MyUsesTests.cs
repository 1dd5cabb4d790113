using Grpc.Core;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The client's own look into the ledger (CON-10).</summary>
public sealed class MyUsesTests
{
    [Fact]
    public async Task List_WhenDataWasGivenAndRefused_HasBothNewestFirstWithWhoWhatForAndWhy()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var asked = TestHolder.Request(People.Aino);
        asked.Categories.Add(DataCategory.BenefitDays);
        var given = await holder.AskAsync(People.Region, asked);
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        await Assert.ThrowsAsync<RpcException>(() => holder.AskAsync(People.OtherRegion, TestHolder.Request(People.Aino)));

        var uses = (await ListAsync(holder, People.Aino)).Uses;

        Assert.Equal(
            [
                (UseOutcome.Deny, People.OtherRegion.ToString(), "CONSENT_OTHER_RECIPIENT"),
                (UseOutcome.Deny, People.Region.ToString(), "CONSENT_REVOKED"),
                (UseOutcome.Permit, People.Region.ToString(), "OK"),
            ],
            uses.Select(use => (use.Outcome, use.Requester, use.Reason)));
        var permit = uses[2];
        Assert.Equal(given.DisclosureId, permit.UseId);
        Assert.Equal(given.Basis, permit.Basis);
        Assert.Equal((Purpose.EmploymentSupport, holder.Clock.Now), (permit.Purpose, permit.Time.ToDateTimeOffset()));
        Assert.Equal([DataCategory.EmploymentServices, DataCategory.BenefitDays], permit.Asked);
        Assert.Equal([DataCategory.EmploymentServices], permit.Given);
        Assert.Equal([DataCategory.BenefitDays], permit.Withheld);
        Assert.Equal((await holder.LedgerAsync())[0].FlowId.ToString(), permit.FlowId);
        Assert.Null(uses[0].Basis);
    }

    [Fact]
    public async Task List_WhenShown_HasNothingOfWhatWasGivenAndNoIdentityCode()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));

        var shown = (await ListAsync(holder, People.Aino)).ToString();

        Assert.Contains(People.Region.ToString(), shown, StringComparison.Ordinal);
        Assert.DoesNotContain("työhönvalmennus", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(People.AinoText, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WhenUsesAreOfAnother_DoesNotHaveThem()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        await holder.KnowAsync(People.Eetu);

        Assert.Empty((await ListAsync(holder, People.Eetu)).Uses);
    }

    [Fact]
    public async Task List_WhenThereAreMoreThanAPage_GoesOnWhereItEnded()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        for (var i = 0; i < 3; i++)
        {
            await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
        }

        var first = await ListAsync(holder, People.Aino, 2);
        var second = await ListAsync(holder, People.Aino, 2, first.NextPageToken);

        Assert.Equal(
            (await holder.LedgerAsync()).Select(entry => entry.EntryId.ToString()).Reverse(),
            first.Uses.Concat(second.Uses).Select(use => use.UseId));
        Assert.Equal("", second.NextPageToken);
    }

    [Fact]
    public async Task List_WhenSomebodyIsUnknown_IsEmptyByTheSameStatementsAndJournaledAlike()
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        await holder.KnowAsync(People.Aino);

        sql.Take();
        var known = await ListAsync(holder, People.Aino);
        var knownSql = sql.Take();
        var unknown = await ListAsync(holder, People.Eetu);

        Assert.Equal(known, unknown);
        Assert.Equal(knownSql, sql.Take());
        Assert.Equal(2, (await holder.JournalAsync()).Count(row => row.Step == "CON-10 ListMyUses by client"));
    }

    private static Task<ListMyUsesResponse> ListAsync(TestHolder holder, PersonalIdentityCode who, int size = 0, string token = "") =>
        holder.AsClientAsync(who, services => ActivatorUtilities.CreateInstance<MyUsesGrpcService>(services).ListMyUses(
            new ListMyUsesRequest { PageSize = size, PageToken = token }, new TestCall("/MyUsesService/ListMyUses")));
}
