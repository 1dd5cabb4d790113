using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>Consents as their client and the holder's professionals see them: pure, from revisions and the moment.</summary>
internal static class ShownConsents
{
    /// <summary>The consents, newest first by their first revision.</summary>
    public static IEnumerable<Consent> Of(IEnumerable<ConsentRevision> revisions, DateTimeOffset now, bool toProfessional) => revisions
        .GroupBy(revision => revision.ConsentId)
        .Select(history => history.OrderBy(revision => revision.Revision).ToList())
        .OrderByDescending(history => history[0].Time).ThenByDescending(history => history[0].ConsentId)
        .Select(history => Show(history, now, toProfessional));

    private static Consent Show(List<ConsentRevision> history, DateTimeOffset now, bool toProfessional)
    {
        var (first, latest) = (history[0], history[^1]);
        var state = ConsentHistory.StateOf(history);
        var shown = new Consent
        {
            ConsentId = latest.ConsentId.ToString(),
            Revision = latest.Revision,
            Purpose = latest.Purpose,
            Categories = { WireNames.Read<DataCategory>(latest.Categories) },
            ValidFrom = WireDate.Write(latest.ValidFrom),
            ValidThrough = WireDate.Write(latest.ValidThrough),
            Language = first.Language,
            TextVersion = first.TextVersion,
            Standing = StandingOf(state, now),
            History = { history.Select(revision => Show(revision, toProfessional)) },
        };
        switch (state.Recipient)
        {
            case ConsentRecipient.Named named:
                shown.Recipient = named.ToString();
                break;
            case ConsentRecipient.RoleOfArea area:
                shown.AreaRecipient = new AreaRecipient { Role = area.Role.WireCode(), Municipality = area.Municipality };
                break;
            case ConsentRecipient.SupportPerson person:
                shown.SupportPerson = new SupportPersonRecipient { Person = person.Person, CaseId = person.CaseId.ToString() };
                break;
        }

        return shown;
    }

    private static ConsentStanding StandingOf(ConsentState state, DateTimeOffset now) => state switch
    {
        { Withdrawn: true } => ConsentStanding.Withdrawn,
        _ when now < state.Validity.From => ConsentStanding.NotYetValid,
        _ when state.Validity.Contains(now) => ConsentStanding.Valid,
        _ => ConsentStanding.Expired,
    };

    private static ConsentStep Show(ConsentRevision revision, bool toProfessional) => new()
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
        HowGiven = revision.HowGiven,
        EvidenceReference = revision.EvidenceReference,
        EvidenceSha256 = ByteString.CopyFrom(revision.FormSha256),
        FormId = revision.FormId?.ToString() ?? "",
        Mandate = MandateOf(revision),
        Categories = { WireNames.Read<DataCategory>(revision.Categories) },
        ValidThrough = WireDate.Write(revision.ValidThrough),
        Sha256 = ByteString.CopyFrom(revision.Sha256),
        RegisteredBy = toProfessional && revision.ActedAs == ClientActs.Professional ? revision.ActorId : "",
    };

    /// <summary>The mandate that a revision names; null when the client acted in person.</summary>
    public static Tyollisyys.Mesh.Protos.Consents.V1.Mandate? MandateOf(ClientActRevision revision) =>
        revision.MandateKind == MandateKind.Unspecified
            ? null
            : new Tyollisyys.Mesh.Protos.Consents.V1.Mandate
            {
                Kind = revision.MandateKind,
                Person = revision.MandatePerson,
                Source = revision.MandateSource,
                Reference = revision.MandateReference,
            };
}
