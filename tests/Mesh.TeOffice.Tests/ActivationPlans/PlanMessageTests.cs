using Mesh.ClientNotices;
using Mesh.Hosting.Contracts;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Tests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.TeOffice.Tests.ActivationPlans;

/// <summary>F33: what the client is told of his or her own case, and when.</summary>
public sealed class PlanMessageTests
{
    [Fact]
    public async Task Draft_WhenAVersionIsWritten_AsksTheClientsSignatureForIt()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.DraftedAsync(office);
        await aino.DraftAsync("Uusi tavoite");

        var sent = await SentAsync(office);

        Assert.Equal(
            [(ClientNoticeKind.SignatureAsked, "1", aino.CaseId), (ClientNoticeKind.SignatureAsked, "2", aino.CaseId)],
            sent.Select(row => (row.Kind, row.Reference, row.CaseId.ToString()!)));
        Assert.Equal((await aino.GetAsync()).FlowId, Assert.Single(sent.Select(row => row.FlowId).Distinct()).ToString());
    }

    [Fact]
    public async Task Draft_WhenItIsRefused_TellsNothing()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.AcceptedAsync(office);
        var stale = aino.Draft();
        stale.ExpectedVersion--;

        await Refused.ReasonAsync(office.Send(Callers.Expert, stale));

        Assert.Empty(await SentAsync(office));
    }

    [Fact]
    public async Task Sign_WhenAllHaveSigned_TellsThatThePlanIsInEffectAndWhenItIsReviewed()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.DraftedAsync(office);
        await aino.SignAsync(SignerRole.LabourAuthority);
        await aino.SignAsync(SignerRole.SocialCare);
        Assert.DoesNotContain(ClientNoticeKind.PlanActivated, (await SentAsync(office)).Select(row => row.Kind));

        await aino.SignAsync(SignerRole.Client);

        var told = Assert.Single(await SentAsync(office), row => row.Kind == ClientNoticeKind.PlanActivated);
        Assert.Equal(new DateOnly(2024, 2, 29), told.DueOn);
    }

    [Fact]
    public async Task Inform_WhenEachAuthorityRecordsIt_TellsTheClientOfEachRecord()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);

        await eetu.InformAsync(SignerRole.LabourAuthority);
        await eetu.InformAsync(SignerRole.SocialCare);

        var told = (await SentAsync(office)).Where(row => row.Kind == ClientNoticeKind.BenefitInformation).ToList();
        Assert.Equal(
            (await office.RowsAsync<BenefitInformationRow>()).Select(row => row.InformationId.ToString()).Order(),
            told.Select(row => row.Reference).Order());
        Assert.All(told, row => Assert.Equal(eetu.CaseId, row.CaseId.ToString()));
    }

    [Fact]
    public async Task Inform_WhenItIsRefused_TellsNothing()
    {
        await using var office = await OfficeHost.StartAsync("10.1.2024");
        var eetu = await EetusCase.DraftedAsync(office);

        await Refused.ViolationsAsync(office.Send(Callers.Expert, eetu.OwnInformation(office.Now.AddTicks(10))));

        Assert.DoesNotContain(ClientNoticeKind.BenefitInformation, (await SentAsync(office)).Select(row => row.Kind));
    }

    [Fact]
    public async Task Sweep_WhenAReviewIsNear_RemindsOnceForEachDueDate()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        var aino = await AinosCase.ActiveAsync(office);
        using var sweep = office.New<ReviewSweep>();

        // Due on 29.2.2024: fourteen days before it is the 15th.
        Assert.Equal([], await RemindedAsync("14.2.2024"));
        Assert.Equal(["2024-02-29"], await RemindedAsync("15.2.2024"));
        Assert.Equal(["2024-02-29"], await RemindedAsync("15.2.2024"));
        Assert.Equal(["2024-02-29"], await RemindedAsync("16.2.2024"));

        // Held: the next is due on 29.5.2024.
        office.MoveTo("29.2.2024");
        await aino.ReviewAsync("2024-02-29");
        Assert.Equal(["2024-02-29"], await RemindedAsync("14.5.2024"));
        Assert.Equal(["2024-02-29", "2024-05-29"], await RemindedAsync("15.5.2024"));

        async Task<IEnumerable<string>> RemindedAsync(string day)
        {
            office.MoveTo(day);
            await sweep.SweepAsync(TestContext.Current.CancellationToken);
            return (await SentAsync(office)).Where(row => row.Kind == ClientNoticeKind.ReviewDue).Select(row => WireDate.WriteOptional(row.DueOn));
        }
    }

    [Theory]
    [InlineData("29.2.2024", 1, 0)]
    [InlineData("1.3.2024", 0, 1)]
    public async Task Sweep_WhenNobodyLookedBefore_RemindsThroughTheDueDateAndIsLateAfterIt(string day, int reminded, int late)
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        await AinosCase.ActiveAsync(office);
        using var sweep = office.New<ReviewSweep>();
        office.MoveTo(day);

        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        await sweep.SweepAsync(TestContext.Current.CancellationToken);

        var kinds = (await SentAsync(office)).Select(row => row.Kind).ToList();
        Assert.Equal((reminded, late), (kinds.Count(kind => kind == ClientNoticeKind.ReviewDue), kinds.Count(kind => kind == ClientNoticeKind.ReviewOverdue)));
    }

    [Fact]
    public async Task Messages_WhenTheClientLooks_AreSeenAndReadByTheClientAlone()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        await AinosCase.DraftedAsync(office);
        var listed = await office.Send(Callers.Aino, new ListMyMessagesRequest());
        var anothers = await office.Send(Callers.Eetu, new ListMyMessagesRequest());
        var request = new ReadMyMessageRequest { RequestId = AinosCase.Id(), MessageId = Assert.Single(listed.Messages).MessageId };

        Assert.Empty(anothers.Messages);
        Assert.Equal(
            Refused.NoBasis,
            await Refused.ReasonAsync(office.Send(Callers.Eetu, request)));
        var read = await office.Send(Callers.Aino, request);
        Assert.Equal((ServiceState.Read, "Suunnitelmasi odottaa allekirjoitustasi"), (read.Message.State, read.Message.Title.Fi));
    }

    [Fact]
    public async Task Letters_WhenAProfessionalHasNoTie_AreNotShownAndCannotBePosted()
    {
        await using var office = await OfficeHost.StartAsync("30.11.2023");
        await AinosCase.DraftedAsync(office);
        await office.InAsync(scope => scope.GetRequiredService<DbContext>().Set<ClientNoticeRow>().ExecuteUpdateAsync(
            row => row.SetProperty(notice => notice.State, ServiceState.Failed), TestContext.Current.CancellationToken));
        var messageId = (await SentAsync(office)).Single().NoticeId.ToString();
        var request = new RecordLetterPostedRequest { RequestId = AinosCase.Id(), MessageId = messageId, PostedOn = "2023-11-30" };

        var own = await office.Send(Callers.Expert, new ListLettersRequest());
        var colleagues = await office.Send(Callers.Colleague, new ListLettersRequest());

        Assert.Equal(People.Aino.Reveal(), Assert.Single(own.Letters).PersonalIdentityCode);
        Assert.Empty(colleagues.Letters);
        Assert.Equal(
            Refused.NoBasis,
            await Refused.ReasonAsync(office.Send(Callers.Colleague, request)));
    }

    private static async Task<IReadOnlyList<ClientNoticeRow>> SentAsync(OfficeHost office) =>
        [.. (await office.RowsAsync<ClientNoticeRow>()).OrderBy(row => row.SentAt).ThenBy(row => row.Reference, StringComparer.Ordinal)];
}
