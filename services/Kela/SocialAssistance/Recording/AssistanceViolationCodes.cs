using Mesh.Statutes;

namespace Mesh.Kela.SocialAssistance;

/// <summary>Codes of violations that only a recording of assistance months can have; they travel on the wire and never change their meaning.</summary>
public static class AssistanceViolationCodes
{
    /// <summary>A text that is no calendar month.</summary>
    public const string NoMonth = "FORMAT_MONTH";

    /// <summary>A month that had ended when the client was born.</summary>
    public const string BeforeBirth = ActivationPlanFacts.BeforeBirth;

    /// <summary>A month too far ahead to have been decided.</summary>
    public const string TooFarAhead = "TOO_FAR_AHEAD";

    /// <summary>The month is granted twice in the request.</summary>
    public const string GrantedTwice = AssistanceMonths.MonthGrantedTwice;

    /// <summary>The month is withdrawn twice in the request.</summary>
    public const string WithdrawnTwice = "MONTH_WITHDRAWN_TWICE";

    /// <summary>The month is both granted and withdrawn in the request: which came last cannot be told.</summary>
    public const string GrantedAndWithdrawn = "MONTH_GRANTED_AND_WITHDRAWN";

    /// <summary>A withdrawn month that was not granted before this request.</summary>
    public const string NotGranted = "MONTH_NOT_GRANTED";

    /// <summary>The client is named earlier in the request.</summary>
    public const string ClientTwice = "CLIENT_TWICE";
}
