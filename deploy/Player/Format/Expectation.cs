using Grpc.Core;
using YamlDotNet.RepresentationModel;

namespace Mesh.Player;

/// <summary>What must hold of a call's outcome. What is not said is not looked at, but for the status, which is OK unless said.</summary>
public sealed class Expectation
{
    /// <summary>gRPC status.</summary>
    public StatusCode Status { get; init; } = StatusCode.OK;

    /// <summary>google.rpc.ErrorInfo.reason; null when not looked at.</summary>
    public string? Reason { get; init; }

    /// <summary>Fields of google.rpc.BadRequest, all and no others; null when not looked at.</summary>
    public IReadOnlyList<string>? Violations { get; init; }

    /// <summary>Entries of google.rpc.ErrorInfo.metadata, others beside them allowed; none when not looked at.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the call is made again until everything holds, within the bound of <see cref="PlaySettings"/>.</summary>
    public bool Eventually { get; init; }

    /// <summary>Where it stands.</summary>
    public required SourceSpot Spot { get; init; }

    internal IReadOnlyList<ExpectedValue> Values { get; init; } = [];

    internal ExpectedFlow? Flow { get; init; }
}

/// <summary>A value that a JSONPath selects in the answer.</summary>
internal sealed record ExpectedValue(SourceSpot Spot, string Path, YamlNode Expected);

/// <summary>Steps that stand in a flow's journal in this order, others between them allowed.</summary>
internal sealed record ExpectedFlow(SourceSpot Spot, YamlNode Id, IReadOnlyList<ExpectedFlowStep> Steps);

/// <summary>A journal row; what is null is not looked at.</summary>
internal sealed record ExpectedFlowStep(SourceSpot Spot, string Step, string? Participant, string? Counterpart, string? Road, string? Outcome)
{
    public override string ToString() => string.Join(", ", new[]
    {
        Step,
        Participant is null ? null : $"by {Participant}",
        Counterpart is null ? null : $"with {Counterpart}",
        Road is null ? null : $"road {Road}",
        Outcome is null ? null : $"outcome {Outcome}",
    }.OfType<string>());
}
