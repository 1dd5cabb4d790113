using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>What the client refuses.</summary>
/// <param name="SubjectId">The client.</param>
/// <param name="Recipient">Who may receive nothing by consent; null for anybody.</param>
/// <param name="Purposes">For what; empty for anything.</param>
/// <param name="Categories">Which categories; empty for all.</param>
/// <param name="Giving">How it was given.</param>
public sealed record RefusalForm(
    Guid SubjectId, Participation? Recipient, IReadOnlyList<Purpose> Purposes, IReadOnlyList<DataCategory> Categories, Giving Giving);

/// <summary>What became of lifting a refusal.</summary>
public abstract record LiftingOutcome
{
    private LiftingOutcome()
    {
    }

    /// <summary>The revision that says lifted, to be stored.</summary>
    public sealed record Lifted(RefusalRevision Revision) : LiftingOutcome;

    /// <summary>There is no such refusal of this person.</summary>
    public sealed record NoneOfTheirs : LiftingOutcome;

    /// <summary>It has been lifted already.</summary>
    public sealed record NotInForce : LiftingOutcome;
}

/// <summary>Refusing and lifting, as pure decisions.</summary>
public static class RefusalDecisions
{
    /// <summary>The first revision. It bars from the moment of the act: nobody refuses the past, and a later wish is said later.</summary>
    public static RefusalRevision Refuse(Guid refusalId, RefusalForm form, ConsentActor actor) => RevisionHash.Seal(new RefusalRevision
    {
        RefusalId = refusalId,
        Revision = 1,
        Act = RefusalAct.Refused,
        SubjectId = form.SubjectId,
        Recipient = form.Recipient?.ToString() ?? "",
        Purposes = WireNames.Of(form.Purposes),
        Categories = WireNames.Of(form.Categories),
        BarsFrom = actor.Time,
        HowGiven = HowGiven.Unspecified,
        Language = "",
        TextVersion = "",
        FormSha256 = [],
        ActedAs = actor.ActedAs,
        ActorId = actor.ActorId,
        ActorAssurance = actor.Assurance,
        Time = actor.Time,
        RecordedAt = actor.RecordedAt,
        PreviousSha256 = RevisionHash.Start,
    }.Given(form.Giving));

    /// <summary>Lifts, if there is something to lift.</summary>
    /// <param name="subjectId">Whose refusal it must be.</param>
    /// <param name="history">The refusal's revisions, as far as there are any.</param>
    /// <param name="giving">How a professional was told; null when the client acts in the service.</param>
    /// <param name="actor">Who acts.</param>
    public static LiftingOutcome Lift(Guid subjectId, IReadOnlyList<RefusalRevision> history, Giving? giving, ConsentActor actor)
    {
        var latest = history.MaxBy(revision => revision.Revision);
        if (latest is null || latest.SubjectId != subjectId)
        {
            return new LiftingOutcome.NoneOfTheirs();
        }

        return RefusalHistory.StateOf(history).Lifted
            ? new LiftingOutcome.NotInForce()
            : new LiftingOutcome.Lifted(RevisionHash.Seal(latest.Next(giving, actor) with { Act = RefusalAct.Lifted }));
    }
}
