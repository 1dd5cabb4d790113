using System.Security.Cryptography;
using System.Text;
using Mesh.Hosting.Errors;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Flows.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>The disclosures of the first journey, each with its row.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task Disclose_WhenKelaSentTheNotice_GivesCountsByDutyAndWritesEverything()
    {
        SourceRequest? seen = null;
        await using var kela = await TestHolder.OpenAsync(People.Kela, [Counts(request => seen = request)]);
        var (aino, notice) = (await kela.KnowAsync(People.Aino), Guid.CreateVersion7());
        await kela.ActAsync((services, _) =>
        {
            services.Get<NoticeSubjects>().Link(notice, aino, People.TeOffice, null);
            return Task.CompletedTask;
        });
        var request = CountsRequest(new Subject { NoticeId = notice.ToString() });
        request.AsOf = "2023-11-10";
        request = TestHolder.Sign(request, People.TeOffice, People.Kela);

        var response = await kela.AskAsync(People.TeOffice, request);

        Assert.Equal(SHA256.HashData(response.Content.Span), response.ContentSha256.ToByteArray());
        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal(("2023-11-10", People.AinoText), (content.BenefitDays.LastPaidDate, content.PersonalIdentityCode));
        Assert.True(content.Salt.Length >= 16);
        Assert.Equal(new SourceRequest(aino, null, new DateOnly(2023, 11, 10), People.TeOffice, Purpose.ActivationPlanNeed), seen);
        Assert.Equal(
            new Basis { Kind = BasisKind.Duty, Flow = "F02", Citation = "189/2001 5 § 2 mom., 1369/2014 2 § 4 mom." }, response.Basis);

        var row = Assert.Single(await kela.LedgerAsync());
        Assert.Equal(
            (response.DisclosureId, aino, "2296962-1/LABOUR_AUTHORITY", "worker-7", Purpose.ActivationPlanNeed),
            (row.EntryId.ToString(), row.SubjectId, row.Requester, row.ActorId, row.Purpose));
        Assert.Equal(("BENEFIT_DAYS", "BENEFIT_DAYS", ""), (row.CategoriesAsked, row.CategoriesGiven, row.CategoriesWithheld));
        Assert.Equal((LedgerOutcome.Permit, "OK", "OK"), (row.Outcome, row.PreciseReason, row.ShownReason));
        Assert.Equal((BasisKind.Duty, "F02", response.Basis.Citation), (row.BasisKind, row.Flow, row.Citation));
        Assert.Equal((ProofKind.OwnNotice, notice, false), (row.ProofKind, row.ProofReference, row.ProofAttested));
        Assert.Equal((null, null, 1L), (row.ConsentId, row.ConsentRevision, row.GateRevision));
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(request.Statement)), row.StatementSha256);
        Assert.Equal(response.ContentSha256.ToByteArray(), row.AnswerSha256);
        Assert.Equal((request.RequestId, kela.Clock.Now), (row.RequestId.ToString(), row.Time));
        Assert.NotEqual(row.Time, row.RecordedAt);

        var step = Assert.Single(await kela.JournalAsync());
        Assert.Equal(
            ("F02 Disclose", Road.Disclosure, "2296962-1/LABOUR_AUTHORITY", "OK", row.FlowId),
            (step.Step, step.Road, step.Counterpart, step.Outcome, step.FlowId));
    }

    [Fact]
    public async Task Disclose_WhenTheRequesterAttests_GivesCountsByRightAndMarksIt()
    {
        SourceRequest? seen = null;
        await using var kela = await TestHolder.OpenAsync(People.Kela, [Counts(asked => seen = asked)]);
        await kela.KnowAsync(People.Aino);
        var caseId = Guid.CreateVersion7();
        var request = CountsRequest(new Subject { PersonalIdentityCode = People.AinoText });
        request.Proof = new CaseProof { Attestation = new CaseAttestation { Kind = CaseKind.JobSearch, CaseId = caseId.ToString() } };

        var response = await kela.AskAsync(People.TeOffice, request);

        Assert.Equal(BasisKind.Right, response.Basis.Kind);

        // The requester's case is none of the holder's: no source may take it for one.
        Assert.Null(seen!.CaseId);
        var row = Assert.Single(await kela.LedgerAsync());
        Assert.Equal(
            (ProofKind.Attestation, caseId, true, caseId), (row.ProofKind, row.ProofReference, row.ProofAttested, row.CaseId));
    }

    [Fact]
    public async Task Disclose_WhenThePlanCaseCloses_GivesTheCopyBeforeAndNothingAfter()
    {
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [Copy()]);
        var aino = await office.KnowAsync(People.Aino);
        var plan = new KnownCase(Guid.CreateVersion7(), aino, CaseKind.ActivationPlan, true, [People.Region]);
        office.Cases.All[plan.CaseId] = plan;

        var response = await office.AskAsync(People.Region, CopyRequest(plan.CaseId));
        await CloseAsync(office, plan);
        var refusal = await Refused(office.AskAsync(People.Region, CopyRequest(plan.CaseId)));

        var content = DisclosedContent.Parser.ParseFrom(response.Content);
        Assert.Equal((3, ""), (content.PlanCopy.PlanVersion, content.PersonalIdentityCode));
        Assert.Equal("NO_BASIS", refusal);
        var rows = await office.LedgerAsync();
        Assert.Equal(["OK", "CASE_CLOSED"], rows.Select(row => row.PreciseReason));
        Assert.Equal([1, 2], rows.Select(row => row.GateRevision));
        Assert.Equal([plan.CaseId, null], rows.Select(row => row.CaseId));
        Assert.Equal(["OK", "NO_BASIS"], (await office.JournalAsync()).Select(step => step.Outcome));
    }

    [Fact]
    public async Task Disclose_WhenTheCaseClosesBetweenFindingItAndTheGate_DecidesOnTheClosedCase()
    {
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [Copy()]);
        var aino = await office.KnowAsync(People.Aino);
        var plan = new KnownCase(Guid.CreateVersion7(), aino, CaseKind.ActivationPlan, true, [People.Region]);
        office.Cases.All[plan.CaseId] = plan;
        office.Cases.AfterFind = () => CloseAsync(office, plan).GetAwaiter().GetResult();

        Assert.Equal("NO_BASIS", await Refused(office.AskAsync(People.Region, CopyRequest(plan.CaseId))));
        Assert.Equal("CASE_CLOSED", Assert.Single(await office.LedgerAsync()).PreciseReason);
    }

    [Fact]
    public async Task Disclose_WhenAnotherUsesTheNotice_IsDeniedInTheSubjectsOwnRows()
    {
        await using var kela = await TestHolder.OpenAsync(People.Kela, [Counts()]);
        var (aino, notice) = (await kela.KnowAsync(People.Aino), Guid.CreateVersion7());
        await kela.ActAsync((services, _) =>
        {
            services.Get<NoticeSubjects>().Link(notice, aino, People.TeOffice, null);
            return Task.CompletedTask;
        });

        Assert.Equal("NO_BASIS", await Refused(kela.AskAsync(People.Pilot, CountsRequest(new Subject { NoticeId = notice.ToString() }))));

        var row = Assert.Single(await kela.LedgerAsync());
        Assert.Equal((aino, "NOTICE_OF_ANOTHER", "NO_BASIS"), (row.SubjectId, row.PreciseReason, row.ShownReason));
    }

    [Fact]
    public async Task Disclose_WhenTheSourceHasNothing_IsRefusedDespiteTheBasis()
    {
        await using var office = await TestHolder.OpenAsync(
            People.TeOffice, [new FakeSource(DataCategory.PlanCopy, (content, _) =>
            {
                content.EmploymentServices = new();
                content.PersonalIdentityCode = People.AinoText;
                return Task.CompletedTask;
            })]);
        var plan = new KnownCase(Guid.CreateVersion7(), await office.KnowAsync(People.Aino), CaseKind.ActivationPlan, true, [People.Region]);
        office.Cases.All[plan.CaseId] = plan;

        Assert.Equal("NO_BASIS", await Refused(office.AskAsync(People.Region, CopyRequest(plan.CaseId))));
        var row = Assert.Single(await office.LedgerAsync());
        Assert.Equal((LedgerOutcome.Deny, "NOTHING_HELD", "F07"), (row.Outcome, row.PreciseReason, row.Flow));
    }

    [Fact]
    public async Task Disclose_WhenASourceFillsMoreThanItsField_GivesOnlyItsField()
    {
        await using var office = await TestHolder.OpenAsync(
            People.TeOffice, [new FakeSource(DataCategory.PlanCopy, (content, _) =>
            {
                content.PlanCopy = new PlanCopy { PlanVersion = 1 };
                content.BenefitDays = new BenefitDayCounts { LastPaidDate = "2023-11-10" };
                content.PersonalIdentityCode = People.AinoText;
                return Task.CompletedTask;
            })]);
        var plan = new KnownCase(Guid.CreateVersion7(), await office.KnowAsync(People.Aino), CaseKind.ActivationPlan, true, [People.Region]);
        office.Cases.All[plan.CaseId] = plan;

        var content = DisclosedContent.Parser.ParseFrom((await office.AskAsync(People.Region, CopyRequest(plan.CaseId))).Content);

        Assert.Equal((1, null, ""), (content.PlanCopy.PlanVersion, content.BenefitDays, content.PersonalIdentityCode));
    }

    internal static async Task<string?> Refused(Task<DiscloseResponse> asking) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => asking));

    private static Task CloseAsync(TestHolder office, KnownCase plan) => office.ActAsync(async (services, token) =>
    {
        await services.Get<SubjectGate>().AdvanceAsync(plan.SubjectId, token);
        office.Cases.All[plan.CaseId] = plan with { Open = false };
    });

    private static FakeSource Counts(Action<SourceRequest>? seen = null) => new(DataCategory.BenefitDays, (content, request) =>
    {
        seen?.Invoke(request);
        content.BenefitDays = new BenefitDayCounts { LastPaidDate = "2023-11-10" };
        return Task.CompletedTask;
    });

    private static FakeSource Copy() => new(DataCategory.PlanCopy, (content, request) =>
    {
        content.PlanCopy = new PlanCopy { CaseId = request.CaseId.ToString(), PlanVersion = 3 };
        return Task.CompletedTask;
    });

    private static DiscloseRequest CountsRequest(Subject subject) => Rest(subject, Purpose.ActivationPlanNeed, DataCategory.BenefitDays);

    private static DiscloseRequest CopyRequest(Guid caseId) =>
        Rest(new Subject { CaseId = caseId.ToString() }, Purpose.ActivationPlanDrafting, DataCategory.PlanCopy);

    private static DiscloseRequest Rest(Subject subject, Purpose purpose, DataCategory category)
    {
        var request = TestHolder.Request(People.Aino);
        (request.Subject, request.Purpose) = (subject, purpose);
        request.Categories.Clear();
        request.Categories.Add(category);
        return request;
    }
}
