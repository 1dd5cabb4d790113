using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using Tyollisyys.Mesh.Protos.Flows.V1;

namespace Mesh.Player.Tests;

public sealed class PrintingTests : IAsyncLifetime
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private readonly StringWriter _text = new();
    private Stage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await Stage.SetAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Print_WhenAStepFailed_ShowsPlaceExpectedActualStatusAndTrace()
    {
        var path = _stage.Write("scenario.yaml", Yaml.File(Yaml.Step("2023-09-15T09:00+03:00", "labour.v1.JobseekerService/RegisterJobseeker")));
        var result = await PlayPrinter.WatchAsync(Console(), progress =>
            new ScenarioPlayer(_stage.Mesh, _stage.Log, _stage.Settings, _stage.Time).PlayAsync([path], progress, TestContext.Current.CancellationToken));
        PlayPrinter.Print(Console(), result);

        var shown = _text.ToString();
        Assert.Contains($"{path}:4:5: JobseekerService/RegisterJobseeker (te-expert, 2023-09-15 09:00)", shown, StringComparison.Ordinal);
        Assert.Contains("    expected  OK\n    actual    INVALID_ARGUMENT INVALID_REQUEST, violations [home_municipality, client_group]", shown, StringComparison.Ordinal);
        Assert.Contains($"status INVALID_ARGUMENT, reason INVALID_REQUEST, trace {result.Steps[0].TraceId}", shown, StringComparison.Ordinal);
        Assert.Contains("failed         2023-09-15 09:00  te-expert", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void PrintSwimlane_WhenTheConsoleIsNoTerminal_WritesOneUnbrokenLineForEachEntry()
    {
        new SwimlanePrinter(Console(), new Dictionary<string, string> { [FakeMesh.TeOffice] = "Kaakkois-Suomen TE-toimisto" })
            .Print("Flow", Flow());

        var lines = _text.ToString().Split('\n');
        Assert.StartsWith("when", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^13\.11\.2023 10:30 +Kaakkois-Suomen TE-toimisto +→ 3221308-6/SOCIAL_CARE +notice +F03 PlanInvitationSent +OK +0af76519$", lines[2]);
        Assert.Contains($"trace 0af76519 = {Trace}", lines);
        Assert.Contains("not reached, what it knows is missing: 0246246-0/SOCIAL_INSURANCE: UNAVAILABLE", lines);
        Assert.DoesNotContain("140501A902D", _text.ToString(), StringComparison.Ordinal);
        Assert.Contains("******-****", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PrintSwimlane_WhenTheConsoleIsATerminal_DrawsATable()
    {
        new SwimlanePrinter(Terminal(), new Dictionary<string, string>()).Print("Flow", Flow());

        Assert.Contains("╭", _text.ToString(), StringComparison.Ordinal);
        Assert.Contains("F03 PlanInvitationSent", _text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_WhenTheConsoleIsATerminal_ShowsABarForTheFile()
    {
        var path = _stage.Write("scenario.yaml", Yaml.File(Yaml.Evaluating("2023-09-15T09:00+03:00")).Replace("title: Test", "title: '[odd] title'", StringComparison.Ordinal));
        var result = await PlayPrinter.WatchAsync(Terminal(), progress =>
            new ScenarioPlayer(_stage.Mesh, _stage.Log, _stage.Settings, _stage.Time).PlayAsync([path], progress, TestContext.Current.CancellationToken));
        PlayPrinter.Print(Terminal(), result);

        Assert.Contains("100%", _text.ToString(), StringComparison.Ordinal);
        Assert.Contains("Steps: 1 held", _text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code 140501A902D here", "code ******-**** here")]
    [InlineData("\"030988-917F\",110290X9342", "\"******-****\",******-****")]
    [InlineData("0246246-0/SOCIAL_INSURANCE 2023-11-10 0190a5e0-0000-7000-8000-140501a90291", "0246246-0/SOCIAL_INSURANCE 2023-11-10 0190a5e0-0000-7000-8000-140501a90291")]
    public void Mask_WhenATextHoldsWhatLooksLikeACode_HidesOnlyThat(string text, string masked) =>
        Assert.Equal(masked, IdentityCodeMask.Mask(text));

    private static GetFlowResponse Flow() => new()
    {
        Entries =
        {
            new JournalEntry
            {
                Step = "F03 PlanInvitationSent", Participant = FakeMesh.TeOffice, Counterpart = "3221308-6/SOCIAL_CARE", Road = Road.Notice, Outcome = "OK",
                TraceId = Trace, Time = Timestamp.FromDateTimeOffset(new(2023, 11, 13, 8, 30, 0, TimeSpan.Zero)),
            },
            new JournalEntry { Step = "F03 Disclose", Participant = "3221308-6/SOCIAL_CARE", Road = Road.Disclosure, Outcome = "140501A902D", TraceId = Trace },
        },
        Unreachable = { new UnreachableParticipant { Participant = "0246246-0/SOCIAL_INSURANCE", Reason = "UNAVAILABLE" } },
    };

    private IAnsiConsole Console() => AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(_text), Interactive = InteractionSupport.No, Ansi = AnsiSupport.No });

    private IAnsiConsole Terminal()
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(_text), Interactive = InteractionSupport.Yes, Ansi = AnsiSupport.Yes });
        console.Profile.Width = 200;
        return console;
    }
}
