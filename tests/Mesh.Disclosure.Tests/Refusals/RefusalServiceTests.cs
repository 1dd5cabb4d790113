using Grpc.Core;
using Mesh.Hosting.Errors;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Refusals: what they bar at the door, what passes them, and how they are lifted.</summary>
public sealed class RefusalServiceTests
{
    [Fact]
    public async Task Refuse_WhenTheClientConsentedBeforeAndAfter_ShutsTheDoorUntilItIsLifted()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var before = await AskAsync(holder);
        var refusal = await holder.RefuseAsync(People.Aino, ClientCalls.Refuse());
        var refused = await AskAsync(holder);

        // A later consent does not undo it: only lifting does.
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var stillRefused = await AskAsync(holder);
        var lifted = await holder.LiftMineAsync(People.Aino, refusal.RefusalId);

        Assert.Equal(("OK", "NO_BASIS", "NO_BASIS", "OK"), (before, refused, stillRefused, await AskAsync(holder)));
        Assert.Equal((1, 2), (refusal.Revision, lifted.Revision));
        Assert.Equal(["OK", "CLIENT_REFUSED", "CLIENT_REFUSED", "OK"], (await holder.LedgerAsync()).Select(row => row.PreciseReason));
        var history = await holder.RowsAsync<RefusalRevision>(row => row.Revision);
        Assert.Equal([RefusalAct.Refused, RefusalAct.Lifted], history.Select(row => row.Act));
        Assert.True(RevisionHash.IsUnbroken(history));
        Assert.False(RevisionHash.IsUnbroken([history[0] with { Recipient = People.OtherRegion.ToString() }, history[1]]));
    }

    [Fact]
    public async Task RegisterRefusal_WhenItComesOnPaper_KeepsScopeEvidenceAndMandateAndIsDoneOnce()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = ClientCalls.Refusal(People.Aino);
        request.Recipient = People.Region.ToString();
        request.Purposes.Add(Purpose.EmploymentSupport);
        request.Categories.Add(DataCategory.EmploymentServices);
        request.Evidence.Mandate = new Tyollisyys.Mesh.Protos.Consents.V1.Mandate
        {
            Kind = MandateKind.Guardian, Person = "guardian-9", Source = "POPULATION_INFORMATION_SYSTEM", Reference = "dvv:12/3",
        };

        var response = await holder.RegisterRefusalAsync(request);
        var replayed = await holder.RegisterRefusalAsync(request);

        Assert.Equal(response, replayed);
        var row = Assert.Single(await holder.RowsAsync<RefusalRevision>(revision => revision.Revision));
        Assert.Equal(
            (response.RefusalId, "3221308-6/SOCIAL_CARE", "EMPLOYMENT_SUPPORT", "EMPLOYMENT_SERVICES", holder.Clock.Now),
            (row.RefusalId.ToString(), row.Recipient, row.Purposes, row.Categories, row.BarsFrom));
        Assert.Equal(
            (MandateKind.Guardian, "guardian-9", "POPULATION_INFORMATION_SYSTEM", "dvv:12/3"),
            (row.MandateKind, row.MandatePerson, row.MandateSource, row.MandateReference));
        Assert.Equal(("PROFESSIONAL", "worker-1", HowGiven.SignedOnPaper), (row.ActedAs, row.ActorId, row.HowGiven));
        var step = Assert.Single(await holder.JournalAsync());
        Assert.Equal(("F26 RefusalRegistered", "3221308-6/SOCIAL_CARE"), (step.Step, step.Counterpart));
    }

    [Fact]
    public async Task Disclose_WhenARightPassesARefusal_GivesAndShowsItToTheClient()
    {
        await using var kela = await TestHolder.OpenAsync(People.Kela, [new FakeSource(DataCategory.BenefitDays, (content, _) =>
        {
            content.BenefitDays = new();
            return Task.CompletedTask;
        })]);
        var refusal = await kela.RefuseAsync(People.Aino, ClientCalls.Refuse());
        var request = TestHolder.Request(People.Aino);
        request.Purpose = Purpose.ActivationPlanNeed;
        request.Categories[0] = DataCategory.BenefitDays;
        request.Proof = new CaseProof { Attestation = new CaseAttestation { Kind = CaseKind.JobSearch, CaseId = TestHolder.Id() } };

        await kela.AskAsync(People.TeOffice, request);
        await kela.LiftMineAsync(People.Aino, refusal.RefusalId);
        request.RequestId = TestHolder.Id();
        await kela.AskAsync(People.TeOffice, request);

        Assert.Equal([refusal.RefusalId, null], (await kela.LedgerAsync()).Select(row => row.RefusalPassed?.ToString()));
        var uses = await kela.AsClientAsync(People.Aino, services => ActivatorUtilities.CreateInstance<MyUsesGrpcService>(services).ListMyUses(
            new ListMyUsesRequest(), new TestCall("/MyUsesService/ListMyUses")));
        Assert.Equal(["", refusal.RefusalId], uses.Uses.Select(use => use.RefusalPassed));
    }

    [Fact]
    public async Task Disclose_WhenRefusedWhileTheFactsAreRead_IsDecidedAgainAndRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        holder.Cases.WhileFactsAreRead = () => holder.RefuseAsync(People.Aino, ClientCalls.Refuse());

        Assert.Equal("NO_BASIS", await AskAsync(holder));
        Assert.Equal("CLIENT_REFUSED", Assert.Single(await holder.LedgerAsync()).PreciseReason);
    }

    [Fact]
    public async Task Lift_WhenItIsAnothersOrNobodys_IsNoBasisForAllAlike()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var refusal = (await holder.RefuseAsync(People.Aino, ClientCalls.Refuse())).RefusalId;
        await holder.KnowAsync(People.Eetu);

        Assert.Equal("NO_BASIS", await Refused(holder.LiftMineAsync(People.Eetu, refusal)));
        Assert.Equal("NO_BASIS", await Refused(holder.LiftMineAsync(People.Eetu, TestHolder.Id())));
        Assert.Equal("NO_BASIS", await Refused(holder.LiftMineAsync(People.Many().First(), refusal)));
        Assert.Equal("NO_BASIS", await Refused(holder.LiftAsync(TestHolder.Id())));
        Assert.Single(await holder.RowsAsync<RefusalRevision>(row => row.Revision));
    }

    [Fact]
    public async Task Lift_WhenRepeated_GivesTheFirstOutcomeAndASecondLiftIsRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var (one, other) = (await holder.RefuseAsync(People.Aino, ClientCalls.Refuse()), await holder.RegisterRefusalAsync(ClientCalls.Refusal(People.Aino)));
        var (mine, theirs) = (TestHolder.Id(), TestHolder.Id());

        Assert.Equal(
            await holder.LiftMineAsync(People.Aino, one.RefusalId, mine), await holder.LiftMineAsync(People.Aino, one.RefusalId, mine));
        Assert.Equal(await holder.LiftAsync(other.RefusalId, theirs), await holder.LiftAsync(other.RefusalId, theirs));
        Assert.Equal("REFUSAL_NOT_IN_FORCE", await Refused(holder.LiftMineAsync(People.Aino, one.RefusalId)));
        Assert.Equal("REFUSAL_NOT_IN_FORCE", await Refused(holder.LiftAsync(other.RefusalId)));
    }

    [Fact]
    public async Task List_WhenSomeAreLifted_HasEachWithItsHistoryForTheClientAndTheProfessional()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var first = await holder.RefuseAsync(People.Aino, ClientCalls.Refuse());
        holder.Clock.Set(holder.Clock.Now.AddHours(1));
        var second = await holder.RegisterRefusalAsync(ClientCalls.Refusal(People.Aino));
        await holder.RefuseAsync(People.Eetu, ClientCalls.Refuse());
        await holder.LiftMineAsync(People.Aino, first.RefusalId);

        var mine = (await holder.ListMyRefusalsAsync(People.Aino)).Refusals;
        var theirs = (await holder.ListRefusalsAsync(People.Aino)).Refusals;
        var page = await holder.ListMyRefusalsAsync(People.Aino, 1);
        var next = await holder.ListMyRefusalsAsync(People.Aino, 1, page.NextPageToken);

        Assert.Equal(
            [(second.RefusalId, RefusalStanding.InForce, 1), (first.RefusalId, RefusalStanding.Lifted, 2)],
            mine.Select(refusal => (refusal.RefusalId, refusal.Standing, refusal.Revision)));
        Assert.Equal([RefusalStepKind.Refused, RefusalStepKind.Lifted], mine[1].History.Select(step => step.Kind));
        Assert.Equal(mine, theirs);
        Assert.Equal(mine, page.Refusals.Concat(next.Refusals));
        Assert.Contains("CON-10 ListRefusals by professional", (await holder.JournalAsync()).Select(row => row.Step));
        Assert.Equal("NO_BASIS", RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => holder.ListRefusalsAsync(People.Many().First()))));
    }

    [Fact]
    public async Task Refuse_WhenFaulty_NamesEveryViolationAndMakesNobodyKnown()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var mine = ClientCalls.Refuse();
        mine.Recipient = People.Municipality.ToString();
        mine.Purposes.AddRange([Purpose.EmploymentSupport, Purpose.EmploymentSupport, Purpose.OwnWork]);
        mine.Categories.Add((DataCategory)99);
        mine.Language = "";
        var theirs = ClientCalls.Refusal(People.Aino);
        theirs.Recipient = "0246246-0/MUNICIPALITY";
        theirs.Evidence = null;

        var own = await Assert.ThrowsAsync<RpcException>(() => holder.RefuseAsync(People.Aino, mine));
        var registered = await Assert.ThrowsAsync<RpcException>(() => holder.RegisterRefusalAsync(theirs));

        Assert.Equal(
            ["categories[0] UNKNOWN_VALUE", "language REQUIRED", "purposes[1] DUPLICATE", "purposes[2] HOLDERS_OWN_PURPOSE", "recipient OWN_PARTICIPATION"],
            RefusalReader.ViolationsOf(own).Select(v => $"{v.Field} {v.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["evidence REQUIRED", "recipient UNKNOWN_PARTICIPANT"], RefusalReader.ViolationsOf(registered).Select(v => $"{v.Field} {v.Code}"));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
    }

    private static async Task<string?> AskAsync(TestHolder holder)
    {
        try
        {
            await holder.AskAsync(People.Region, TestHolder.Request(People.Aino));
            return "OK";
        }
        catch (RpcException refusal)
        {
            return RefusalReader.ReasonOf(refusal);
        }
    }

    private static async Task<string?> Refused<T>(Task<T> acting) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => acting));
}
