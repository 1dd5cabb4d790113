namespace Mesh.Statutes;

/// <summary>Codes of the facts an outcome may ask for; they travel on the wire and never change their meaning.</summary>
public static class FactNames
{
    /// <summary>Date of birth.</summary>
    public const string BirthDate = "BIRTH_DATE";

    /// <summary>Paid days of labour market subsidy; owner Kela.</summary>
    public const string LabourMarketSubsidyDays = "LABOUR_MARKET_SUBSIDY_DAYS";

    /// <summary>Paid days of unemployment daily allowance; owner Kela or the unemployment fund.</summary>
    public const string UnemploymentAllowanceDays = "UNEMPLOYMENT_ALLOWANCE_DAYS";

    /// <summary>Day the maximum allowance period was reached; owner Kela or the fund.</summary>
    public const string AllowanceMaximumReachedOn = "ALLOWANCE_MAXIMUM_REACHED_ON";

    /// <summary>Last day of the allowance period; owner Kela or the fund.</summary>
    public const string AllowancePeriodEndedOn = "ALLOWANCE_PERIOD_ENDED_ON";

    /// <summary>Calendar months with social assistance because of unemployment; owner Kela.</summary>
    public const string SocialAssistanceMonths = "SOCIAL_ASSISTANCE_MONTHS";

    /// <summary>Whether that assistance is the main livelihood; owner Kela (AKT-MAIN-INCOME).</summary>
    public const string SocialAssistanceIsMainLivelihood = "SOCIAL_ASSISTANCE_IS_MAIN_LIVELIHOOD";

    /// <summary>First day of the unbroken unemployment that goes on; owner the labour authority, whose register alone tells it (A15).</summary>
    public const string ContinuouslyUnemployedSince = "CONTINUOUSLY_UNEMPLOYED_SINCE";

    /// <summary>Spells of unemployment; owner the labour authority.</summary>
    public const string UnemploymentSpells = "UNEMPLOYMENT_SPELLS";

    /// <summary>Ground of pay subsidy; judged by the labour authority.</summary>
    public const string PaySubsidyGround = "PAY_SUBSIDY_GROUND";

    /// <summary>Whether the employer has had pay subsidy for the same person before; owner the labour authority.</summary>
    public const string EarlierSubsidyWithSameEmployer = "EARLIER_SUBSIDY_WITH_SAME_EMPLOYER";

    /// <summary>Kind of employer; told by the application.</summary>
    public const string SubsidisedEmployer = "SUBSIDISED_EMPLOYER";

    /// <summary>First day of the job; told by the application.</summary>
    public const string JobStartsOn = "JOB_STARTS_ON";

    /// <summary>Last day of the job; told by the application.</summary>
    public const string JobEndsOn = "JOB_ENDS_ON";

    /// <summary>Working hours a week; told by the application.</summary>
    public const string HoursAWeek = "HOURS_A_WEEK";

    /// <summary>Whether employment needs services of the labour authority; judged by the assessing authority.</summary>
    public const string NeedsLabourAuthority = "NEEDS_LABOUR_AUTHORITY";

    /// <summary>Whether employment needs services of the social-care party; judged by the assessing authority.</summary>
    public const string NeedsSocialCare = "NEEDS_SOCIAL_CARE";

    /// <summary>Why the assessing authority judged as it did.</summary>
    public const string NeedReason = "NEED_REASON";

    /// <summary>Why services of Kela are not among those needed (A5).</summary>
    public const string ReasonWithoutSocialInsurance = "REASON_WITHOUT_SOCIAL_INSURANCE";

    /// <summary>Day the employment plan was made; owner the labour authority.</summary>
    public const string EmploymentPlanMadeOn = "EMPLOYMENT_PLAN_MADE_ON";

    /// <summary>Day the jobseeker interview was held; owner the labour authority.</summary>
    public const string InterviewHeldOn = "INTERVIEW_HELD_ON";

    /// <summary>Day an interview is booked for; owner the labour authority.</summary>
    public const string InterviewBookedFor = "INTERVIEW_BOOKED_FOR";

    /// <summary>Why a plan would be interrupted; whoever decides knows it.</summary>
    public const string InterruptionGround = "INTERRUPTION_GROUND";

    /// <summary>Day the job, business or studies began.</summary>
    public const string InterruptionGroundStartedOn = "INTERRUPTION_GROUND_STARTED_ON";

    /// <summary>Whether the studies lead to an occupation or a degree.</summary>
    public const string StudiesLeadToOccupationOrDegree = "STUDIES_LEAD_TO_OCCUPATION_OR_DEGREE";

    /// <summary>When the client was heard on the interruption.</summary>
    public const string ClientHeardAt = "CLIENT_HEARD_AT";

    /// <summary>The opportunity to be heard that the client did not use, with the proof of its invitation.</summary>
    public const string UnusedHearing = "UNUSED_HEARING";

    /// <summary>Day the labour authority agreed to go on with an interrupted plan.</summary>
    public const string LabourAuthorityAgreedOn = "LABOUR_AUTHORITY_AGREED_ON";

    /// <summary>Day the social-care party agreed to go on with an interrupted plan.</summary>
    public const string SocialCareAgreedOn = "SOCIAL_CARE_AGREED_ON";

    /// <summary>Day the client agreed to go on with an interrupted plan.</summary>
    public const string ClientAgreedOn = "CLIENT_AGREED_ON";

    /// <summary>Whether an unemployment benefit is being paid; owner Kela or the fund.</summary>
    public const string UnemploymentBenefitPaid = "UNEMPLOYMENT_BENEFIT_PAID";

    /// <summary>Whether social assistance because of unemployment is being paid; owner Kela.</summary>
    public const string SocialAssistancePaid = "SOCIAL_ASSISTANCE_PAID";

    /// <summary>Whether the job search is valid; owner the labour authority.</summary>
    public const string JobSearchValid = "JOB_SEARCH_VALID";

    /// <summary>Whether limits of capacity were found jointly (KTT-NEED-1); labour authority, social-care party and client.</summary>
    public const string CapacityLimitsFound = "CAPACITY_LIMITS_FOUND";

    /// <summary>Day of the activation plan's last review, else the day it took effect; owner the labour authority.</summary>
    public const string ActivationPlanReviewedOn = "ACTIVATION_PLAN_REVIEWED_ON";

    /// <summary>Day of the multisectoral plan's last review, else the day it was made; owner the labour authority.</summary>
    public const string JointPlanReviewedOn = "JOINT_PLAN_REVIEWED_ON";
}
