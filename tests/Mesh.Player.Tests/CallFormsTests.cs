using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;

namespace Mesh.Player.Tests;

public sealed class CallFormsTests : IAsyncLifetime
{
    private const string Import = """
        requests:
          - header: {}
          - payments: {personalIdentityCode: '${client}', homeMunicipality: '405', benefit: BENEFIT_LABOUR_MARKET_SUBSIDY, paidDays: {$weekdays: {from: 2023-03-06, to: 2023-11-10}}}
        """;

    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Repeat_WhenTheOutcomeStaysTheSame_SendsOneRequestIdTwice()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Registering("2023-09-15T09:00+03:00", "repeat: 2")));

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        var sent = _stage.Answers.Of<RegisterJobseekerRequest>().ToList();
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);
    }

    [Fact]
    public async Task Repeat_WhenTheOutcomeDiffers_Fails()
    {
        _stage.Answers.ForgetsRequestIds = true;
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Registering("2023-09-15T09:00+03:00", "repeat: 2")));

        var discrepancy = Assert.Single(result.Steps[0].Discrepancies);
        Assert.Equal("the same request, time 2", discrepancy.What);
    }

    [Fact]
    public async Task Concurrent_WhenCallsWaitForEachOther_AllAreUnderWayTogether()
    {
        _stage.Answers.Together = 3;
        var call = $"{{actor: te-expert, to: {FakeMesh.TeOffice}, call: tyollisyys.mesh.labour.v1.JobseekerService/RegisterJobseeker, request: {{homeMunicipality: '405'}}}}";
        var result = await _stage.PlayTextAsync($"title: Test\nsteps:\n  - at: 2023-09-15T09:00+03:00\n    concurrent:\n      - {call}\n      - {call}\n      - {call}\n");

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        Assert.Equal(3, _stage.Answers.Of<RegisterJobseekerRequest>().Select(r => r.RequestId).Distinct().Count());
    }

    [Fact]
    public async Task Concurrent_WhenOneExpectationFails_TheStepFails()
    {
        var call = $"actor: te-expert, to: {FakeMesh.TeOffice}, call: tyollisyys.mesh.labour.v1.JobseekerService/RegisterJobseeker, request: {{homeMunicipality: '405'}}";
        var result = await _stage.PlayTextAsync($"title: Test\nsteps:\n  - at: 2023-09-15T09:00+03:00\n    concurrent:\n      - {{{call}}}\n      - {{{call}, expect: {{status: ABORTED}}}}\n");

        Assert.Equal(("ABORTED", "OK"), result.Steps[0].Discrepancies.Select(d => (d.Expected, d.Actual)).Single());
    }

    [Fact]
    public async Task Requests_WhenTheMethodStreams_SendsEachWithItsIdAndWeekdays()
    {
        var result = await _stage.PlayTextAsync(Yaml.File(Yaml.Step("2023-11-10T09:00+02:00", "kela.v1.BenefitRegisterService/ImportBenefitPayments",
            Import + "\nexpect: {values: {$.paidDays: 180}}", "kela-payments")));

        Assert.Equal(PlayResult.AllHeld, result.ExitCode);
        var parts = _stage.Answers.Of<ImportBenefitPaymentsRequest>().ToList();
        Assert.True(Guid.TryParse(parts[0].Header.RequestId, out _));
        Assert.Equal(("2023-03-06", "2023-11-10"), (parts[1].Payments.PaidDays[0], parts[1].Payments.PaidDays[^1]));
    }

    [Fact]
    public async Task RequestId_WhenTheAuthorGivesOne_IsKept()
    {
        await _stage.PlayTextAsync(Yaml.File(
            Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker", "request: {requestId: {$uuid: same}, homeMunicipality: '405'}"),
            Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker", "request: {request_id: {$uuid: same}, homeMunicipality: '405'}"),
            Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker", "request: {requestId: '', homeMunicipality: '405'}")));

        var ids = _stage.Answers.Of<RegisterJobseekerRequest>().Select(r => r.RequestId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEmpty(ids[0]);
        Assert.Empty(ids[2]);
    }
}
