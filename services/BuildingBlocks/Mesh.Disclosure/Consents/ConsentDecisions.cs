using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What the client consents to, as on the form that was signed (CON-2).</summary>
/// <param name="SubjectId">The client.</param>
/// <param name="Recipient">Who may receive.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Categories">Which categories.</param>
/// <param name="ValidFrom">First valid day.</param>
/// <param name="ValidThrough">Last valid day.</param>
/// <param name="Giving">How it was given.</param>
public sealed record ConsentForm(
    Guid SubjectId,
    ConsentRecipient Recipient,
    Purpose Purpose,
    IReadOnlyList<DataCategory> Categories,
    DateOnly ValidFrom,
    DateOnly ValidThrough,
    Giving Giving);

/// <summary>Who acts on a consent, and when.</summary>
/// <param name="ActedAs">PROFESSIONAL or CLIENT.</param>
/// <param name="ActorId">Pairwise id at this participation.</param>
/// <param name="Assurance">Assurance of the authentication, as a URI.</param>
/// <param name="Time">The mesh's time.</param>
/// <param name="RecordedAt">The machine's time.</param>
public sealed record ConsentActor(string ActedAs, string ActorId, string Assurance, DateTimeOffset Time, DateTimeOffset RecordedAt);

/// <summary>What became of a withdrawal.</summary>
public abstract record WithdrawalOutcome
{
    private WithdrawalOutcome()
    {
    }

    /// <summary>The revision that says withdrawn, to be stored.</summary>
    public sealed record Withdrawn(ConsentRevision Revision) : WithdrawalOutcome;

    /// <summary>There is no such consent of this person.</summary>
    public sealed record NoneOfTheirs : WithdrawalOutcome;

    /// <summary>It has been withdrawn already, or its last day has passed: nothing rests on it.</summary>
    public sealed record NotOpen : WithdrawalOutcome;
}

/// <summary>Registering and withdrawing, as pure decisions.</summary>
public static class ConsentDecisions
{
    /// <summary>The first revision.</summary>
    public static ConsentRevision Register(Guid consentId, ConsentForm form, ConsentActor actor) => RevisionHash.Seal(new ConsentRevision
    {
        ConsentId = consentId,
        Revision = 1,
        Act = ConsentAct.Registered,
        SubjectId = form.SubjectId,
        Recipient = form.Recipient.ToString()!,
        Purpose = form.Purpose,
        Categories = WireNames.Of(form.Categories),
        ValidFrom = form.ValidFrom,
        ValidThrough = form.ValidThrough,
        FormId = form.Giving.FormId,
        HowGiven = form.Giving.HowGiven,
        Language = form.Giving.Language,
        TextVersion = form.Giving.TextVersion,
        FormSha256 = form.Giving.EvidenceSha256,
        EvidenceReference = form.Giving.EvidenceReference,
        MandateKind = form.Giving.Mandate?.Kind ?? MandateKind.Unspecified,
        MandatePerson = form.Giving.Mandate?.Person ?? "",
        MandateSource = form.Giving.Mandate?.Source ?? "",
        MandateReference = form.Giving.Mandate?.Reference ?? "",
        ActedAs = actor.ActedAs,
        ActorId = actor.ActorId,
        ActorAssurance = actor.Assurance,
        Time = actor.Time,
        RecordedAt = actor.RecordedAt,
        PreviousSha256 = RevisionHash.Start,
    });

    /// <summary>Withdraws, if there is something to withdraw. A consent not yet valid is withdrawn like a valid one.</summary>
    /// <param name="subjectId">Who withdraws: his own only.</param>
    /// <param name="history">The consent's revisions, as far as there are any.</param>
    /// <param name="actor">Who acts.</param>
    public static WithdrawalOutcome Withdraw(Guid subjectId, IReadOnlyList<ConsentRevision> history, ConsentActor actor)
    {
        var latest = history.MaxBy(revision => revision.Revision);
        if (latest is null || latest.SubjectId != subjectId)
        {
            return new WithdrawalOutcome.NoneOfTheirs();
        }

        var state = ConsentHistory.StateOf(history);
        return state.Withdrawn || actor.Time >= state.Validity.To
            ? new WithdrawalOutcome.NotOpen()
            : new WithdrawalOutcome.Withdrawn(RevisionHash.Seal(latest with
            {
                Revision = latest.Revision + 1,
                Act = ConsentAct.Withdrawn,
                HowGiven = HowGiven.InService,
                EvidenceReference = "",
                MandateKind = MandateKind.Unspecified,
                MandatePerson = "",
                MandateSource = "",
                MandateReference = "",
                ActedAs = actor.ActedAs,
                ActorId = actor.ActorId,
                ActorAssurance = actor.Assurance,
                Time = actor.Time,
                RecordedAt = actor.RecordedAt,
                PreviousSha256 = latest.Sha256,
            }));
    }
}
