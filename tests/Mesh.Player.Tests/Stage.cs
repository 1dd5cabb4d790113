using Mesh.Identity;

namespace Mesh.Player.Tests;

/// <summary>A folder with scenario files, a play log in it, and a player on a fake mesh.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-player-");

    private Stage(FakeMesh mesh) => Mesh = mesh;

    public FakeMesh Mesh { get; }

    public FakeAnswers Answers => Mesh.Answers;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public PlaySettings Settings { get; set; } = new() { Clocks = [Participation(FakeMesh.TeOffice)], CallDeadline = TimeSpan.FromSeconds(5) };

    public FilePlayLog Log => new(LogFile);

    public string LogFile => Path.Combine(_folder.FullName, "play.log");

    public static async Task<Stage> SetAsync() => new(await FakeMesh.StartAsync());

    public static Participation Participation(string text) =>
        Identity.Participation.TryParse(text, out var participation) ? participation : throw new FormatException(text);

    public string Write(string name, string yaml)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, yaml);
        return path;
    }

    public Task<PlayResult> PlayAsync(params IReadOnlyList<string> paths) => PlayAsync(Log, paths);

    public Task<PlayResult> PlayAsync(IPlayLog log, params IReadOnlyList<string> paths) =>
        new ScenarioPlayer(Mesh, log, Settings, Time).PlayAsync(paths, new SilentProgress(), TestContext.Current.CancellationToken);

    public Task<PlayResult> PlayTextAsync(string yaml) => PlayAsync(Write("scenario.yaml", yaml));

    public async ValueTask DisposeAsync()
    {
        await Mesh.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>Pieces of scenarios that several tests use.</summary>
internal static class Yaml
{
    /// <summary>A file of the given steps.</summary>
    public static string File(params IEnumerable<string> steps) =>
        "title: Test\nvars: {client: 140501A902D}\nsteps:\n" + string.Concat(steps);

    public static string Step(string at, string call, string more = "", string actor = "te-expert") =>
        $"""
          - at: {at}
            actor: {actor}
            to: {FakeMesh.TeOffice}
            call: tyollisyys.mesh.{call}
        {Indent(more)}

        """;

    public static string Registering(string at, string more = "") => Step(at, "labour.v1.JobseekerService/RegisterJobseeker",
        "request: {personalIdentityCode: '${client}', homeMunicipality: '405', clientGroup: GENERAL, validFrom: 2023-03-06}\n" + more);

    public static string Evaluating(string at, string more = "") => Step(at, "labour.v1.EligibilityService/EvaluateEligibility",
        "request: {jobseekerId: x}\n" + more);

    private static string Indent(string text) => string.Join('\n', text.Split('\n').Select(line => "    " + line));
}
