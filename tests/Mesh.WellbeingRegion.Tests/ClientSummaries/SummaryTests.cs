using Mesh.Disclosure;
using Mesh.Identity;
using Mesh.WellbeingRegion.Tests.Assistance;
using Mesh.WellbeingRegion.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Municipality.V1;
using Tyollisyys.Mesh.Protos.Summaries.V1;

namespace Mesh.WellbeingRegion.Tests.ClientSummaries;

/// <summary>F18: pointers first, contents by category; of each holder given, withheld, unreachable or damaged, never confused.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task Compose_WhenEveryHolderAnswersInItsOwnWay_TellsThemApart()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        FakeHolders.In(region)
            .GivesServices(Participants.TeOffice, "JOB_SEARCH", "COACHING")
            .Refuses(Participants.Lappeenranta, DataCategory.ServicePointers, FakeOthers.Unreachable())
            .Damages(Participants.Vantaa, DataCategory.ServicePointers);

        var answers = (await region.Send(Participants.Worker, Request(
            await eetu.IdAsync(), Participants.TeOffice, Participants.Kela, Participants.Lappeenranta, Participants.Vantaa))).Holders;

        Assert.Equal(
            [
                (Participants.TeOffice.ToString(), AnswerState.Given, "", 2, 0),
                (Participants.Kela.ToString(), AnswerState.Withheld, "NO_BASIS", 0, 1),
                (Participants.Lappeenranta.ToString(), AnswerState.Unreachable, "", 0, 0),
                (Participants.Vantaa.ToString(), AnswerState.Damaged, "CONTENT_DIGEST_MISMATCH", 0, 0),
            ],
            answers.Select(answer => (answer.Holder, answer.State, answer.Reason, answer.Services.Count, answer.Withheld.Count)));
        Assert.Equal(["JOB_SEARCH", "COACHING"], answers[0].Services.Select(pointer => pointer.Service));
        Assert.True(Guid.TryParse(answers[0].DisclosureId, out _));
        Assert.All(answers.Skip(1), answer => Assert.Equal("", answer.DisclosureId));
        Assert.Equal([DataCategory.ServicePointers], answers[1].Withheld);
    }

    [Fact]
    public async Task Compose_WhenAHolderHangs_IsUnreachableAtTheDeadlineAndNothingOfTheOthersIsLost()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var holders = FakeHolders.In(region)
            .GivesServices(Participants.TeOffice, "JOB_SEARCH")
            .GivesServices(Participants.Lappeenranta, "COACHING")
            .Hangs(Participants.Kela);

        using var call = region.Send(Participants.Worker, Request(await eetu.IdAsync()));
        await holders.Hanging;
        Assert.Contains(await region.JournalAsync(), row => row.Step == "F18 ComposeClientSummary");
        region.Machine.Advance(DoorRounds.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(call.ResponseAsync.IsCompleted);
        region.Machine.Advance(TimeSpan.FromMilliseconds(1));
        var answers = (await call).Holders.ToDictionary(answer => answer.Holder);

        Assert.Equal((AnswerState.Unreachable, 0), (answers[Participants.Kela.ToString()].State, answers[Participants.Kela.ToString()].Withheld.Count));
        Assert.Equal("JOB_SEARCH", Assert.Single(answers[Participants.TeOffice.ToString()].Services).Service);
        Assert.Equal("COACHING", Assert.Single(answers[Participants.Lappeenranta.ToString()].Services).Service);

        // That it was asked is evidence, too.
        Assert.Equal(
            ["OK", "OK", "UNREACHABLE"],
            (await region.JournalAsync()).Where(row => row.Step == "F18 Ask").Select(row => row.Outcome).Order(StringComparer.Ordinal));
        var unanswered = Assert.Single(await region.RowsAsync<AskedRequest>(), row => row.Outcome == "UNREACHABLE" && row.Holder == Participants.Kela.ToString());
        Assert.Null(unanswered.EntryId);
    }

    [Fact]
    public async Task Compose_WhenNobodyIsNamed_AsksThoseOfTheClientsMunicipalityForPointersAlone()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var holders = FakeHolders.In(region);

        var summary = await region.Send(Participants.Worker, Request(await eetu.IdAsync()));

        Participation[] expected = [Participants.TeOffice, Participants.Kela, Participants.Lappeenranta];
        Assert.Equal(expected.Select(holder => holder.ToString()), summary.Holders.Select(answer => answer.Holder));
        Assert.Equal(expected.ToHashSet(), holders.Asked.Select(asked => asked.Holder).ToHashSet());
        Assert.Empty(summary.NotAsked);
        Assert.Equal(expected.Length, holders.Asked.Count);
        Assert.All(holders.Asked, asked => Assert.Equal(
            (EetusCase.Code, Purpose.ClientSummary, DataCategory.ServicePointers, "worker-1"),
            (asked.Request.Subject.PersonalIdentityCode, asked.Request.Purpose, asked.Request.Categories.Single(), asked.Request.Actor.PairwiseId)));
        Assert.All(summary.Holders, answer => Assert.Empty(answer.Contents));
    }

    [Fact]
    public async Task Compose_WhenTheDirectoryCannotTellALabourAuthority_SaysWhichFactIsMissing()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = EetusCase.In(region);
        eetu.Municipality = "092";
        await eetu.NotifyAsync();
        await eetu.TakeAsync();
        FakeHolders.In(region);

        var summary = await region.Send(Participants.Worker, Request(await eetu.IdAsync()));

        Assert.Equal(new RoleNotAsked { Role = "LABOUR_AUTHORITY", MissingFact = "client_group" }, Assert.Single(summary.NotAsked));
        Assert.Equal([Participants.Kela.ToString(), Participants.Vantaa.ToString()], summary.Holders.Select(answer => answer.Holder));
    }

    [Fact]
    public async Task Compose_WhenContentsAreNamed_AsksThemWherePointersWereGivenAndARuleLetsThemLeave()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        var entries = new EmploymentServices { Entries = { new EmploymentServiceEntry { Name = "Työhönvalmennus", Unit = "Yksikkö", StartsOn = "2023-09-01" } } };
        var holders = FakeHolders.In(region)
            .GivesServices(Participants.TeOffice, "JOB_SEARCH")
            .GivesServices(Participants.Lappeenranta, "Työhönvalmennus")
            .Gives(Participants.Lappeenranta, DataCategory.EmploymentServices, new DisclosedContent { PersonalIdentityCode = EetusCase.Code, EmploymentServices = entries })
            .Gives(Participants.Vantaa, DataCategory.EmploymentServices, new DisclosedContent { EmploymentServices = entries });
        var request = Request(await eetu.IdAsync(), Participants.TeOffice, Participants.Lappeenranta, Participants.Vantaa);
        request.ContentCategories.Add(DataCategory.EmploymentServices);

        var answers = (await region.Send(Participants.Worker, request)).Holders;

        var (holder, asked) = Assert.Single(holders.Asked, asked => !asked.Request.Categories.Contains(DataCategory.ServicePointers));
        Assert.Equal((Participants.Lappeenranta, Purpose.EmploymentSupport), (holder, asked.Purpose));
        Assert.Equal([AnswerState.Given, AnswerState.Given, AnswerState.Withheld], answers.Select(answer => answer.State));
        Assert.Empty(answers[0].Contents);
        Assert.Empty(answers[2].Contents);
        var content = Assert.Single(answers[1].Contents);
        Assert.Equal((DataCategory.EmploymentServices, AnswerState.Given), (content.Category, content.State));
        Assert.Equal(new DisclosedContent { EmploymentServices = entries }, content.Content);
        Assert.NotEqual(answers[1].DisclosureId, content.DisclosureId);
    }

    [Fact]
    public async Task Compose_WhenAConsentHasBeenNarrowed_ListsWhatIsWithheldBesideWhatIsGiven()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        FakeHolders.In(region)
            .GivesServices(Participants.TeOffice, "JOB_SEARCH")
            .Refuses(Participants.TeOffice, DataCategory.AssessmentPointers, DisclosureRefusals.ConsentRevoked.Raise())
            .Refuses(Participants.TeOffice, DataCategory.FunctionalAbilityScores, FakeOthers.Unreachable());
        var request = Request(await eetu.IdAsync(), Participants.TeOffice);
        request.ContentCategories.Add([DataCategory.AssessmentPointers, DataCategory.FunctionalAbilityScores]);

        var answer = Assert.Single((await region.Send(Participants.Worker, request)).Holders);

        Assert.Equal((AnswerState.Given, 1), (answer.State, answer.Services.Count));
        Assert.Equal(
            [
                (DataCategory.AssessmentPointers, AnswerState.Withheld, "CONSENT_REVOKED"),
                (DataCategory.FunctionalAbilityScores, AnswerState.Unreachable, ""),
            ],
            answer.Contents.Select(content => (content.Category, content.State, content.Reason)));
        Assert.All(answer.Contents, content => Assert.Null(content.Content));
        Assert.Equal([DataCategory.AssessmentPointers], answer.Withheld);
    }

    [Fact]
    public async Task Compose_WhenAHolderMayTellAndHasNothing_AnswersAsOfSomebodyUnknown()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        FakeHolders.In(region).Gives(Participants.TeOffice, DataCategory.ServicePointers, new DisclosedContent());

        var answers = (await region.Send(Participants.Worker, Request(await eetu.IdAsync(), Participants.TeOffice, Participants.Kela))).Holders;

        var unknown = answers[1].Clone();
        unknown.Holder = answers[0].Holder;
        Assert.Equal((AnswerState.Withheld, unknown), (answers[0].State, answers[0]));
    }

    [Fact]
    public async Task Compose_WhenLookedAt_JournalsTheLookInTheCasesFlowAndKeepsNothingGiven()
    {
        await using var region = await RegionHost.StartAsync();
        var eetu = await EetusCase.TakenAsync(region);
        FakeHolders.In(region).GivesServices(Participants.TeOffice, "PLANTED_SERVICE");

        var summary = await region.Send(Participants.Worker, Request(await eetu.IdAsync()));

        var row = await eetu.RowAsync();
        Assert.Equal(row.FlowId.ToString(), summary.FlowId);
        var steps = (await region.JournalAsync()).Where(step => step.FlowId == row.FlowId).ToList();
        var look = Assert.Single(steps, step => step.Step == "F18 ComposeClientSummary");
        Assert.Equal(((Guid?)row.CaseId, Road.Own, "OK"), (look.CaseId, look.Road, look.Outcome));
        Assert.Equal(3, steps.Count(step => step.Step == "F18 Ask"));
        Assert.Contains("PLANTED_SERVICE", summary.ToString(), StringComparison.Ordinal);
        var kept = await region.InAsync(_ => TestKit.TestStorage.BytesAsync(region.Place, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("PLANTED_SERVICE", System.Text.Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("PLANTED_SERVICE", region.Log, StringComparison.Ordinal);
    }

    private static ComposeClientSummaryRequest Request(string clientId, params Participation[] holders) =>
        new() { ClientId = clientId, Holders = { holders.Select(holder => holder.ToString()) } };
}
