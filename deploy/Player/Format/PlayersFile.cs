using Mesh.Identity;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>What is behind an actor's name.</summary>
public abstract record ActorSource
{
    private ActorSource()
    {
    }

    /// <summary>A participation's own system, with its certificate, straight to an endpoint.</summary>
    public sealed record OwnSystem(Participation Participation, string System) : ActorSource;

    /// <summary>A participation with its certificate, straight to another's endpoint.</summary>
    public sealed record Peer(Participation Participation) : ActorSource;

    /// <summary>A person with a token, through the gateway. An operator is a person whom services and gateway know as one.</summary>
    public sealed record Person(string Persona) : ActorSource;
}

/// <summary>players.yaml: who stands behind each actor, and which own system moves the clocks.</summary>
public sealed class PlayersFile
{
    /// <summary>By actor's name.</summary>
    public required IReadOnlyDictionary<string, ActorSource> Actors { get; init; }

    /// <summary>Name of the own system that moves the clock of each participation.</summary>
    public required string ClockSystem { get; init; }

    /// <summary>Reads the file; every fault lands in the list, and then there is no file.</summary>
    public static PlayersFile? Read(string path, out IReadOnlyList<ScenarioFault> faults)
    {
        var list = new FaultList(path);
        var file = ScenarioFiles.TextOf(path, list) is { } text && YamlText.Parse(text, list) is { } root ? Read(root, list) : null;
        faults = list.All;
        return list.Any ? null : file;
    }

    private static PlayersFile? Read(YamlNode root, FaultList faults)
    {
        if (CheckedMap.Of(root, "players.yaml", faults) is not { } map)
        {
            return null;
        }

        var clock = map.RequireText("clockSystem");
        map.Require("actors");
        var actors = new Dictionary<string, ActorSource>(StringComparer.Ordinal);
        foreach (var (key, value) in map.FindMap("actors")?.OwnPairs() ?? [])
        {
            if (CheckedMap.Of(value, $"'{key.Value}'", faults) is { } actor && ReadSource(actor, faults) is { } source)
            {
                actors[key.Value!] = source;
            }
        }

        map.RefuseOthers("players.yaml");
        return clock is null ? null : new() { Actors = actors, ClockSystem = clock };
    }

    private static ActorSource? ReadSource(CheckedMap map, FaultList faults)
    {
        var kind = map.RequireText("kind");
        ActorSource? source = null;
        switch (kind)
        {
            case "own-system":
                var (owner, system) = (ReadParticipation(map, faults), map.RequireText("system"));
                source = owner is { } o && system is not null ? new ActorSource.OwnSystem(o, system) : null;
                break;
            case "participant":
                source = ReadParticipation(map, faults) is { } peer ? new ActorSource.Peer(peer) : null;
                break;
            case "person" or "operator":
                source = map.RequireText("persona") is { } persona ? new ActorSource.Person(persona) : null;
                break;
            case not null:
                faults.Add(map.Find("kind")!, $"'{kind}' is no kind of actor. There are: own-system, participant, person, operator.");
                return null;
        }

        map.RefuseOthers("an actor");
        return source;
    }

    private static Participation? ReadParticipation(CheckedMap map, FaultList faults)
    {
        if (map.RequireText("participation") is not { } text)
        {
            return null;
        }

        if (Participation.TryParse(text, out var participation))
        {
            return participation;
        }

        faults.Add(map.Find("participation")!, "A participation is expected, for example 0246246-0/SOCIAL_INSURANCE.");
        return null;
    }
}
