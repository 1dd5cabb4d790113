using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What the rules would let leave, and does not: nothing held, a contact ban, research without its own consent.</summary>
public sealed class WithheldTests
{
    [Fact]
    public async Task Disclose_WhenTheHolderHasNoSuchData_WithholdsItLikeNothingHeld()
    {
        await using var region = await TestHolder.OpenAsync(People.Region, []);
        await region.RegisterAsync(Form(People.Kela, Purpose.WorkAbility, DataCategory.BStatementReference, DataCategory.WorkAbilityResult));

        Assert.Equal(
            "NO_BASIS",
            await JourneyTests.Refused(region.AskAsync(
                People.Kela, Request(Purpose.WorkAbility, DataCategory.BStatementReference, DataCategory.WorkAbilityResult))));

        var row = Assert.Single(await region.LedgerAsync());
        Assert.Equal((LedgerOutcome.Deny, "NOTHING_HELD", "F35"), (row.Outcome, row.PreciseReason, row.Flow));
    }

    [Fact]
    public async Task Disclose_WhenTheHolderHasOnlyPart_GivesItAndListsTheRest()
    {
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [new FakeSource(DataCategory.AssessmentPointers, (content, _) =>
        {
            content.AssessmentPointers = new AssessmentPointers { Pointers = { new AssessmentPointer { Kind = AssessmentKind.EmploymentPlan } } };
            return Task.CompletedTask;
        })]);
        await office.RegisterAsync(Form(People.Region, Purpose.ClientSummary, DataCategory.ServicePointers, DataCategory.AssessmentPointers));

        var response = await office.AskAsync(
            People.Region, Request(Purpose.ClientSummary, DataCategory.ServicePointers, DataCategory.AssessmentPointers));

        Assert.Equal([DataCategory.ServicePointers], response.Withheld);
        Assert.Equal(
            AssessmentKind.EmploymentPlan, Assert.Single(DisclosedContent.Parser.ParseFrom(response.Content).AssessmentPointers.Pointers).Kind);
    }

    [Fact]
    public async Task Disclose_WhenAContactBanIsInForce_WithholdsWhatTellsTheContactWhileItLasts()
    {
        await using var region = await TestHolder.OpenAsync(People.Region, [new FakeSource(DataCategory.PlacementDetails, (content, _) =>
        {
            content.PlacementDetails = new PlacementDetails { Contact = "050 1234567" };
            return Task.CompletedTask;
        })]);
        var aino = await region.KnowAsync(People.Aino);
        var place = new KnownCase(Guid.CreateVersion7(), aino, CaseKind.RehabilitativeWork, true, [People.Municipality]);
        region.Cases.All[place.CaseId] = place;
        var request = Request(Purpose.RehabilitativeWork, DataCategory.PlacementDetails);
        Assert.NotEmpty((await region.AskAsync(People.Municipality, request)).Content);
        await region.ActAsync(async (services, token) =>
        {
            await services.Get<SubjectGate>().AdvanceAsync(aino, token);
            services.Get<ContactBanStore>().Add(new ContactBanFact
            {
                FactId = Guid.CreateVersion7(),
                SubjectId = aino,
                ValidFrom = new DateOnly(2023, 11, 13),
                ValidTo = new DateOnly(2023, 11, 20),
                Source = "DVV",
                KnownFrom = region.Clock.Now,
                ActedAs = "OWN_SYSTEM",
                ActorId = "register",
                RecordedAt = region.Clock.Now,
            });
        });

        Assert.Equal("NO_BASIS", await JourneyTests.Refused(region.AskAsync(People.Municipality, request)));
        region.Clock.Set(HelsinkiTime.StartOf(new DateOnly(2023, 11, 21)));
        Assert.NotEmpty((await region.AskAsync(People.Municipality, request)).Content);

        Assert.Equal(["OK", "CONTACT_BAN", "OK"], (await region.LedgerAsync()).Select(row => row.PreciseReason));
    }

    [Fact]
    public async Task Disclose_WhenResearchIsAskedByAConsentForSupport_IsDeniedUntilTheClientConsentsToResearch()
    {
        await using var region = await TestHolder.OpenAsync(People.Region, []);
        await region.RegisterAsync(Form(People.Municipality, Purpose.EmploymentSupport, DataCategory.FunctionalAbilityScores));
        var request = Request(Purpose.Research, DataCategory.FunctionalAbilityScores);

        await JourneyTests.Refused(region.AskAsync(People.Municipality, request));
        await region.RegisterAsync(Form(People.Municipality, Purpose.Research, DataCategory.FunctionalAbilityScores));
        await JourneyTests.Refused(region.AskAsync(People.Municipality, request));

        // The second has its basis; only there are no scores yet.
        Assert.Equal(["CONSENT_OTHER_PURPOSE", "NOTHING_HELD"], (await region.LedgerAsync()).Select(row => row.PreciseReason));
    }

    private static RegisterConsentRequest Form(Participation to, Purpose purpose, params DataCategory[] categories)
    {
        var form = TestHolder.Form(People.Aino, to);
        form.Purpose = purpose;
        form.Categories.Clear();
        form.Categories.AddRange(categories);
        return form;
    }

    private static DiscloseRequest Request(Purpose purpose, params DataCategory[] categories)
    {
        var request = TestHolder.Request(People.Aino);
        request.Purpose = purpose;
        request.Categories.Clear();
        request.Categories.AddRange(categories);
        return request;
    }
}
