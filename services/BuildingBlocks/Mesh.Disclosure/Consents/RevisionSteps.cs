using Tyollisyys.Mesh.Protos.Consents.V1;

namespace Mesh.Disclosure;

/// <summary>Who acts for or as a client, and when.</summary>
/// <param name="ActedAs">PROFESSIONAL or CLIENT.</param>
/// <param name="ActorId">Pairwise id at this participation.</param>
/// <param name="Assurance">Assurance of the authentication, as a URI.</param>
/// <param name="Time">The mesh's time.</param>
/// <param name="RecordedAt">The machine's time.</param>
public sealed record ConsentActor(string ActedAs, string ActorId, string Assurance, DateTimeOffset Time, DateTimeOffset RecordedAt);

/// <summary>What every further revision has in common.</summary>
internal static class RevisionSteps
{
    /// <summary>The revision with what says how it was given.</summary>
    public static TRevision Given<TRevision>(this TRevision revision, Giving giving)
        where TRevision : ClientActRevision => revision with
        {
            FormId = giving.FormId,
            HowGiven = giving.HowGiven,
            Language = giving.Language,
            TextVersion = giving.TextVersion,
            FormSha256 = giving.EvidenceSha256,
            EvidenceReference = giving.EvidenceReference,
            MandateKind = giving.Mandate?.Kind ?? MandateKind.Unspecified,
            MandatePerson = giving.Mandate?.Person ?? "",
            MandateSource = giving.Mandate?.Source ?? "",
            MandateReference = giving.Mandate?.Reference ?? "",
        };

    /// <summary>The next revision of a history, not yet sealed. Without a giving the client acts in the service, on the text read at first.</summary>
    public static TRevision Next<TRevision>(this TRevision latest, Giving? giving, ConsentActor actor)
        where TRevision : ClientActRevision => (latest with
        {
            Revision = latest.Revision + 1,
            ActedAs = actor.ActedAs,
            ActorId = actor.ActorId,
            ActorAssurance = actor.Assurance,
            Time = actor.Time,
            RecordedAt = actor.RecordedAt,
            PreviousSha256 = latest.Sha256,
        }).Given(giving ?? new Giving(HowGiven.InService, latest.Language, latest.TextVersion, latest.FormSha256) { FormId = latest.FormId });
}
