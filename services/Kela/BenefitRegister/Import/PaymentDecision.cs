using Mesh.Hosting.Errors;
using Mesh.Statutes;

namespace Mesh.Kela.BenefitRegister;

/// <summary>A fact to append.</summary>
/// <param name="Benefit">Which benefit.</param>
/// <param name="Day">Which day.</param>
/// <param name="Kind">Paid or recovered.</param>
/// <param name="Supersedes">The fact whose place it takes; null when it is the day's first.</param>
internal readonly record struct DayChange(Benefit Benefit, DateOnly Day, PaidDayKind Kind, Guid? Supersedes);

/// <summary>
/// What an import adds to a client's days: pure. Recoveries are carried out first and payments after them, so that one import can
/// move a day from one benefit to the other; it cannot both pay and recover a day of one benefit.
/// </summary>
internal static class PaymentDecision
{
    /// <summary>The changes, in the order of the stream. When violations were added, they are not to be carried out.</summary>
    /// <param name="client">What the stream says.</param>
    /// <param name="standing">The client's facts that stand now.</param>
    /// <param name="into">Where violations go.</param>
    public static IReadOnlyList<DayChange> Decide(ClientImport client, IReadOnlyList<PaidDayFact> standing, Violations into)
    {
        var latest = standing.ToDictionary(fact => (fact.Benefit, fact.Day), fact => fact);
        var paid = standing.Where(fact => fact.Kind == PaidDayKind.Paid).Select(fact => fact.Day).ToHashSet();
        var recovered = new HashSet<(Benefit, DateOnly)>();
        var changes = new List<DayChange>();
        foreach (var (payments, day, path) in Days(client, "recovered_days", payments => payments.Recovered))
        {
            if (!recovered.Add((payments.Benefit, day)))
            {
                into.Add(path, ImportViolationCodes.DayRecoveredTwice, "The day must be recovered once.");
            }
            else if (latest.GetValueOrDefault((payments.Benefit, day)) is not { Kind: PaidDayKind.Paid } before)
            {
                into.Add(path, ImportViolationCodes.DayNotPaid, "Must be a day for which the benefit was paid before this import.");
            }
            else
            {
                paid.Remove(day);
                changes.Add(new DayChange(payments.Benefit, day, PaidDayKind.Recovered, before.FactId));
            }
        }

        foreach (var (payments, day, path) in Days(client, "paid_days", payments => payments.Paid))
        {
            if (recovered.Contains((payments.Benefit, day)))
            {
                into.Add(path, ImportViolationCodes.DayPaidAndRecovered, "A day of one benefit must not be paid and recovered in one import.");
            }
            else if (!paid.Add(day))
            {
                into.Add(path, ImportViolationCodes.DayPaidTwice, "Must be a day for which no benefit is paid yet.");
            }
            else
            {
                changes.Add(new DayChange(
                    payments.Benefit, day, PaidDayKind.Paid, latest.GetValueOrDefault((payments.Benefit, day))?.FactId));
            }
        }

        return changes;
    }

    private static IEnumerable<(BenefitPayments Payments, DateOnly Day, string Path)> Days(
        ClientImport client, string field, Func<BenefitPayments, IReadOnlyList<DateOnly?>> days) =>
        from payments in client.Payments
        from item in days(payments).Index()
        where item.Item is not null
        select (payments, item.Item!.Value, payments.At(field, item.Index));
}
