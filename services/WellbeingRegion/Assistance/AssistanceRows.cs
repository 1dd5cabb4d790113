namespace Mesh.WellbeingRegion.Assistance;

/// <summary>A notice of Kela about a client, and what Kela's door gave on it. Appended, never changed.</summary>
public sealed class AssistanceNoticeRow
{
    /// <summary>Kela's notice.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>The case it is counted to.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Which threshold it told of: the law asks for more months from 25 on, so one run can reach both.</summary>
    public required string ThresholdCode { get; init; }

    /// <summary>When it was handled, in the mesh's time.</summary>
    public required DateTimeOffset HandledAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What Kela's door gave about a client's months: the bytes that were digested, encrypted. Appended, never changed.</summary>
public sealed class AssistanceAnswerRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "assistance_answer";

    /// <summary>The answer.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The notice it was asked by.</summary>
    public required Guid NoticeId { get; init; }

    /// <summary>Civil date it holds for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The content as it was given, encrypted.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Kela's ledger entry.</summary>
    public required Guid DisclosureId { get; init; }

    /// <summary>When it was known here, in the mesh's time.</summary>
    public required DateTimeOffset KnownFrom { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>An evaluation as it was made, with its evidence. Never changed: later knowledge raises a new one (GEN-KNOW-1).</summary>
public sealed class AssistanceEvaluationRow
{
    /// <summary>Name of the table, part of what encrypted columns are bound to.</summary>
    public const string Table = "assistance_evaluation";

    /// <summary>The evaluation.</summary>
    public required Guid EvaluationId { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Civil date evaluated for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The serialised evaluation, encrypted: every criterion with its value.</summary>
    public required byte[] Evidence { get; init; }

    /// <summary>Kela's answer that the months came with.</summary>
    public required Guid AnswerId { get; init; }

    /// <summary>What the labour authority's door gave (F05), encrypted as it was given; null when it gave nothing.</summary>
    public byte[]? Standing { get; init; }

    /// <summary>The labour authority's ledger entry; null when it gave nothing.</summary>
    public Guid? StandingDisclosureId { get; init; }

    /// <summary>
    /// When the labour authority was asked, by the machine's clock: of two evaluations for one day the one that asked later knows more,
    /// whichever is written first.
    /// </summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who evaluated: the professional's pairwise id, or the handler that did on a notice.</summary>
    public required string EvaluatedBy { get; init; }

    /// <summary>When, in the mesh's time.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>When, by the machine's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
