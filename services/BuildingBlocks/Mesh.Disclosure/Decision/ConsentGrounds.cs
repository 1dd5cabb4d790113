using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure;

/// <summary>
/// Consent: the client's own, to this recipient, for this purpose, valid now, for what a rule lets a consent open (CON-2, CON-4) and
/// neither a refusal nor a contact ban bars. For this purpose, and so for research by a consent for research alone (CON-9).
/// </summary>
internal static class ConsentGrounds
{
    /// <summary>The permit by one consent; of several, the one that gives most of what was asked.</summary>
    public static Decision.Permit? Find(Question question) => ToThisRecipient(question)
        .Where(consent => !consent.Withdrawn && consent.Validity.Contains(question.Facts.Now))
        .Select(consent => (Consent: consent, Given: Opened(consent, question)))
        .OrderByDescending(opened => opened.Given.Count)
        .ThenBy(opened => opened.Consent.ConsentId)
        .Select(opened => question.Permit(
            new GroundForDisclosure(RuleFor(opened.Given[0], question), opened.Consent, null), opened.Given))
        .FirstOrDefault();

    /// <summary>What is lacking where a consent could open something.</summary>
    public static IEnumerable<DenialReason> Misses(Question question)
    {
        var open = Open(question);
        if (question.ConsentCategories.Any(question.IsBanned))
        {
            yield return DenialReason.ContactBan;
        }

        if (question.ConsentCategories.Any(category => question.RefusalOver([category]) is not null))
        {
            // Whether there is a consent or not: the client has said no, and that is more than silence.
            yield return DenialReason.ClientRefused;
        }

        if (open.Count == 0)
        {
            yield break;
        }

        yield return DenialReason.NoConsent;
        foreach (var consent in ToThisRecipient(question))
        {
            // Withdrawn counts only where nothing else is lacking: that alone a recipient may be told.
            yield return question.Facts.Now < consent.Validity.From ? DenialReason.ConsentNotYetValid
                : question.Facts.Now >= consent.Validity.To ? DenialReason.ConsentExpired
                : DenialReason.ConsentRevoked;
        }

        foreach (var consent in question.Facts.Consents)
        {
            var (recipient, purpose, category) = (
                consent.Recipient.Covers(question.Requester, question.Facts.RequesterServes),
                consent.Purpose == question.Attempt.Purpose,
                consent.Categories.Any(open.Contains));
            switch (recipient, purpose, category)
            {
                case (true, true, false):
                    yield return DenialReason.ConsentOtherCategory;
                    break;
                case (true, false, true):
                    yield return DenialReason.ConsentOtherPurpose;
                    break;
                case (false, true, true):
                    yield return DenialReason.ConsentOtherRecipient;
                    break;
            }
        }
    }

    private static IEnumerable<ConsentState> ToThisRecipient(Question question) => question.Facts.Consents.Where(consent =>
        consent.Recipient.Covers(question.Requester, question.Facts.RequesterServes)
        && consent.Purpose == question.Attempt.Purpose
        && Opened(consent, question).Count > 0);

    private static IReadOnlyList<DataCategory> Opened(ConsentState consent, Question question) =>
        [.. Open(question).Where(consent.Categories.Contains)];

    // Category by category: what is barred is withheld, the rest is given.
    private static IReadOnlyList<DataCategory> Open(Question question) =>
        [.. question.ConsentCategories.Where(category => !question.IsBanned(category) && question.RefusalOver([category]) is null)];

    private static DisclosureRule RuleFor(DataCategory given, Question question) =>
        question.Rules.First(rule => rule.Kind == BasisKind.Consent && rule.Categories.Contains(given));
}
