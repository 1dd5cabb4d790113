using Mesh.Disclosure;

namespace Mesh.Local;

/// <summary>What the disclosure page says in words: the order, the reasons, the promises. Each reason of the code has its words, or the page cannot be made.</summary>
internal static class DisclosureWords
{
    /// <summary>Steps of a decision.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "Complete: requester, subject, purpose and categories are there and known to the contract (CON-1). Else `INCOMPLETE`.",
        "The reference leads to somebody the holder knows. Else `SUBJECT_UNKNOWN`; the same statements run, and the same bytes answer.",
        "The reference is the requester's to use: a notice that was sent to it, a case that it is a party of. Else `NOTICE_OF_ANOTHER`, `CASE_OF_ANOTHER`.",
        "The rules that are on, between these roles, for this purpose, with a category that was asked. None: `NO_RULE` or `OTHER_PURPOSE`.",
        "Duty, then right, then consent: the first kind with a rule whose conditions are all met is the one basis. Of several rules of a kind, or several "
            + "consents, the one that gives most of what was asked. Categories outside it are withheld and listed (CON-6).",
        "Under a contact ban (turvakielto) what tells the contact is withheld, whatever the basis; only a duty that cannot be done without it passes.",
        "Where the rule asks for a person, a professional of the holder must have approved: the same requester, the same purpose, no more categories, within "
            + "seven days. Else the request waits, `AWAITS_APPROVAL`, and its release is no more than leave to ask again: the next attempt is decided anew, from "
            + "the first step on, with the facts of that moment. Shown by "
            + "`WaitingRequestTests.Disclose_WhenTheConsentIsWithdrawnBetweenApprovalAndRelease_IsDecidedAnewAndRefused`.",
        "A refusal (kielto) bars what would rest on consent. Duty and right pass it, and the ledger row names the refusal passed.",
        "Nothing found: of all that was lacking, the reason that comes first below is recorded. The wire shows `NO_BASIS`, and `CONSENT_REVOKED` only to a "
            + "recipient that the withdrawn consent names and where nothing else was lacking.",
        "The row is written while the subject's gate stands where the facts were read; else all is decided anew. Only then does anything leave.",
    ];

    /// <summary>What shows an open case.</summary>
    public static IReadOnlyList<string> Proofs { get; } =
    [
        "The holder's own rows: an open case of a needed kind of which the requester is a party. An attempt that points at a case means that case: a closed one "
            + "is not exchanged for another, nor for a token or a word.",
        "(a) The holder's own notice about the subject to this requester.",
        "(b) A token of the case's owner, a third one: JWS, ES256, by the key that the directory gives the owner for the day. It counts where its issuer may own "
            + "cases of that kind and is neither holder nor requester, the audience is the holder, it lives at most five minutes and now, its kind is one the rule "
            + "needs, it names holder and requester as parties, and its subject is the person named by code. Its life is the bound for a case closed meanwhile.",
        "(c) The requester's own attestation, only where the rule takes it: marked in the ledger and sampled for review. It never opens health or narrative.",
    ];

    /// <summary>Consent's promises.</summary>
    public static IReadOnlyList<string> Withdrawal { get; } =
    [
        "**Withdrawal bound zero.** From the moment a withdrawal has returned, no disclosure rests on that consent: a disclosure's row is inserted only while the "
            + "subject's gate stands where its facts were read, and a withdrawal moves the gate in its own transaction. Nothing is cached. Shown by "
            + "`WithdrawalRaceTests.Disclose_WhenRacingAWithdrawal_IsNeverPermittedAfterIt`, and by "
            + "`WithdrawalRaceTests.Disclose_WhenAGuardIsTakenOutOfTheStatement_IsSeenToBePermittedAfterwards`, which loses the race with the guard taken out.",
        "The bound holds on both databases and however many rows are committed together: of a batch (`LedgerBatch`) each row is still inserted only while its own "
            + "subject's gate stands, and locks it until the commit. The races above run over the batches. That a batch leaves what each attempt alone would leave: "
            + "`LedgerBatchTests.Write_WhenAnyAttemptsComeTogether_LeavesWhatOneByOneLeaves`; that a withdrawal under way holds up nobody else's disclosure, and its own is "
            + "decided anew: `LedgerQueueTests.Disclose_WhenAWithdrawalHoldsOnesGate_OthersAreNotHeldUpAndThatOneIsDecidedAnew`.",
        "Narrowing, refusing, a contact ban and closing a case move the same gate, with the same bound. Any history of a client against a real holder: "
            + "`StatefulDoorTests.Disclose_WhenAnythingHappensToTheClientInAnyOrder_RestsOnWhatLivesThenAndStandsInTheLedger`.",
        "A case shown by a token may have been closed within the token's five minutes; one that is attested rests on the requester's word. Only consent's bound is zero.",
        "A refusal is stronger than any consent, earlier or later, until it is lifted: `CLIENT_REFUSED`. It stands after `CONSENT_REVOKED`, which is told only where "
            + "nothing else is lacking, and before every other reason: `RefusalDecisionTests.Decide_WhenTheConsentIsWithdrawnAndRefusedToo_DoesNotTellTheRecipientOfTheWithdrawal`.",
        "A contact ban is lifted by no consent: `WithheldTests.Disclose_WhenAContactBanIsInForce_WithholdsWhatTellsTheContactWhileItLasts`.",
    ];

    /// <summary>The twelve rules of consent and disclosure.</summary>
    public static IReadOnlyList<(string Id, string Says, string Code, string Tests)> Rules { get; } =
    [
        ("CON-1", "An attempt names everything, or is denied", "`DisclosureAttempt.IsComplete`; basis, section and case are the decision's to find",
            "`DecisionTableTests.Decide_WhenSomethingThatMustBeNamedIsNot_IsIncomplete`"),
        ("CON-2", "Consent is explicit, per purpose, recipient, category and validity", "`ConsentGrounds`, `ConsentRecipient`",
            "`DecisionTableTests.Decide_WhenAFlowIsByConsentInEveryCombinationOfConditions_AgreesWithTheOracle`"),
        ("CON-3", "Checked at the moment of disclosure, by the holder", "`DisclosureAttempts`, `LedgerWriter`, `LedgerBatch`",
            "`ConsentDoorTests.Disclose_WhenWithdrawnWhileTheAnswerIsCollected_IsDecidedAgainAndRefused`"),
        ("CON-4", "Validity is half-open, days are Helsinki's", "`ConsentValidity`",
            "`ConsentDaysTests.Decide_WhenTheDayIsNearValidity_PermitsFromTheFirstInstantToTheLast`"),
        ("CON-5", "A withdrawal stops what comes, undoes nothing, marks what others keep, and leaves duty and right alone", "`ConsentDecisions`, `StatuteGrounds`; the ledger is append-only; `ConsentNotices`, `HeardConsents` (F26)",
            "`ConsentDoorTests.Disclose_WhenConsentedAndLaterWithdrawn_GivesThenRefusesWithBothRows`, `ConsentNoticeTests.Withdraw_WhenTheConsentNamesAParticipation_TellsItOnceByIdsAlone`, "
            + "`TakenBackTests.Receive_WhenTheConsentIsWithdrawn_MarksTheCopyAndKeepsIt`"),
        ("CON-6", "What is narrower than asked is given, the rest listed", "`Decision.Permit`, `ContentComposer`",
            "`DecisionPropertyTests.Decide_WhenPermitted_GivesOnlyWhatWasAskedAndListsTheRest`, `WithheldTests.Disclose_WhenTheHolderHasOnlyPart_GivesItAndListsTheRest`"),
        ("CON-7", "A right needs an open case of its kind, and only what is necessary", "`CaseCondition`, `StatuteGrounds`, `TokenGrounds`",
            "`DecisionTableTests.Decide_WhenAFlowIsByLawInEveryCombinationOfConditions_AgreesWithTheOracle`, "
            + "`JourneyTests.Disclose_WhenThePlanCaseCloses_GivesTheCopyBeforeAndNothingAfter`"),
        ("CON-8", "Health and narrative: consent, or a right within CON-7", "`CategoryTraits.IsSensitive`",
            "`DisclosureRulesTests.Rules_WhenHealthOrNarrative_NeedConsentOrACaseThatIsMoreThanAttested`"),
        ("CON-9", "Research is a consent of its own", "`Purpose.Research`: rules by consent only, which name no other purpose",
            "`DisclosureRulesTests.Rules_WhenResearch_OpenByConsentForNothingElse`, "
            + "`WithheldTests.Disclose_WhenResearchIsAskedByAConsentForSupport_IsDeniedUntilTheClientConsentsToResearch`"),
        ("CON-10", "Every disclosure and denial is in the holder's ledger, and the client may see it", "`LedgerWriter`, `LedgerBatch`, `MyUsesService`",
            "`LedgerTests.Change_WhenARowIsWritten_IsRefusedByTheDatabase`, `MyUsesTests.List_WhenDataWasGivenAndRefused_HasBothNewestFirstWithWhoWhatForAndWhy`"),
        ("CON-11", "A summary shows first that a service exists, and that by consent unless a case joins the two", "`SummaryAndHealthRules`",
            "`OwnerTokenTests.Disclose_WhenAThirdOwnsTheJointCase_GivesByItsTokenAndRecordsIt`, "
            + "`StatefulDoorTests.Disclose_WhenAnythingHappensToTheClientInAnyOrder_RestsOnWhatLivesThenAndStandsInTheLedger`"),
        ("CON-12", "Notices carry references; what they refer to passes the door", "`NoticeContent` in Mesh.Messaging",
            "`NoticeContentTests.Faults_WhenFieldIsFreeText_NameItEvenWhileItIsEmpty`"),
    ];

    /// <summary>What a reason means.</summary>
    public static string Meaning(DenialReason reason) => reason switch
    {
        DenialReason.Incomplete => "Subject, recipient, purpose or categories are missing (CON-1)",
        DenialReason.SubjectUnknown => "The reference leads to nobody the holder knows",
        DenialReason.NoticeOfAnother => "The subject was named by a notice that was sent to somebody else",
        DenialReason.CaseOfAnother => "The subject was named by a case of which the requester is no party",
        DenialReason.ConsentRevoked => "A consent would cover it now, had it not been withdrawn (CON-3)",
        DenialReason.ClientRefused => "The client has refused what a consent could open",
        DenialReason.ContactBan => "All that could be given tells the contact, and a contact ban is in force",
        DenialReason.ConsentNotYetValid => "A consent covers it, from a later moment on (CON-4)",
        DenialReason.ConsentExpired => "A consent covered it, until an earlier moment (CON-4)",
        DenialReason.CaseClosed => "The case is closed (CON-7)",
        DenialReason.NotAParty => "The requester is no party of the open case",
        DenialReason.TokenOfAnother => "The token is about somebody else than the person named by code",
        DenialReason.TokenParties => "The token's case does not name both holder and requester as parties",
        DenialReason.TokenKind => "The token is of a case of another kind than is needed",
        DenialReason.TokenExpired => "The token has expired",
        DenialReason.TokenNotYetValid => "The token is issued in the future",
        DenialReason.TokenTooLong => "The token would live longer than five minutes",
        DenialReason.TokenAudience => "The token is addressed to another holder",
        DenialReason.TokenIssuer => "The token's issuer cannot vouch: holder, requester, or no owner of such cases",
        DenialReason.TokenUnverified => "The token is not signed by a key that the directory gives its issuer today",
        DenialReason.NoOpenCase => "No open case of the needed kind was shown (CON-7)",
        DenialReason.NoNotice => "The holder has sent the requester no notice about the subject",
        DenialReason.NoRule => "No rule lets this holder give any of this to this recipient",
        DenialReason.OtherPurpose => "A rule would, for another purpose",
        DenialReason.ConsentOtherCategory => "A consent names this recipient and purpose, but other categories",
        DenialReason.ConsentOtherPurpose => "A consent names this recipient and category, but another purpose",
        DenialReason.ConsentOtherRecipient => "A consent names this purpose and category, but another recipient",
        DenialReason.NoConsent => "Silence is no consent (CON-2)",
        DenialReason.ApprovalRejected => "There is a basis, but a professional of the holder has said that it is not necessary",
        DenialReason.AwaitsApproval => "There is a basis, and a professional of the holder must approve; nothing is given now",
        DenialReason.NothingHeld => "There is a basis, but the holder has nothing of what was asked; found after the decision",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "The page has no words for this reason."),
    };
}
