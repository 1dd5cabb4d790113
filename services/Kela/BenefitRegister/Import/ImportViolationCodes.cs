using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>Codes of violations that only an import can have; they travel on the wire and never change their meaning.</summary>
public static class ImportViolationCodes
{
    /// <summary>A second header.</summary>
    public const string HeaderTwice = "HEADER_TWICE";

    /// <summary>A header after payments.</summary>
    public const string HeaderNotFirst = "HEADER_NOT_FIRST";

    /// <summary>A day after today in the mesh's time.</summary>
    public const string InFuture = "IN_FUTURE";

    /// <summary>A day before the client was born.</summary>
    public const string BeforeBirth = ActivationPlanFacts.BeforeBirth;

    /// <summary>The day is paid already, or twice in the stream, of this benefit or the other: the two exclude each other.</summary>
    public const string DayPaidTwice = PaidDays.DayPaidTwice;

    /// <summary>A recovered day that was not paid before this import.</summary>
    public const string DayNotPaid = "DAY_NOT_PAID";

    /// <summary>A day recovered twice in the stream.</summary>
    public const string DayRecoveredTwice = "DAY_RECOVERED_TWICE";

    /// <summary>One benefit's day both paid and recovered in one import: which came last cannot be told.</summary>
    public const string DayPaidAndRecovered = "DAY_PAID_AND_RECOVERED";

    /// <summary>The client has payments of the same benefit in an earlier message of the stream.</summary>
    public const string ClientTwice = "CLIENT_TWICE";

    /// <summary>An earlier message of the stream says something else about the client.</summary>
    public const string ClientFactsDiffer = "CLIENT_FACTS_DIFFER";
}
