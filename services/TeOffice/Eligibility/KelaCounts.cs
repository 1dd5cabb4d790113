using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Benefit = Mesh.Statutes.Benefit;
using WireBenefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.TeOffice.Eligibility;

/// <summary>Kela's counts as facts of the law. What Kela did not tell stays unknown.</summary>
internal static class KelaCounts
{
    public static ActivationPlanFacts With(this ActivationPlanFacts facts, BenefitDayCounts? told)
    {
        return told is null ? facts : facts with
        {
            BenefitDays = Days(told),
            AllowanceMaximumReachedOn = Told(told.AllowanceMaximumReachedOn),
            AllowancePeriodEndedOn = Told(told.AllowancePeriodEndedOn),
        };
    }

    /// <summary>The counts; nothing when Kela told nothing, which leaves every count unknown.</summary>
    public static DisclosedCounts Days(BenefitDayCounts? told) => told is null ? DisclosedCounts.Nothing : new DisclosedCounts(
        told.Counts.Where(count => Of(count.Benefit) is not null).Select(count => new DisclosedCount(
            Of(count.Benefit)!.Value,
            new CountedWindow(WireDate.ReadOptional(count.First), WireDate.Read(count.Last)),
            count.Days)),
        told.Spells.Where(spell => Of(spell.Benefit) is not null).Select(spell => new DisclosedSpell(
            Of(spell.Benefit)!.Value, WireDate.Read(told.AsOf), spell.WholeMonths)));

    /// <summary>The civil date the counts hold for; null when Kela told nothing.</summary>
    public static DateOnly? KnownOn(BenefitDayCounts? told) => told is null ? null : WireDate.Read(told.AsOf);

    /// <summary>The last day for which unemployment benefit was paid, whichever; null when none was or Kela told nothing.</summary>
    public static DateOnly? LastPaidOn(BenefitDayCounts? told) => told is null
        ? null
        : new[] { told.LastPaidDate, told.LastPaidAllowanceDate }.Max(WireDate.ReadOptional);

    /// <summary>A day that Kela told; an empty text says that there is none.</summary>
    public static Fact<DateOnly> Told(string date) =>
        WireDate.ReadOptional(date) is { } known ? Fact.Known(known) : Fact.KnownNone<DateOnly>();

    // A benefit this version does not know is left out; contracts accept N and N-1.
    private static Benefit? Of(WireBenefit benefit) => benefit switch
    {
        WireBenefit.LabourMarketSubsidy => Benefit.LabourMarketSubsidy,
        WireBenefit.UnemploymentDailyAllowance => Benefit.UnemploymentDailyAllowance,
        _ => null,
    };
}
