using Mesh.Hosting.Errors;
using Microsoft.EntityFrameworkCore;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Disclosures by consent, and what a withdrawal does to them.</summary>
public sealed class ConsentDoorTests
{
    [Fact]
    public async Task Disclose_WhenConsentedAndLaterWithdrawn_GivesThenRefusesWithBothRows()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var asked = TestHolder.Request(People.Aino);
        asked.Categories.Add(DataCategory.PlanCopy);

        var response = await holder.AskAsync(People.Region, asked);
        var withdrawn = await holder.WithdrawAsync(People.Aino, consent.ConsentId);
        var toNamed = await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));
        var toAnother = await JourneyTests.Refused(holder.AskAsync(People.OtherRegion, TestHolder.Request(People.Aino)));

        Assert.Equal([DataCategory.PlanCopy], response.Withheld);
        Assert.Equal(
            new Basis { Kind = BasisKind.Consent, Flow = "F18", ConsentId = consent.ConsentId, ConsentRevision = 1 }, response.Basis);
        Assert.Equal((2, "CONSENT_REVOKED", "NO_BASIS"), (withdrawn.Revision, toNamed, toAnother));
        var rows = await holder.LedgerAsync();
        Assert.Equal(["OK", "CONSENT_REVOKED", "CONSENT_OTHER_RECIPIENT"], rows.Select(row => row.PreciseReason));
        Assert.Equal(
            ("EMPLOYMENT_SERVICES,PLAN_COPY", "EMPLOYMENT_SERVICES", "PLAN_COPY"),
            (rows[0].CategoriesAsked, rows[0].CategoriesGiven, rows[0].CategoriesWithheld));
        Assert.Equal((consent.ConsentId, 1, null), (rows[0].ConsentId.ToString(), rows[0].ConsentRevision, rows[0].Citation));
        Assert.Equal(
            (LedgerOutcome.Deny, null, "", "EMPLOYMENT_SERVICES", null),
            (rows[1].Outcome, rows[1].BasisKind, rows[1].CategoriesGiven, rows[1].CategoriesWithheld, rows[1].AnswerSha256));
    }

    [Fact]
    public async Task Disclose_WhenWithdrawnWhileTheAnswerIsCollected_IsDecidedAgainAndRefused()
    {
        TestHolder? holder = null;
        string? consentId = null;
        var source = new FakeSource(DataCategory.EmploymentServices, async (content, _) =>
        {
            content.EmploymentServices = new();
            await holder!.WithdrawAsync(People.Aino, consentId!);
        });
        await using (holder = await TestHolder.OpenAsync(People.Municipality, [source]))
        {
            consentId = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region))).ConsentId;

            Assert.Equal("CONSENT_REVOKED", await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino))));
            Assert.Equal(LedgerOutcome.Deny, Assert.Single(await holder.LedgerAsync()).Outcome);
        }
    }

    [Fact]
    public async Task Disclose_WhenWithdrawnWhileTheFactsAreRead_IsDecidedAgainAndRefused()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        holder.Cases.WhileFactsAreRead = () => holder.WithdrawAsync(People.Aino, consent.ConsentId);

        Assert.Equal("CONSENT_REVOKED", await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino))));
        Assert.Equal(LedgerOutcome.Deny, Assert.Single(await holder.LedgerAsync()).Outcome);
    }

    [Fact]
    public async Task Disclose_WhenTheGateNeverStandsStill_GivesUpWithoutARow()
    {
        TestHolder? holder = null;
        var subject = Guid.Empty;
        var source = new FakeSource(DataCategory.EmploymentServices, async (content, _) =>
        {
            content.EmploymentServices = new();
            await holder!.ActAsync((services, token) => services.Get<SubjectGate>().AdvanceAsync(subject, token));
        });
        await using (holder = await TestHolder.OpenAsync(People.Municipality, [source]))
        {
            await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
            subject = await holder.KnowAsync(People.Aino);

            Assert.Equal("DECISION_OVERTAKEN", await JourneyTests.Refused(holder.AskAsync(People.Region, TestHolder.Request(People.Aino))));
            Assert.Empty(await holder.LedgerAsync());
        }
    }

    [Fact]
    public async Task Disclose_WhenTheSourceThrows_WritesNothingAtAll()
    {
        await using var holder = await TestHolder.OpenAsync(
            People.Municipality, [new FakeSource(DataCategory.EmploymentServices, (_, _) => throw new TimeoutException())]);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));
        var journal = (await holder.JournalAsync()).Count;

        await Assert.ThrowsAsync<TimeoutException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));

        Assert.Empty(await holder.LedgerAsync());
        Assert.Equal(journal, (await holder.JournalAsync()).Count);
    }

    [Fact]
    public async Task Disclose_WhenEvidenceIsDamaged_SaysSoOnTheWireAndInTheLedger()
    {
        await using var holder = await TestHolder.OpenAsync(
            People.Municipality,
            [new FakeSource(DataCategory.EmploymentServices, (_, _) => throw new EvidenceDamagedException("PLAN_DIGEST_MISMATCH"))]);
        var consent = await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));

        var refusal = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => holder.AskAsync(People.Region, TestHolder.Request(People.Aino)));

        Assert.Equal(Grpc.Core.StatusCode.DataLoss, refusal.StatusCode);
        Assert.Equal("PLAN_DIGEST_MISMATCH", RefusalReader.ReasonOf(refusal));
        var row = Assert.Single(await holder.LedgerAsync());
        Assert.Equal(
            (LedgerOutcome.Fault, "PLAN_DIGEST_MISMATCH", "", consent.ConsentId),
            (row.Outcome, row.PreciseReason, row.CategoriesGiven, row.ConsentId.ToString()));
        Assert.Equal("PLAN_DIGEST_MISMATCH", (await holder.JournalAsync())[^1].Outcome);
    }

    [Fact]
    public async Task Disclose_WhenTheStoredCodeIsTampered_IsDataLossAndNoWrongPerson()
    {
        await using var kela = await TestHolder.OpenAsync(
            People.Kela, [new FakeSource(DataCategory.BenefitDays, (content, _) =>
            {
                content.BenefitDays = new();
                return Task.CompletedTask;
            })]);
        var (_, eetu) = (await kela.KnowAsync(People.Aino), await kela.KnowAsync(People.Eetu));
        await kela.InAsync(services => services.Get<DbContext>().Database.ExecuteSqlRawAsync(
            "UPDATE subject SET code = (SELECT code FROM subject WHERE subject_id <> {0}) WHERE subject_id = {0}", eetu.ToString()));
        var request = TestHolder.Request(People.Eetu);
        request.Purpose = Purpose.ActivationPlanNeed;
        request.Categories[0] = DataCategory.BenefitDays;
        request.Proof = new CaseProof { Attestation = new CaseAttestation { Kind = CaseKind.JobSearch, CaseId = TestHolder.Id() } };

        Assert.Equal("STORED_DATA_DAMAGED", await JourneyTests.Refused(kela.AskAsync(People.TeOffice, request)));
        Assert.Equal(LedgerOutcome.Fault, Assert.Single(await kela.LedgerAsync()).Outcome);
    }
}
