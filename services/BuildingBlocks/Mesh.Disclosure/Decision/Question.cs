using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>A complete attempt beside the facts, with what all three kinds of basis derive from them.</summary>
internal sealed class Question
{
    public Question(DisclosureAttempt attempt, HolderFacts facts)
    {
        Attempt = attempt;
        Facts = facts;
        Requester = attempt.Requester!.Value;
        Asked = [.. attempt.Categories.Distinct()];
        Notice = facts.Notices.FirstOrDefault(notice =>
            notice.Recipient == Requester && notice.SubjectId == facts.SubjectId);
        OwnCases = [.. facts.Cases.Where(known => known.SubjectId == facts.SubjectId)];
        RulesOfCategories =
        [
            .. DisclosureRules.All.Where(rule =>
                rule.IsOn && rule.IsBetween(facts.Holder, Requester) && rule.Covered(Asked).Count > 0),
        ];
        Rules = [.. RulesOfCategories.Where(rule => rule.Purposes.Contains(attempt.Purpose))];
    }

    public DisclosureAttempt Attempt { get; }

    public HolderFacts Facts { get; }

    public Participation Requester { get; }

    /// <summary>The categories asked, each once.</summary>
    public IReadOnlyList<DataCategory> Asked { get; }

    /// <summary>The holder's own notice to this requester about this subject, among those the attempt points at.</summary>
    public SentNotice? Notice { get; }

    /// <summary>The subject's cases at the holder.</summary>
    public IReadOnlyList<KnownCase> OwnCases { get; }

    /// <summary>Rules between these roles with a category asked, for whatever purpose.</summary>
    public IReadOnlyList<DisclosureRule> RulesOfCategories { get; }

    /// <summary>Those of them that are for this purpose.</summary>
    public IReadOnlyList<DisclosureRule> Rules { get; }

    /// <summary>Categories asked that a consent may open between these roles for this purpose.</summary>
    public IReadOnlyList<DataCategory> ConsentCategories =>
        [.. Asked.Where(category => Rules.Any(rule => rule.Kind == BasisKind.Consent && rule.Categories.Contains(category)))];

    /// <summary>Whether a contact ban withholds it.</summary>
    public bool IsBanned(DataCategory category) => Facts.ContactBan is not null && category.TellsContact();

    /// <summary>What the rule gives of what was asked, in the order asked; under a contact ban without contact, but for a duty that cannot do without.</summary>
    public IReadOnlyList<DataCategory> GivenBy(DisclosureRule rule) =>
        [.. rule.Covered(Asked).Where(category => rule.DespiteContactBan || !IsBanned(category))];

    /// <summary>The refusal in force, the oldest of several, whose scope has any of these categories for this recipient and purpose.</summary>
    public RefusalState? RefusalOver(IReadOnlyList<DataCategory> categories) => Facts.Refusals
        .Where(refusal => refusal.IsInForce(Facts.Now) && categories.Any(category => refusal.Bars(Requester, Attempt.Purpose, category)))
        .OrderBy(refusal => refusal.From).ThenBy(refusal => refusal.RefusalId)
        .FirstOrDefault();

    /// <summary>
    /// Whether a person must approve what is given. A consent opens what several rules name, and waits when one of them does.
    /// </summary>
    public bool NeedsApproval(Decision.Permit permit) => Rules.Any(rule =>
        rule.NeedsApproval
        && (rule == permit.Ground.Rule || (permit.Ground.Consent is not null && rule.Kind == BasisKind.Consent))
        && permit.Given.Any(rule.Categories.Contains));

    /// <summary>The newest answer in force to this requester, for this purpose and at least these categories; null when there is none.</summary>
    public ApprovalState? ApprovalOf(IReadOnlyList<DataCategory> given) => Facts.Approvals
        .Where(answer => answer.Requester == Requester
            && answer.Purpose == Attempt.Purpose
            && answer.From <= Facts.Now && Facts.Now < answer.To
            && given.All(answer.Categories.Contains))
        .OrderByDescending(answer => answer.From).ThenByDescending(answer => answer.WaitingId)
        .FirstOrDefault();

    /// <summary>A permit for these categories; the rest of what was asked is withheld.</summary>
    public Decision.Permit Permit(GroundForDisclosure ground, IReadOnlyList<DataCategory> given) =>
        new(ground, given, [.. Asked.Except(given)]);
}
