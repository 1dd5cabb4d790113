using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Looks by the holder's own professionals stand in the person's list (CON-10).</summary>
public sealed class LooksTests
{
    private static readonly Guid Case = Guid.Parse("0190f3a2-7c1e-7d3a-9b2f-0000000000a1");

    [Fact]
    public async Task Look_WhenAProfessionalIsShownSomebody_StandsInThePersonsListBesideDisclosures()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));

        await LookAsync(holder, await holder.KnowAsync(People.Aino), Case, DataCategory.Placement, DataCategory.PlanCopy, DataCategory.PlanCopy);

        var uses = await UsesAsync(holder, People.Aino);
        Assert.Equal([UseOutcome.Look, UseOutcome.Permit], uses.Select(use => use.Outcome));
        var look = uses[0];
        Assert.Equal((People.Municipality.ToString(), Purpose.OwnWork, "GetPlanCase"), (look.Requester, look.Purpose, look.Reason));
        Assert.Equal((Case.ToString(), holder.Clock.Now), (look.CaseId, look.Time.ToDateTimeOffset()));
        Assert.Equal([DataCategory.PlanCopy, DataCategory.Placement], look.Given);
        Assert.Equal(DisclosureTexts.All["fi"]["LOOK"], look.BasisText.Fi);
        Assert.Null(look.Basis);
        var entry = (await holder.LedgerAsync())[1];
        Assert.Equal(("worker-1", ActorRole.Professional, "urn:mesh:assurance:high"), (entry.ActorId, entry.ActorRole, entry.ActorAssurance));
    }

    [Fact]
    public async Task Look_WhenTheActWasDoneAgain_IsOneLook()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var aino = await holder.KnowAsync(People.Aino);
        var eetu = await holder.KnowAsync(People.Eetu);

        await holder.AsProfessionalAsync(async services =>
        {
            var looks = services.GetRequiredService<Looks>();
            looks.At(aino, Case);
            looks.At(aino, Case);
            looks.At(aino, null);
            looks.At(eetu, null);
            await looks.BeforeAnswerAsync("ListLetters", CancellationToken.None);
            return true;
        });

        Assert.Equal(3, (await holder.LedgerAsync()).Count);
        Assert.Equal(2, (await UsesAsync(holder, People.Aino)).Count);
    }

    [Fact]
    public async Task Look_WhenAClientLooksAtItsOwnOrNobodyIsShown_IsNone()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var aino = await holder.KnowAsync(People.Aino);

        await holder.AsClientAsync(People.Aino, async services =>
        {
            var looks = services.GetRequiredService<Looks>();
            looks.At(aino, null);
            await looks.BeforeAnswerAsync("ListMyPlans", CancellationToken.None);
            return true;
        });
        await holder.AsProfessionalAsync(async services =>
        {
            await services.GetRequiredService<Looks>().BeforeAnswerAsync("ListWork", CancellationToken.None);
            return true;
        });

        Assert.Empty(await holder.LedgerAsync());
    }

    [Fact]
    public async Task Look_WhenExported_IsProvenLikeADisclosure()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await LookAsync(holder, await holder.KnowAsync(People.Aino), null, DataCategory.EmploymentServices);
        await LookAsync(holder, await holder.KnowAsync(People.Aino), null, DataCategory.EmploymentServices);
        await holder.SealAsync();
        await HeldExport.CosignAsync(holder, People.Kela, People.Region);

        var held = await HeldExport.OfAsync(holder, People.Aino);

        Assert.Empty(held.Check().Findings);
        Assert.Equal(["LOOK", "LOOK"], held.Claims["uses"]!.AsArray().Select(use => (string?)use!["shown"]!["outcome"]));

        // Nothing left the holder, so nobody received anything.
        Assert.Empty(held.Claims["information"]!["recipients"]!.AsArray());
    }

    private static Task LookAsync(TestHolder holder, Guid subject, Guid? caseId, params DataCategory[] seen) => holder.AsProfessionalAsync(async services =>
    {
        var looks = services.GetRequiredService<Looks>();
        looks.At(subject, caseId, seen);
        await looks.BeforeAnswerAsync("GetPlanCase", CancellationToken.None);
        return true;
    });

    private static async Task<IReadOnlyList<DataUse>> UsesAsync(TestHolder holder, PersonalIdentityCode who) => (await holder.AsClientAsync(
        who,
        services => ActivatorUtilities.CreateInstance<MyUsesGrpcService>(services).ListMyUses(new(), new TestCall("/MyUsesService/ListMyUses")))).Uses;
}
