using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Benefit = Mesh.Statutes.Benefit;
using WireBenefit = Tyollisyys.Mesh.Protos.Kela.V1.Benefit;

namespace Mesh.Kela.BenefitRegister;

/// <summary>
/// What Kela tells of a client's days: exactly the counts that the rules ask for about a person of that age, found by asking the
/// rules. The days themselves never leave, and neither do counts that only the other age group's rules or another purpose's would use.
/// </summary>
internal static class DayCounts
{
    /// <summary>The counts. Pure.</summary>
    /// <param name="birthDate">Date of birth.</param>
    /// <param name="history">The register about the client.</param>
    /// <param name="asOf">Civil date the counts hold for.</param>
    /// <param name="knownAt">What was known at this moment counts.</param>
    /// <param name="purpose">What they are asked for: who asks for the joint service holds its target group beside the activation plan.</param>
    public static BenefitDayCounts Of(DateOnly birthDate, ClientHistory history, DateOnly asOf, DateTimeOffset knownAt, Purpose purpose)
    {
        var days = history.PaidDays(knownAt);
        var maximum = history.AllowanceMaximum(knownAt) is { } last && last <= asOf ? last : (DateOnly?)null;
        var asked = Asked(birthDate, maximum, asOf, purpose);
        return new BenefitDayCounts
        {
            AsOf = WireDate.Write(asOf),
            Counts =
            {
                asked.Counts.Select(count => new DayCount
                {
                    Benefit = Wire(count.Benefit),
                    First = WireDate.WriteOptional(count.Window.First),
                    Last = WireDate.Write(count.Window.Last),
                    Days = days.Count(count.Benefit, count.Window).Value,
                }),
            },
            Spells =
            {
                asked.Spells.Select(spell => new UnbrokenSpell
                {
                    Benefit = Wire(spell.Benefit),
                    WholeMonths = days.LongestUnbrokenMonths(spell.Benefit, spell.AsOf).Value,
                }),
            },

            // Reaching the maximum ends the allowance period on that day; Kela is told no other end of one.
            AllowanceMaximumReachedOn = WireDate.WriteOptional(maximum),
            AllowancePeriodEndedOn = WireDate.WriteOptional(maximum),
            LastPaidDate = WireDate.WriteOptional(days.LastPaid(Benefit.LabourMarketSubsidy, asOf)),
            LastPaidAllowanceDate = WireDate.WriteOptional(days.LastPaid(Benefit.UnemploymentDailyAllowance, asOf)),
        };
    }

    private static CountsToAsk Asked(DateOnly birthDate, DateOnly? maximum, DateOnly asOf, Purpose purpose)
    {
        // No rule is formalised before that day, so none asks for a count.
        if (asOf < Era.All[0].From)
        {
            return new CountsToAsk([], []);
        }

        var known = new ClientFacts
        {
            BirthDate = birthDate,
            AllowancePeriodEndedOn = maximum is { } last ? Fact.Known(last) : Fact.KnownNone<DateOnly>(),
        };
        return purpose == Purpose.JointService ? CountsToAsk.ForComparison(known, asOf) : CountsToAsk.For(known.ForActivationPlan, asOf);
    }

    private static WireBenefit Wire(Benefit benefit) => benefit switch
    {
        Benefit.LabourMarketSubsidy => WireBenefit.LabourMarketSubsidy,
        Benefit.UnemploymentDailyAllowance => WireBenefit.UnemploymentDailyAllowance,
        _ => throw new ArgumentOutOfRangeException(nameof(benefit), benefit, "Not a benefit of the contract."),
    };
}
