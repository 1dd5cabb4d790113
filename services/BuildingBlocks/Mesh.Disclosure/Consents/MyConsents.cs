using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Contracts;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Consents as their client sees them: pure, from revisions and the moment.</summary>
internal static class MyConsents
{
    /// <summary>The consents, newest first by their first revision.</summary>
    public static IEnumerable<Consent> Of(IEnumerable<ConsentRevision> revisions, DateTimeOffset now) => revisions
        .GroupBy(revision => revision.ConsentId)
        .Select(history => history.OrderBy(revision => revision.Revision).ToList())
        .OrderByDescending(history => history[0].Time).ThenByDescending(history => history[0].ConsentId)
        .Select(history => Show(history, now));

    private static Consent Show(List<ConsentRevision> history, DateTimeOffset now)
    {
        var latest = history[^1];
        return new Consent
        {
            ConsentId = latest.ConsentId.ToString(),
            Revision = latest.Revision,
            Recipient = latest.Recipient,
            Purpose = latest.Purpose,
            Categories = { WireNames.Read<DataCategory>(latest.Categories) },
            ValidFrom = WireDate.Write(latest.ValidFrom),
            ValidThrough = WireDate.Write(latest.ValidThrough),
            Language = latest.Language,
            TextVersion = latest.TextVersion,
            Standing = StandingOf(ConsentHistory.StateOf(history), now),
            History = { history.Select(Show) },
        };
    }

    private static ConsentStanding StandingOf(ConsentState state, DateTimeOffset now) => state switch
    {
        { Withdrawn: true } => ConsentStanding.Withdrawn,
        _ when now < state.Validity.From => ConsentStanding.NotYetValid,
        _ when state.Validity.Contains(now) => ConsentStanding.Valid,
        _ => ConsentStanding.Expired,
    };

    private static ConsentStep Show(ConsentRevision revision) => new()
    {
        Revision = revision.Revision,
        Kind = revision.Act switch
        {
            ConsentAct.Registered => ConsentStepKind.Registered,
            ConsentAct.Withdrawn => ConsentStepKind.Withdrawn,
            ConsentAct.Narrowed => ConsentStepKind.Narrowed,
            _ => throw new InvalidOperationException("A revision says something that clients are not told."),
        },
        ActedAs = revision.ActedAs,
        Assurance = revision.ActorAssurance,
        Time = revision.Time.ToTimestamp(),
        RecordedAt = revision.RecordedAt.ToTimestamp(),
    };
}
