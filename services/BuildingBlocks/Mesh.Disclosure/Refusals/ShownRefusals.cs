using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Refusals as their client and the holder's professionals see them: pure, from revisions.</summary>
internal static class ShownRefusals
{
    /// <summary>The refusals, newest first by their first revision.</summary>
    public static IEnumerable<Refusal> Of(IEnumerable<RefusalRevision> revisions) => revisions
        .GroupBy(revision => revision.RefusalId)
        .Select(history => history.OrderBy(revision => revision.Revision).ToList())
        .OrderByDescending(history => history[0].Time).ThenByDescending(history => history[0].RefusalId)
        .Select(Show);

    private static Refusal Show(List<RefusalRevision> history)
    {
        var state = RefusalHistory.StateOf(history);
        return new Refusal
        {
            RefusalId = state.RefusalId.ToString(),
            Revision = state.Revision,
            Recipient = state.Recipient?.ToString() ?? "",
            Purposes = { state.Purposes },
            Categories = { state.Categories },
            BarsFrom = state.From.ToTimestamp(),
            Standing = state.Lifted ? RefusalStanding.Lifted : RefusalStanding.InForce,
            History = { history.Select(Show) },
        };
    }

    private static RefusalStep Show(RefusalRevision revision) => new()
    {
        Revision = revision.Revision,
        Kind = revision.Act switch
        {
            RefusalAct.Refused => RefusalStepKind.Refused,
            RefusalAct.Lifted => RefusalStepKind.Lifted,
            _ => throw new InvalidOperationException("A revision says something that clients are not told."),
        },
        ActedAs = revision.ActedAs,
        Assurance = revision.ActorAssurance,
        Time = revision.Time.ToTimestamp(),
        RecordedAt = revision.RecordedAt.ToTimestamp(),
        HowGiven = revision.HowGiven,
        Language = revision.Language,
        TextVersion = revision.TextVersion,
        EvidenceReference = revision.EvidenceReference,
        Mandate = ShownConsents.MandateOf(revision),
        Sha256 = ByteString.CopyFrom(revision.Sha256),
    };
}
