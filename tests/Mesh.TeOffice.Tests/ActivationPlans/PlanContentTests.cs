using System.Security.Cryptography;
using Grpc.Core;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>What is in a version, and what a new one does to the one before.</summary>
public sealed class PlanContentTests
{
    [Fact]
    public async Task Draft_WhenTheRegionHasContributed_PutsItIntoTheBytesOfTheNextVersion()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);
        await aino.ContributeAsync();

        var drafted = await aino.DraftAsync();

        var contribution = Assert.Single((await aino.GetAsync()).Content.Contributions);
        Assert.Equal((Participants.Region.ToString(), AinosCase.ContributionText), (contribution.Participation, contribution.Text));
        var bytes = await office.InAsync(scope => ((PlanBytes)scope.GetService(typeof(PlanBytes))!).ReadAsync(
            Guid.Parse(aino.CaseId), 1, Convert.ToHexStringLower(drafted.ContentSha256.Span), TestContext.Current.CancellationToken));
        Assert.Equal(SHA256.HashData(bytes), drafted.ContentSha256.ToByteArray());
        Assert.Equal((1, 0, PlanState.AwaitingSignatures), (drafted.PlanVersion, drafted.LapsedSignatures, drafted.State));
    }

    [Fact]
    public async Task Draft_WhenTheRequestNamesContributions_LeavesThemOut()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);
        var request = aino.Draft();
        request.Content.Contributions.Add(new PlanContribution { Participation = Participants.Region.ToString(), Text = "invented" });

        await office.Send(Callers.Expert, request);

        Assert.Empty((await aino.GetAsync()).Content.Contributions);
    }

    [Fact]
    public async Task Draft_WhenSentTwice_WritesOneVersionThoughThereAreContributions()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);
        await aino.ContributeAsync();
        var request = aino.Draft();

        Assert.Equal(await office.Send(Callers.Expert, request), await office.Send(Callers.Expert, request));
        Assert.Single(await office.RowsAsync<PlanVersionRow>());
        Assert.Single(await office.ToldAsync(), name => name == "PlanVersionDrafted");
    }

    [Fact]
    public async Task Contribute_WhenAVersionAwaitsSignatures_LeavesItsBytesAndSignaturesAlone()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.DraftedAsync(office);
        await aino.SignAsync(SignerRole.Client);

        await aino.ContributeAsync();

        var plan = await aino.GetAsync();
        Assert.Equal((1, aino.Digest, PlanState.AwaitingSignatures), (plan.PlanVersion, plan.ContentSha256, plan.State));
        Assert.Empty(plan.Content.Contributions);
        Assert.Equal(SignerRole.Client, Assert.Single(plan.Signatures).Role);
        Assert.Equal(1, (await aino.DraftAsync()).LapsedSignatures);
        Assert.Single((await aino.GetAsync()).Content.Contributions);
    }

    [Fact]
    public async Task Draft_WhenTheTextChangesAfterTwoSignatures_VoidsBothAndKeepsThemOnRecord()
    {
        await using var office = await OfficeHost.StartAsync("28.11.2023");
        var aino = await AinosCase.DraftedAsync(office);
        office.MoveTo("29.11.2023");
        await aino.SignAsync(SignerRole.LabourAuthority);
        office.MoveTo("30.11.2023", hour: 10);
        await aino.SignAsync(SignerRole.Client);
        office.MoveTo("30.11.2023", hour: 12);
        var first = aino.Digest;

        var drafted = await aino.DraftAsync("Toinen tavoite");

        Assert.Equal((2, 2, PlanState.AwaitingSignatures), (drafted.PlanVersion, drafted.LapsedSignatures, drafted.State));
        Assert.NotEqual(first, drafted.ContentSha256);
        Assert.Empty((await aino.GetAsync()).Signatures);
        Assert.Equal([1, 1], (await office.RowsAsync<SignatureRow>()).Select(signature => signature.PlanVersion));
        Assert.Equal(2, (await office.RowsAsync<PlanVersionRow>()).Count);
        Assert.DoesNotContain("PlanActivated", await office.ToldAsync());
    }

    [Fact]
    public async Task Draft_WhenTheCaseHasMovedOn_IsRefusedAndNothingIsWritten()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);
        var late = aino.Draft();
        await aino.ContributeAsync();

        Assert.Equal(
            (StatusCode.Aborted, "STALE_CASE_VERSION", "4"),
            await Refused.DetailAsync(office.Send(Callers.Expert, late), "current_version"));
        Assert.Empty(await office.RowsAsync<PlanVersionRow>());
    }

    [Fact]
    public async Task Draft_WhenSmallestContentIsMissing_NamesEveryViolation()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.AcceptedAsync(office);
        var request = aino.Draft();
        request.Content = new PlanContent { Services = { new PlannedService { Name = "x", Organiser = "nobody", StartsOn = "2023-02-30" } } };

        var violations = await Refused.ViolationsAsync(office.Send(Callers.Expert, request));

        Assert.Equal(
            [
                "content.client_goals", "content.follow_up", "content.next_review", "content.responsible_person",
                "content.services[0].measure", "content.services[0].organiser", "content.services[0].starts_on",
            ],
            violations.Select(violation => violation.Field).Order(StringComparer.Ordinal));
        Assert.Empty(await office.RowsAsync<PlanVersionRow>());
    }
}
