using System.Text;
using Mesh.IdentityProvider.People;
using Mesh.TestKit;
using Mesh.TestKit.Played;

namespace Mesh.EndToEnd.Tests;

[Collection(PlayedMesh.Collection)]
public sealed class JourneyTests(PlayedMesh played, ITestOutputHelper output)
{
    // What the scenarios say of people, what clients are told, and every name and code of the people who could sign in. The names of the
    // participations stand in the directory, so they say nothing of anybody.
    private static readonly IReadOnlyList<string> Personal =
    [
        .. ScenarioTexts.Personal(Path.Combine(AppContext.BaseDirectory, "scenarios"))
            .Except(ScenarioTexts.OfParticipations(SourceTree.At("deploy/participants.json")))
            .Concat(ScenarioTexts.OfMessages(SourceTree.At("services/BuildingBlocks/Mesh.ClientNotices/Texts/texts.json")))
            .Concat(DemoPeople.BuiltIn().All.SelectMany(person => (string?[])[person.Name, person.Code?.Reveal()]).OfType<string>())
            .Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public void Journeys_WhenPlayedFromNothing_AllHold()
    {
        output.WriteLine(played.Output);
        Assert.Equal(0, played.ExitCode);
        Assert.Contains(" held", played.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not played", played.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Trace_WhenKelaImportsADay_IsOneThroughNoticeAndDoorToTheRegion()
    {
        var told = PlayedMesh.Ask(
            played.Folder,
            PlayedMesh.Kela,
            "SELECT trace_id, flow_id FROM flow_journal WHERE step = 'F02 BenefitDayThresholdReached' AND counterpart = '2296962-1/LABOUR_AUTHORITY' ORDER BY entry_id")[0];
        var (trace, flow) = (told[0], told[1]);
        Assert.Equal(32, trace.Length);
        Assert.Contains(trace, Traces(PlayedMesh.TeOffice, flow, "BenefitDayThresholdReached received"));
        Assert.Contains(trace, Traces(PlayedMesh.Kela, flow, "F02 Disclose"));
        Assert.Contains(trace, Traces(PlayedMesh.TeOffice, flow, "F03 PlanInvitationSent"));
        Assert.Contains(trace, Traces(PlayedMesh.Region, flow, "PlanInvitationSent received"));
        Assert.Contains(trace, Traces(PlayedMesh.TeOffice, flow, "F03 Disclose"));

        // The import itself was a span of that trace, exported like every other.
        var exported = Convert.FromHexString(trace);
        Assert.True(played.Spans.AsSpan().IndexOf(exported) >= 0, "The trace was not exported.");
        Assert.True(played.Spans.AsSpan().IndexOf("ImportBenefitPayments"u8) >= 0);
    }

    [Fact]
    public void PersonalData_WhenEverythingWrittenIsSearched_IsInNoForm()
    {
        Assert.NotEmpty(played.Spans);
        Assert.Superset(new HashSet<string> { "140501A902D", "030988-917F", "Elina Sosiaali", "Eetu Koeaho", "040 000 0000", "Tuki Oy" }, Personal.ToHashSet());
        Assert.Contains(Personal, text => text.Contains("Lue suunnitelma ja allekirjoita se", StringComparison.Ordinal));
        var found = new List<string>();
        foreach (var text in Personal)
        {
            found.AddRange(PersonalDataSearch.FormsFound(played.Spans, text).Select(form => $"OTLP: {form} of {text}"));
            found.AddRange(PersonalDataSearch.FormsFound(Encoding.UTF8.GetBytes(played.Output), text).Select(form => $"terminal: {form} of {text}"));
        }

        var files = Directory.GetFiles(played.Folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith(".jsonl", StringComparison.Ordinal) && new FileInfo(file).Length > 0);
        Assert.True(files.Count(file => file.EndsWith(".db", StringComparison.Ordinal)) >= 8);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            found.AddRange(
                from text in Personal
                from form in PersonalDataSearch.FormsFound(bytes, text)
                select $"{Path.GetFileName(file)}: {form} of {text}");
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task SecondStart_WhenJourneysWerePlayed_WorksOnTheExistingData()
    {
        var before = Tally.Of(played.Folder);
        var (exitCode, text) = await LauncherProcess.RunAsync(played.Folder, played.FirstPort, null, "--exit");
        output.WriteLine(text);
        Assert.Equal(0, exitCode);
        Assert.Contains("played earlier", text, StringComparison.Ordinal);
        Assert.Equal(before, Tally.Of(played.Folder));
    }

    private IEnumerable<string> Traces(string slug, string flow, string step) => PlayedMesh
        .Ask(played.Folder, slug, $"SELECT trace_id FROM flow_journal WHERE flow_id = '{flow}' AND step = '{step}'")
        .Select(row => row[0]);
}
