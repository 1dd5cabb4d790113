using System.Globalization;
using Mesh.Disclosure;
using Mesh.Hosting.Contracts;
using Mesh.Hosting.Errors;
using Mesh.Statutes;
using Mesh.WellbeingRegion.Counterparts;
using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.WellbeingRegion.Assistance;

/// <summary>What Kela told of a client's months, read: they can be counted.</summary>
/// <param name="Wire">As it was told.</param>
/// <param name="AsOf">Civil date it holds for.</param>
/// <param name="MainLivelihood">Months in which the assistance was the main livelihood; only they count (AKT-MAIN-INCOME).</param>
public sealed record ToldMonths(SocialAssistanceMonths Wire, DateOnly AsOf, AssistanceMonths MainLivelihood)
{
    /// <summary>Reason when what Kela's door gave cannot be its answer.</summary>
    public const string Unreadable = "ASSISTANCE_MONTHS_UNREADABLE";

    /// <summary>Reads what Kela's door gave.</summary>
    /// <exception cref="WithheldException">There are no months in it.</exception>
    /// <exception cref="EvidenceDamagedException">
    /// A date is none, a month is told twice, fewer months are said to have ended in a row than are told, or the municipality is missing.
    /// </exception>
    public static ToldMonths Of(DoorAnswer.Given given) =>
        Of(given.Content.SocialAssistanceMonths ?? throw new WithheldException(Refusals.NoBasis.Reason));

    /// <summary>Reads what was told.</summary>
    /// <exception cref="EvidenceDamagedException">As above.</exception>
    public static ToldMonths Of(SocialAssistanceMonths told)
    {
        List<(DateOnly Month, MainLivelihood Main)> months =
            [.. told.Months.Select(month => (MonthOf(month.Month), month.MainLivelihood))];
        var main = AssistanceMonths.Read(months.Where(month => month.Main == Tyollisyys.Mesh.Protos.Kela.V1.MainLivelihood.Yes).Select(month => month.Month));
        return WireDate.TryRead(told.AsOf, out var asOf)
            && main.IsValid
            && months.DistinctBy(month => month.Month).Count() == months.Count
            && told.EndedMonthsInARow >= main.Value.EndedInARow(asOf)
            && told.HomeMunicipality.Length > 0
            ? new ToldMonths(told, asOf, main.Value)
            : throw new EvidenceDamagedException(Unreadable);
    }

    /// <summary>
    /// Whether the months that had ended before a date are those that Kela told of. Of another month neither end is known: Kela tells as many
    /// months as the law asks for, and no earlier ones.
    /// </summary>
    public bool Covers(DateOnly date) => CivilTime.FirstDayOfMonth(date) == CivilTime.FirstDayOfMonth(AsOf);

    /// <summary>The same where the law asks for as many months on the date as on the day Kela told of: from a birthday on it asks for more.</summary>
    public bool Covers(DateOnly date, DateOnly birthDate) =>
        Covers(date) && ProlongedAssistance.ThresholdOf(birthDate, date) == ProlongedAssistance.ThresholdOf(birthDate, AsOf);

    /// <summary>AKT-MAIN-INCOME for the last month that ended before a date. Unknown is never read as yes.</summary>
    public Fact<bool> IsMainLivelihood(DateOnly date)
    {
        var last = CivilTime.AddMonths(CivilTime.FirstDayOfMonth(date), -1);
        return Wire.Months.SingleOrDefault(month => MonthOf(month.Month) == last)?.MainLivelihood switch
        {
            Tyollisyys.Mesh.Protos.Kela.V1.MainLivelihood.Yes => Fact.Known(true),
            Tyollisyys.Mesh.Protos.Kela.V1.MainLivelihood.Unspecified => Fact.Unknown<bool>(),
            _ => Fact.Known(false),
        };
    }

    /// <summary>
    /// First day of the run of months that the answer ends with; null when it ends with none. By how many ended in a row: of a long run not
    /// every month is told.
    /// </summary>
    public DateOnly? RunBegan => Wire.EndedMonthsInARow == 0
        ? null
        : CivilTime.AddMonths(CivilTime.FirstDayOfMonth(AsOf), -Wire.EndedMonthsInARow);

    /// <summary>Nothing of the months, which are personal.</summary>
    public override string ToString() => nameof(ToldMonths);

    private static DateOnly MonthOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw new EvidenceDamagedException(Unreadable);
}
