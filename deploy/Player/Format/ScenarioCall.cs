using Google.Protobuf.Reflection;
using Mesh.Identity;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>One call of a step.</summary>
public sealed class ScenarioCall
{
    /// <summary>Where it stands.</summary>
    public required SourceSpot Spot { get; init; }

    /// <summary>Name of who calls; players.yaml says what is behind it.</summary>
    public required string Actor { get; init; }

    /// <summary>The participation addressed; null is the gateway itself.</summary>
    public required Participation? To { get; init; }

    /// <summary>The method; unary, or with a stream of requests.</summary>
    public required MethodDescriptor Method { get; init; }

    /// <summary>What must hold of the outcome.</summary>
    public required Expectation Expect { get; init; }

    internal IReadOnlyList<YamlNode> Requests { get; init; } = [];

    internal IReadOnlyList<Capture> Captures { get; init; } = [];
}

/// <summary>A value of the answer that later steps of the file use.</summary>
internal sealed record Capture(SourceSpot Spot, string Name, string Path);
