using Mesh.Hosting.Errors;
using Mesh.Messaging;
using Mesh.TeOffice.ActivationPlans;
using Mesh.TeOffice.Eligibility;
using Mesh.TeOffice.Tests.Hosts;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.TeOffice.Tests.Eligibility;

/// <summary>F02: what a notice from Kela leads to. It launches nothing.</summary>
public sealed class ThresholdReachedTests
{
    [Fact]
    public async Task Receive_WhenThePersonIsAJobseeker_EvaluatesAndRecordsAFindingInTheNoticesFlow()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);

        await office.ReceiveAsync(notice);

        var (holder, request) = Assert.Single(office.Doors.Asked);
        Assert.Equal(
            (Participants.Kela, notice.Id.ToString(), notice.Id.ToString()), (holder, request.Subject.NoticeId, request.Proof.NoticeId));
        Assert.Equal([DataCategory.BenefitDays], request.Categories);
        var finding = Assert.Single(await office.RowsAsync<FindingRow>());
        var evaluation = Assert.Single(await office.RowsAsync<EvaluationRow>());
        Assert.Equal(
            (notice.Id, aino.JobseekerId, evaluation.EvaluationId, notice.FlowId),
            (finding.FindingId, finding.JobseekerId.ToString(), finding.EvaluationId, finding.FlowId));
        Assert.Equal(notice.FlowId, evaluation.FlowId);
        Assert.Empty(await office.RowsAsync<PlanCaseRow>());
    }

    [Fact]
    public async Task Receive_WhenThePersonIsNotInTheRegister_RecordsAFindingAndKeepsNothingOfThePerson()
    {
        await using var office = await OfficeHost.StartAsync();
        office.Doors.TellPaidDays(People.Eetu);

        await office.ReceiveAsync(KelaNotices.Threshold(office));

        var finding = Assert.Single(await office.RowsAsync<FindingRow>());
        Assert.Equal((null, null), (finding.JobseekerId, finding.EvaluationId));
        Assert.Empty(await office.RowsAsync<EvaluationRow>());
        Assert.Empty(await office.ColumnAsync("SELECT subject_id FROM subject"));
    }

    [Fact]
    public async Task Receive_WhenKelaIsUnreachable_IsKeptByTheSenderAndHandledOnceItAnswers()
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);
        office.Doors.BeUnreachable();
        var notice = KelaNotices.Threshold(office);

        var transient = await Assert.ThrowsAsync<TransientNoticeException>(() => office.ReceiveAsync(notice));

        Assert.Equal("KELA_UNREACHABLE", transient.Code);
        Assert.Empty(await office.RowsAsync<FindingRow>());
        office.Doors.TellPaidDays(People.Aino);
        await office.ReceiveAsync(notice);
        Assert.Single(await office.RowsAsync<FindingRow>());
    }

    [Theory]
    [InlineData("withheld", "NothingGivenException")]
    [InlineData("damaged", "EvidenceDamagedException")]
    [InlineData("of nobody", "EvidenceDamagedException")]
    public async Task Receive_WhenKelaGivesNothingThatCanBeRead_IsParkedForAPersonAndNothingIsFound(string gives, string reason)
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);
        office.Doors.Answer = _ => gives switch
        {
            "withheld" => throw Refusals.NoBasis.Raise(),
            "damaged" => throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.DataLoss, "")),
            _ => FakeDoors.Given(new DisclosedContent { BenefitDays = new() { AsOf = "2023-11-13" } }),
        };

        await office.ReceiveAsync(KelaNotices.Threshold(office));

        Assert.Equal([reason], (await office.ColumnAsync("SELECT detail FROM notice_parked")).Cast<string>());
        Assert.Empty(await office.RowsAsync<FindingRow>());
        Assert.Empty(await office.RowsAsync<EvaluationRow>());
    }

    [Fact]
    public async Task Receive_WhenToldTwice_IsOneFindingAndOneDisclosure()
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);

        await office.ReceiveAsync(notice);
        await office.ReceiveAsync(notice);

        Assert.Single(await office.RowsAsync<FindingRow>());
        Assert.Single(await office.RowsAsync<EvaluationRow>());
        Assert.Single(office.Doors.Asked);
    }

    [Fact]
    public async Task Receive_WhenItDoesNotComeFromKela_IsParkedAndNobodyIsAsked()
    {
        await using var office = await OfficeHost.StartAsync();
        await AinosCase.RegisterAsync(office);

        await office.ReceiveAsync(KelaNotices.Threshold(office, Participants.Region));

        Assert.Empty(office.Doors.Asked);
        Assert.Empty(await office.RowsAsync<FindingRow>());
        Assert.Single(await office.ColumnAsync("SELECT reason FROM notice_parked"));
    }

    [Fact]
    public async Task RecordNeed_WhenOnTheNoticesOwnEvaluation_OpensTheCaseInTheNoticesFlowAndTrace()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);
        await office.ReceiveAsync(notice);
        var listed = await office.Send(Callers.Expert, new ListEligibilityFindingsRequest());

        var opened = await aino.RecordNeedAsync(Assert.Single(listed.Findings).EvaluationId);

        Assert.Equal(notice.FlowId.ToString(), opened.FlowId);
        Assert.Contains(notice.Trace.TraceId.ToHexString(), Assert.Single(await office.RowsAsync<PlanCaseRow>()).Trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WhenANoticeCameFirst_GoesOnInItsFlowAndTrace()
    {
        await using var office = await OfficeHost.StartAsync();
        var aino = await AinosCase.RegisterAsync(office);
        var notice = KelaNotices.Threshold(office);
        await office.ReceiveAsync(notice);

        var evaluation = await aino.EvaluateAsync();

        Assert.Equal(notice.FlowId.ToString(), evaluation.FlowId);
        var row = (await office.RowsAsync<EvaluationRow>()).Single(row => row.EvaluationId.ToString() == evaluation.EvaluationId);
        Assert.Contains(notice.Trace.TraceId.ToHexString(), row.Trace, StringComparison.Ordinal);
    }
}
