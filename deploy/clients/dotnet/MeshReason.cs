namespace Tyollisyys.Mesh.Client;

/// <summary>Every reason for which the mesh refuses a call. A new one is <see cref="Unknown"/> to an older client.</summary>
public enum MeshReason
{
    /// <summary>A reason that this version does not know; the text as sent says it.</summary>
    Unknown,

    /// <summary>ACCESS_DENIED (PermissionDenied): The caller may not use this method.</summary>
    AccessDenied,

    /// <summary>ALREADY_ACCEPTED (FailedPrecondition): The referral has already been accepted.</summary>
    AlreadyAccepted,

    /// <summary>ALREADY_FOUND (FailedPrecondition): This party has already made the finding.</summary>
    AlreadyFound,

    /// <summary>ALREADY_SIGNED (FailedPrecondition): This party has already signed this version.</summary>
    AlreadySigned,

    /// <summary>AWAITS_APPROVAL (PermissionDenied): The request awaits the approval of a professional of the holder. Ask again later.</summary>
    AwaitsApproval,

    /// <summary>BOUNDARY_REASON_MISSING (FailedPrecondition): The condition lies on a boundary: the reason for the decision must be recorded.</summary>
    BoundaryReasonMissing,

    /// <summary>CAPACITY_SERVICE_MISSING (FailedPrecondition): Limits of capacity were found jointly: the plan must contain rehabilitative work activity or a service that improves capacity.</summary>
    CapacityServiceMissing,

    /// <summary>CASE_ALREADY_OPEN (FailedPrecondition): The client already has an open activation plan case.</summary>
    CaseAlreadyOpen,

    /// <summary>CLIENT_NOT_KEPT (FailedPrecondition): The organisation does not keep whom the matter concerns.</summary>
    ClientNotKept,

    /// <summary>CLOCK_MOVED_BACK (FailedPrecondition): The time of the mesh can only be moved forward.</summary>
    ClockMovedBack,

    /// <summary>CONSENT_NOT_OPEN (FailedPrecondition): The consent is no longer open.</summary>
    ConsentNotOpen,

    /// <summary>CONSENT_REVOKED (PermissionDenied): The consent the request rested on has been withdrawn; said only to a recipient named in it.</summary>
    ConsentRevoked,

    /// <summary>CONTACT_BAN_OVERLAPS (FailedPrecondition): A contact ban is already recorded for some of the same time.</summary>
    ContactBanOverlaps,

    /// <summary>COPY_MISSING (FailedPrecondition): The region holds no copy of this version of the plan. Fetch the copy and read it before signing.</summary>
    CopyMissing,

    /// <summary>COSIGNATURE_NOT_VALID (FailedPrecondition): The line is not a fresh cosignature of this checkpoint by the caller's key.</summary>
    CosignatureNotValid,

    /// <summary>DEADLINE_MISSING (InvalidArgument): The call has no deadline.</summary>
    DeadlineMissing,

    /// <summary>DECISION_OVERTAKEN (Unavailable): What the disclosure would rest on changed while it was decided. Try again.</summary>
    DecisionOvertaken,

    /// <summary>DIGEST_NOT_OF_VERSION (FailedPrecondition): The digest is not that of this version.</summary>
    DigestNotOfVersion,

    /// <summary>FACTS_CONTRADICT (FailedPrecondition): The facts contradict one another, so the conditions are not evaluated.</summary>
    FactsContradict,

    /// <summary>FAULT (Internal): The service failed.</summary>
    Fault,

    /// <summary>FINDING_SETTLED (FailedPrecondition): The finding has already been settled.</summary>
    FindingSettled,

    /// <summary>FORM_NOT_OF_MODE (FailedPrecondition): This mode of provision is not open to a provider of this legal form.</summary>
    FormNotOfMode,

    /// <summary>HEARING_OPEN (FailedPrecondition): The client is being heard about the same thing already: the time to answer is not over.</summary>
    HearingOpen,

    /// <summary>IDENTITY_PROVIDER_UNREACHABLE (Unavailable): The identity provider could not be reached.</summary>
    IdentityProviderUnreachable,

    /// <summary>IMPORT_TOO_LARGE (ResourceExhausted): The import is too large. Send it as several imports.</summary>
    ImportTooLarge,

    /// <summary>INFORMED_BEFORE_CASE (FailedPrecondition): The information is dated before the case was opened.</summary>
    InformedBeforeCase,

    /// <summary>INVALID_REQUEST (InvalidArgument): The request has errors, which are listed by field.</summary>
    InvalidRequest,

    /// <summary>JOB_SEARCH_ENDED (FailedPrecondition): The job search has ended already.</summary>
    JobSearchEnded,

    /// <summary>JOB_SEARCH_VALID (FailedPrecondition): The job search is valid, so there is no exception from the order.</summary>
    JobSearchValid,

    /// <summary>KTT_INFO_MISSING (FailedPrecondition): Both authorities must tell the client of benefits and compensations before the client signs the plan.</summary>
    KttInfoMissing,

    /// <summary>LABOUR_AUTHORITY_STARTS (FailedPrecondition): The labour authority starts the plan: hand the case over to it.</summary>
    LabourAuthorityStarts,

    /// <summary>LABOUR_AUTHORITY_UNKNOWN (FailedPrecondition): The directory does not tell the client's labour authority.</summary>
    LabourAuthorityUnknown,

    /// <summary>LEAF_UNKNOWN (NotFound): The ledger of this size has no leaf with this hash.</summary>
    LeafUnknown,

    /// <summary>LETTER_NOT_WAITING (FailedPrecondition): The message does not wait for a letter.</summary>
    LetterNotWaiting,

    /// <summary>MEASURES_UNKNOWN (FailedPrecondition): It is not known whether an employment plan is made or an interview agreed. Evaluate the case again.</summary>
    MeasuresUnknown,

    /// <summary>NOTICE_NOT_PARKED (NotFound): The notice is not parked.</summary>
    NoticeNotParked,

    /// <summary>NOTICE_STILL_FAILS (FailedPrecondition): The notice still cannot be handled.</summary>
    NoticeStillFails,

    /// <summary>NOT_ELIGIBLE (FailedPrecondition): The evaluation shows no condition on which the plan is launched.</summary>
    NotEligible,

    /// <summary>NOT_EVALUATED (FailedPrecondition): It has not been found out yet which authority starts the plan.</summary>
    NotEvaluated,

    /// <summary>NOT_OUR_CLIENT (FailedPrecondition): By municipality and client group, the client is not this labour authority's.</summary>
    NotOurClient,

    /// <summary>NOT_REGISTERED_HERE (FailedPrecondition): The person is not in this labour authority's register. Register the jobseeker first.</summary>
    NotRegisteredHere,

    /// <summary>NO_BASIS (PermissionDenied): There is no basis for the request.</summary>
    NoBasis,

    /// <summary>NO_WORKPLACE (FailedPrecondition): The placement has no municipality's workplace to ask for.</summary>
    NoWorkplace,

    /// <summary>OWNER_UNREACHABLE (Unavailable): The organisation that owns the case could not be reached. Try again with the same request id.</summary>
    OwnerUnreachable,

    /// <summary>PARTICIPANT_UNKNOWN (InvalidArgument): The participant is missing from the call or is not in the directory.</summary>
    ParticipantUnknown,

    /// <summary>PARTICIPANT_UNREACHABLE (Unavailable): The participant could not be reached. Try again with the same request id.</summary>
    ParticipantUnreachable,

    /// <summary>PLACE_ALREADY_ANSWERED (FailedPrecondition): The request for the place has already been answered otherwise.</summary>
    PlaceAlreadyAnswered,

    /// <summary>PLACE_ALREADY_REQUESTED (FailedPrecondition): A place has already been asked for the placement, in another way.</summary>
    PlaceAlreadyRequested,

    /// <summary>PLACE_NOT_CONFIRMED (FailedPrecondition): The place has not been confirmed.</summary>
    PlaceNotConfirmed,

    /// <summary>PLACE_RELEASED (FailedPrecondition): The region has given the place back.</summary>
    PlaceReleased,

    /// <summary>PLAN_DIGEST_MISMATCH (DataLoss): The stored bytes of a plan are not those that were signed.</summary>
    PlanDigestMismatch,

    /// <summary>PLAN_MISSING (FailedPrecondition): Measures cannot start before an employment plan is made or an interview agreed.</summary>
    PlanMissing,

    /// <summary>PLAN_NOT_ACTIVE (FailedPrecondition): The region holds no active plan that all have signed.</summary>
    PlanNotActive,

    /// <summary>PLAN_WITHOUT_REHABILITATIVE_WORK (FailedPrecondition): The plan contains no rehabilitative work activity.</summary>
    PlanWithoutRehabilitativeWork,

    /// <summary>PROCUREMENT_CONDITIONS_MISSING (FailedPrecondition): The procurement conditions of horizontal cooperation are not confirmed.</summary>
    ProcurementConditionsMissing,

    /// <summary>RATE_LIMITED (ResourceExhausted): There were too many requests. Try again later.</summary>
    RateLimited,

    /// <summary>REFUSAL_NOT_IN_FORCE (FailedPrecondition): The refusal is no longer in force.</summary>
    RefusalNotInForce,

    /// <summary>REFERRAL_CLOSED (FailedPrecondition): The referral no longer waits for an answer.</summary>
    ReferralClosed,

    /// <summary>REGION_STARTS (FailedPrecondition): The region starts the plan: invite the labour authority.</summary>
    RegionStarts,

    /// <summary>REGION_UNKNOWN (FailedPrecondition): The directory does not tell the client's wellbeing services region.</summary>
    RegionUnknown,

    /// <summary>REQUEST_ID_REUSED (AlreadyExists): The request id has already been used in another request.</summary>
    RequestIdReused,

    /// <summary>REQUEST_TOO_LARGE (ResourceExhausted): The request is too large.</summary>
    RequestTooLarge,

    /// <summary>REVIEW_BEFORE_ANCHOR (FailedPrecondition): The review is dated before the plan took effect or before the last review.</summary>
    ReviewBeforeAnchor,

    /// <summary>SEVERAL_NOTICES_PARKED (FailedPrecondition): Notices of several wait under this id. Say whose is given up.</summary>
    SeveralNoticesParked,

    /// <summary>STALE_CASE_VERSION (Aborted): The case has changed. Read it again.</summary>
    StaleCaseVersion,

    /// <summary>STALE_PLACEMENT_VERSION (Aborted): The placement has changed. Read it again.</summary>
    StalePlacementVersion,

    /// <summary>STALE_PLAN_VERSION (Aborted): There is a newer version of the plan. Read it before signing.</summary>
    StalePlanVersion,

    /// <summary>STATEMENT_REPLAYED (AlreadyExists): The same signed request has been answered already. Sign the request anew.</summary>
    StatementReplayed,

    /// <summary>STORAGE_BUSY (Unavailable): The service's database was busy for a moment. Try again with the same request id.</summary>
    StorageBusy,

    /// <summary>STORED_DATA_DAMAGED (DataLoss): A value stored encrypted is not what was written.</summary>
    StoredDataDamaged,

    /// <summary>SUBCONTRACTED_TO_COMPANY (FailedPrecondition): The work activity may not be acquired from a company, not even as a subcontract.</summary>
    SubcontractedToCompany,

    /// <summary>TOO_MANY_DAYS_TOGETHER (FailedPrecondition): The client's placements would together take too many days a week.</summary>
    TooManyDaysTogether,

    /// <summary>TOO_MANY_EXCHANGES (FailedPrecondition): The period has too many requests. Choose a shorter one.</summary>
    TooManyExchanges,

    /// <summary>TOO_MANY_HOURS_TOGETHER (FailedPrecondition): The client's placements would together take too many hours a week.</summary>
    TooManyHoursTogether,

    /// <summary>TOO_MANY_NOTICES (FailedPrecondition): There are too many notices to send at once. Narrow the span of time.</summary>
    TooManyNotices,

    /// <summary>TREE_SIZE_UNKNOWN (NotFound): The ledger has no signed state of this size.</summary>
    TreeSizeUnknown,

    /// <summary>UNAUTHENTICATED (Unauthenticated): The caller could not be authenticated.</summary>
    Unauthenticated,

    /// <summary>WAITING_REQUEST_DECIDED (FailedPrecondition): The request has already been decided.</summary>
    WaitingRequestDecided,

    /// <summary>WORKPLACE_FULL (FailedPrecondition): The workplace has no free place for the whole time asked for.</summary>
    WorkplaceFull,

    /// <summary>WORKPLACE_NOT_LENT (FailedPrecondition): The workplace is not lent for the whole time asked for.</summary>
    WorkplaceNotLent,

    /// <summary>WORKPLACE_UNKNOWN (NotFound): There is no such workplace.</summary>
    WorkplaceUnknown,

    /// <summary>WORK_FROM_COMPANY (FailedPrecondition): The work activity may not be acquired from a company.</summary>
    WorkFromCompany,

    /// <summary>WRONG_STATE (FailedPrecondition): The act does not belong to the present state of the case.</summary>
    WrongState,
}
