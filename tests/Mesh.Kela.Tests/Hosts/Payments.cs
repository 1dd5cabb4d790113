using Tyollisyys.Mesh.Protos.Kela.V1;

namespace Mesh.Kela.Tests.Hosts;

/// <summary>Messages of an import.</summary>
internal static class Payments
{
    public const string Lappeenranta = "405";
    public const string Vantaa = "092";

    public static ClientPayments Of(
        string code,
        IEnumerable<DateOnly>? paid = null,
        IEnumerable<DateOnly>? recovered = null,
        Benefit benefit = Benefit.LabourMarketSubsidy,
        string municipality = Lappeenranta,
        string group = "",
        DateOnly? maximum = null) => new()
        {
            PersonalIdentityCode = code,
            HomeMunicipality = municipality,
            ClientGroup = group,
            Benefit = benefit,
            PaidDays = { (paid ?? []).Select(Weekdays.Text) },
            RecoveredDays = { (recovered ?? []).Select(Weekdays.Text) },
            AllowanceMaximumReachedOn = maximum?.Text() ?? "",
        };

    public static ImportBenefitPaymentsRequest Header(string requestId) => new() { Header = new ImportHeader { RequestId = requestId } };

    public static ImportBenefitPaymentsRequest Message(ClientPayments payments) => new() { Payments = payments };
}
