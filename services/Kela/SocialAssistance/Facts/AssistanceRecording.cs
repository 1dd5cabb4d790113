namespace Mesh.Kela.SocialAssistance;

/// <summary>One accepted request of decisions; its facts name it.</summary>
public sealed class AssistanceRecording
{
    /// <summary>The recording.</summary>
    public required Guid RecordingId { get; init; }

    /// <summary>Which of Kela's systems sent it, by the name in its certificate.</summary>
    public required string SystemName { get; init; }

    /// <summary>When it became known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When it was written, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
