namespace Mesh.Disclosure;

/// <summary>
/// Why nothing is given. Declared in order of precedence: of several reasons the first is the one recorded, so that the person
/// reads what came closest to a disclosure.
/// </summary>
public enum DenialReason
{
    /// <summary>CON-1: subject, recipient, purpose or categories are missing.</summary>
    Incomplete = 1,

    /// <summary>The reference leads to nobody the holder knows.</summary>
    SubjectUnknown,

    /// <summary>The subject was named by a notice that was sent to somebody else.</summary>
    NoticeOfAnother,

    /// <summary>The subject was named by a case of which the requester is no party.</summary>
    CaseOfAnother,

    /// <summary>CON-3: a consent naming this recipient would cover the attempt now, had it not been withdrawn.</summary>
    ConsentRevoked,

    /// <summary>
    /// The client has refused what a consent could open here, whatever consents say. After a withdrawal, which is told only where
    /// nothing else is lacking, hence of a category that no refusal bars; before all else, because the client has spoken last.
    /// </summary>
    ClientRefused,

    /// <summary>
    /// All that could be given says where or how the person is reached, and a contact ban (turvakielto) is in force. Consent does not
    /// lift a ban, and no right does; a duty does where the law's own demand cannot be met without the contact.
    /// </summary>
    ContactBan,

    /// <summary>CON-4: a consent naming this recipient covers the attempt, from a later moment on.</summary>
    ConsentNotYetValid,

    /// <summary>CON-4: a consent naming this recipient covered the attempt until an earlier moment.</summary>
    ConsentExpired,

    /// <summary>CON-7: the case pointed at is closed.</summary>
    CaseClosed,

    /// <summary>The requester is no party of the open case.</summary>
    NotAParty,

    /// <summary>The token offered is for another subject than the one named; a token goes with a subject named by code.</summary>
    TokenOfAnother,

    /// <summary>The token's case names not both holder and requester as its owner or parties.</summary>
    TokenParties,

    /// <summary>The token is of a case of another kind than is needed.</summary>
    TokenKind,

    /// <summary>The token has expired.</summary>
    TokenExpired,

    /// <summary>The token is issued in the future.</summary>
    TokenNotYetValid,

    /// <summary>The token would live longer than five minutes.</summary>
    TokenTooLong,

    /// <summary>The token is addressed to another holder.</summary>
    TokenAudience,

    /// <summary>The token's issuer cannot vouch: the requester itself, the holder itself, or one that owns no cases of that kind.</summary>
    TokenIssuer,

    /// <summary>The token is no token, or its signature is not by a key that the directory gives its issuer today.</summary>
    TokenUnverified,

    /// <summary>CON-7: no open case of the needed kind was shown.</summary>
    NoOpenCase,

    /// <summary>The holder has sent the requester no notice about the subject.</summary>
    NoNotice,

    /// <summary>No rule lets this holder give any of this to this recipient.</summary>
    NoRule,

    /// <summary>A rule would, for another purpose.</summary>
    OtherPurpose,

    /// <summary>A consent names this recipient and purpose, but other categories.</summary>
    ConsentOtherCategory,

    /// <summary>A consent names this recipient and category, but another purpose.</summary>
    ConsentOtherPurpose,

    /// <summary>A consent names this purpose and category, but another recipient.</summary>
    ConsentOtherRecipient,

    /// <summary>CON-2: silence is no consent.</summary>
    NoConsent,

    /// <summary>There is a basis, but a professional of the holder has said that it is not necessary. Found once a basis is.</summary>
    ApprovalRejected,

    /// <summary>There is a basis, and it waits for a professional of the holder: a <see cref="Decision.Wait"/> in the ledger.</summary>
    AwaitsApproval,

    /// <summary>There is a basis, but the holder has nothing of what was asked. Found after the decision, when collecting.</summary>
    NothingHeld,
}

/// <summary>The reasons as codes.</summary>
public static class DenialReasons
{
    /// <summary>The reason that the wire shows instead of all but two of the precise ones.</summary>
    public const string NoBasis = "NO_BASIS";

    /// <summary>Shown only to a recipient named in the consent.</summary>
    public const string ConsentRevoked = "CONSENT_REVOKED";

    /// <summary>Shown only to a recipient that has a basis.</summary>
    public const string AwaitsApproval = "AWAITS_APPROVAL";

    /// <summary>What the requester is shown.</summary>
    public static string Shown(this DenialReason reason) => reason switch
    {
        DenialReason.ConsentRevoked => ConsentRevoked,
        DenialReason.AwaitsApproval => AwaitsApproval,
        _ => NoBasis,
    };

    /// <summary>What the ledger says, for example CONSENT_EXPIRED.</summary>
    public static string Code(this DenialReason reason) => WireNames.UpperSnake(reason.ToString());
}
