namespace Mesh.Player.Tests;

public sealed class ScenarioFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-player-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_WhenAFileHasSeveralFaults_NamesEachWithLineAndColumn()
    {
        var faults = Faults("""
            title: Test
            colour: blue
            vars: {client: 140501A902D}
            steps:
              - at: 2023-11-10 09:00
                actor: te-expert
                to: Kela
                call: tyollisyys.mesh.labour.EligibilityService/EvaluateEligibility
              - actor: te-expert
                to: gateway
                call: tyollisyys.mesh.labour.v1.EligibilityService/EvaluateEligibility
                request: {jobseeker: x, asOf: 5}
                capture: {evaluation: $.evaluation.evaluationIdentifier}
                expect: {status: FINE, values: {"$.evaluation[": 1}}
              - at: 2023-11-11T09:00+02:00
                actor: te-expert
                to: gateway
                call: tyollisyys.mesh.labour.v1.EligibilityService/EvaluateEligibility
                request: {jobseekerId: '${nobody}'}
                repeat: 0
            """);

        Assert.Equal(
            ["2:1", "5:9", "7:9", "8:11", "9:5", "12:15", "12:35", "13:27", "14:22", "14:37", "19:28", "20:13"],
            faults.Select(fault => $"{fault.Spot.Line}:{fault.Spot.Column}"));
        Assert.All(faults, fault => Assert.EndsWith("bad.yaml", fault.Spot.File, StringComparison.Ordinal));
        Assert.Contains("tyollisyys.mesh.labour.v1.EligibilityService/EvaluateEligibility", faults[3].Text, StringComparison.Ordinal);
        Assert.Contains("jobseekerId", faults[5].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenDatesGoBackwards_NamesTheLine()
    {
        var faults = Faults(Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00"), Yaml.Evaluating("2023-11-10T09:00+03:00")));

        var fault = Assert.Single(faults);
        Assert.Contains("only moves forward", fault.Text, StringComparison.Ordinal);
        Assert.Equal(10, fault.Spot.Line);
    }

    [Theory]
    [InlineData("steps: [", "")]
    [InlineData("title: A\ntitle: B\nsteps: []", "")]
    [InlineData("- a", "mapping")]
    [InlineData("", "One YAML document")]
    public void Read_WhenTheTextIsNoScenario_GivesAPlaceNotAnException(string yaml, string text) =>
        Assert.Contains(text, Assert.Single(Faults(yaml)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("request: {jobseekerId: [a]}", "'jobseekerId'")]
    [InlineData("requests: [{jobseekerId: a}]", "takes one request")]
    [InlineData("request: {jobseekerId: {$today: 1}}", "no function")]
    [InlineData("expect: {reason: NO_BASIS}", "belong to a refusal")]
    [InlineData("expect: {metadata: {missing: SOCIAL_CARE}}", "belong to a refusal")]
    [InlineData("expect: {status: ABORTED, metadata: {missing: [SOCIAL_CARE]}}", "A text is expected")]
    [InlineData("expect: {status: ABORTED, values: {$.evaluation.asOf: 1}}", "no values")]
    [InlineData("expect: {values: {$.evaluation.asOf: {$count: many}}}", "a number is expected")]
    [InlineData("expect: {flow: {id: f, steps: [{step: F03 A, road: AIR}]}}", "no road")]
    public void Read_WhenACallCannotBeMadeSo_SaysWhy(string more, string text)
    {
        var yaml = Yaml.File(Yaml.Step("2023-11-10T09:00+02:00", "labour.v1.EligibilityService/EvaluateEligibility", more));

        Assert.Contains(text, Assert.Single(Faults(yaml)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenAWritingMethodIsAwaited_IsRefused()
    {
        var faults = Faults(Yaml.File(Yaml.Registering("2023-11-10T09:00+02:00", "expect: {eventually: true}")));

        Assert.Contains("writes", Assert.Single(faults).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenAStreamGetsOneRequest_IsRefused()
    {
        var faults = Faults(Yaml.File(Yaml.Step("2023-11-10T09:00+02:00", "kela.v1.BenefitRegisterService/ImportBenefitPayments", "request: {header: {}}")));

        Assert.Contains("takes a stream", Assert.Single(faults).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenAValueInsideANestedMessageIsWrong_NamesThatValue()
    {
        var faults = Faults(Yaml.File(Yaml.Step("2023-11-10T09:00+02:00", "kela.v1.BenefitRegisterService/ImportBenefitPayments",
            "requests:\n  - payments: {benefit: BENEFIT_UNKNOWN, paidDays: [2023-11-10, 7], homeMunicipality: 405}")));

        Assert.Equal([9, 9, 9], faults.Select(fault => fault.Spot.Line));
        Assert.Equal(["'benefit'", "'paidDays'", "'homeMunicipality'"], faults.Select(fault => fault.Text.Split(' ')[0]));
    }

    [Fact]
    public void Read_WhenTheFileIsMissingOrNamedTwice_IsAFault()
    {
        var path = Write("a.yaml", Yaml.File(Yaml.Evaluating("2023-11-10T09:00+02:00")));
        var read = ScenarioFiles.Read([path, path, path + ".none"]);

        Assert.Equal(2, read.Faults.Count);
    }

    [Fact]
    public void ReadPlayers_WhenSeveralActorsAreWrong_NamesEach()
    {
        var path = Write("players.yaml", "clockSystem: clock\nactors:\n  a: {kind: ghost}\n  b: {kind: person}\n  c: {kind: participant, participation: 1-1/X}\n");
        var players = PlayersFile.Read(path, out var faults);

        Assert.Null(players);
        Assert.Equal([3, 4, 5], faults.Select(fault => fault.Spot.Line));
    }

    private IReadOnlyList<ScenarioFault> Faults(string yaml) => ScenarioFiles.Read([Write("bad.yaml", yaml)]).Faults;

    private string Write(string name, string yaml)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, yaml);
        return path;
    }
}
