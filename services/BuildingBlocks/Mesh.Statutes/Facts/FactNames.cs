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
}
