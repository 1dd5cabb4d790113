using Mesh.Hosting.Errors;
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

/// <summary>Registering, narrowing and withdrawing, as pure decisions.</summary>
public static class ConsentDecisions
{
    /// <summary>Code of what would be wider than the consent is.</summary>
    public const string Wider = "WIDER";

    /// <summary>Code of a narrowing that takes nothing back.</summary>
    public const string NothingNarrowed = "NOTHING_NARROWED";

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

    /// <summary>Withdraws, if there is something to withdraw. A consent not yet valid is withdrawn like a valid one.</summary>
    /// <param name="subjectId">Whose consent it must be.</param>
    /// <param name="history">The consent's revisions, as far as there are any.</param>
    /// <param name="giving">How a professional was told; null when the client acts in the service.</param>
    /// <param name="actor">Who acts.</param>
    public static WithdrawalOutcome Withdraw(Guid subjectId, IReadOnlyList<ConsentRevision> history, Giving? giving, ConsentActor actor)
    {
        var latest = history.MaxBy(revision => revision.Revision);
        if (latest is null || latest.SubjectId != subjectId)
        {
            return new WithdrawalOutcome.NoneOfTheirs();
        }

        return IsOpen(history, actor.Time)
            ? new WithdrawalOutcome.Withdrawn(RevisionHash.Seal(latest.Next(giving, actor) with { Act = ConsentAct.Withdrawn }))
            : new WithdrawalOutcome.NotOpen();
    }

    /// <summary>Narrows: what remains is part of what there was, and never more. The first day is not touched: it is history or a promise.</summary>
    /// <param name="subjectId">Whose consent it must be.</param>
    /// <param name="history">The consent's revisions, as far as there are any.</param>
    /// <param name="remains">What is to remain.</param>
    /// <param name="giving">How a professional was told; null when the client acts in the service.</param>
    /// <param name="actor">Who acts.</param>
    public static NarrowingOutcome Narrow(
        Guid subjectId, IReadOnlyList<ConsentRevision> history, ConsentRemainder remains, Giving? giving, ConsentActor actor)
    {
        ArgumentNullException.ThrowIfNull(remains);
        var latest = history.MaxBy(revision => revision.Revision);
        if (latest is null || latest.SubjectId != subjectId)
        {
            return new NarrowingOutcome.NoneOfTheirs();
        }

        if (!IsOpen(history, actor.Time))
        {
            return new NarrowingOutcome.NotOpen();
        }

        var before = WireNames.Read<DataCategory>(latest.Categories);
        if (FaultsOf(latest, before, remains) is { Count: > 0 } faults)
        {
            return new NarrowingOutcome.NotNarrower(faults);
        }

        // In the order of the consent: the same narrowing reads the same, however it was asked for.
        return new NarrowingOutcome.Narrowed(RevisionHash.Seal(latest.Next(giving, actor) with
        {
            Act = ConsentAct.Narrowed,
            Categories = remains.Categories.Count == 0 ? latest.Categories : WireNames.Of(before.Where(remains.Categories.Contains)),
            ValidThrough = remains.ValidThrough ?? latest.ValidThrough,
        }));
    }

    private static bool IsOpen(IReadOnlyList<ConsentRevision> history, DateTimeOffset now)
    {
        var state = ConsentHistory.StateOf(history);
        return !state.Withdrawn && now < state.Validity.To;
    }

    private static List<Violation> FaultsOf(ConsentRevision latest, IReadOnlyList<DataCategory> before, ConsentRemainder remains)
    {
        var faults = new List<Violation>();
        for (var i = 0; i < remains.Categories.Count; i++)
        {
            if (!before.Contains(remains.Categories[i]))
            {
                faults.Add(new($"categories[{i}]", Wider, "Must be a category of the consent."));
            }
        }

        if (remains.ValidThrough > latest.ValidThrough)
        {
            faults.Add(new("valid_through", Wider, "Must not be after the consent's last day."));
        }

        if (remains.ValidThrough < latest.ValidFrom)
        {
            faults.Add(new("valid_through", ConsentTerms.BeforeStart, "Must not be before the consent's first day; to end it, withdraw it."));
        }

        var fewer = remains.Categories.Count > 0 && remains.Categories.Count < before.Count;
        var earlier = remains.ValidThrough < latest.ValidThrough;
        if (faults.Count == 0 && !fewer && !earlier)
        {
            faults.Add(new("categories", NothingNarrowed, "Fewer categories or an earlier last day: one of them must be narrower."));
        }

        return faults;
    }
}
