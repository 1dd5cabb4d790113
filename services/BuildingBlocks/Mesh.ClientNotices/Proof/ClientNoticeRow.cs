using Tyollisyys.Mesh.Protos.ClientNotices.V1;

namespace Mesh.ClientNotices;

/// <summary>
/// A message to a client (F33): ids, codes and dates. Its words come from its kind; there is no free text and no identity code here.
/// </summary>
public sealed class ClientNoticeRow
{
    /// <summary>The message, UUIDv7; also its external id at a channel, which makes sending it again harmless.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>To whom, as the holder's subjects are numbered.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What it is about.</summary>
    public required ClientNoticeKind Kind { get; init; }

    /// <summary>The sender's case; null when it is about none.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Civil date by which something is to be done; null when there is none.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What it refers to at the sender, as an id or code.</summary>
    public required string Reference { get; init; }

    /// <summary>The flow it belongs to.</summary>
    public required Guid FlowId { get; init; }

    /// <summary>When the act was that it tells of, in the mesh's time.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How far it has come; always the state of its last step.</summary>
    public required ServiceState State { get; set; }

    /// <summary>Number of its steps.</summary>
    public required int Steps { get; set; }

    /// <summary>Attempts at delivering it that were begun, also one whose end was never seen.</summary>
    public int Attempts { get; set; }

    /// <summary>Not to be tried before, by the machine's clock. An attempt moves it first, so that no other dispatcher tries at once.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>Why the last attempt failed, as a code; null when none did.</summary>
    public string? LastFailure { get; set; }
}

/// <summary>A step of the proof of service (todisteellinen tiedoksianto). Append-only.</summary>
public sealed class ServiceStepRow
{
    /// <summary>The message.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>The state reached.</summary>
    public required ServiceState State { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Through which channel; empty while queued.</summary>
    public required string Channel { get; init; }

    /// <summary>When it happened by the channel's own word; null when it says nothing of its own.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>The channel's id of the message; null when it gives none.</summary>
    public string? ChannelReference { get; init; }

    /// <summary>Why it failed, as a code; null otherwise.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Civil date a letter was posted; null otherwise.</summary>
    public DateOnly? PostedOn { get; init; }
}

/// <summary>How far a channel's receipts have been read.</summary>
internal sealed class ReceiptCursorRow
{
    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's own token of where to go on.</summary>
    public required string Token { get; set; }
}
