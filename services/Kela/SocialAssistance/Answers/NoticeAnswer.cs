using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.SocialAssistance;

/// <summary>A region's answer to a notice of prolonged assistance (F01a), and which of two holds.</summary>
/// <param name="State">What became of the notice.</param>
/// <param name="ReasonCode">Why, when no plan is needed; else null.</param>
/// <param name="At">When it came about, by the region's telling.</param>
internal sealed record NoticeAnswer(AssistanceNoticeState State, string? ReasonCode, DateTimeOffset At)
{
    /// <summary>The state of a code of the notice; null when it is none that a region may tell.</summary>
    public static AssistanceNoticeState? StateOf(string code) => code switch
    {
        "RECEIVED" => AssistanceNoticeState.Received,
        "CASE_OPENED" => AssistanceNoticeState.CaseOpened,
        "HANDED_TO_LABOUR_AUTHORITY" => AssistanceNoticeState.HandedToLabourAuthority,
        "NOT_NEEDED" => AssistanceNoticeState.NotNeeded,
        _ => null,
    };

    /// <summary>
    /// Whether this answer takes the place of what is known. Answers come in any order: "received" says nothing beside a later state,
    /// of others the one that came about later holds, and within one moment the one further on.
    /// </summary>
    public bool Supersedes(AssistanceNoticeState known, DateTimeOffset? knownAt) => knownAt is not { } earlier || Rank(State, At).CompareTo(Rank(known, earlier)) > 0;

    private static (bool IsMore, DateTimeOffset At, AssistanceNoticeState State) Rank(AssistanceNoticeState state, DateTimeOffset at) =>
        (state > AssistanceNoticeState.Received, at, state);
}
