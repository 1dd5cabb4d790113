using Mesh.Disclosure;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Contracts;
using Mesh.Identity;
using Mesh.Kela.BenefitRegister;
using Mesh.Kela.Participations;
using Mesh.Kela.SocialAssistance;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Benefit = Mesh.Statutes.Benefit;

namespace Mesh.Kela.Pointers;

/// <summary>
/// SERVICE_POINTERS at the door (F18): benefits that Kela has paid, and services by which it pays. Of a benefit from the first to the last
/// day paid for, never which days; of social assistance each unbroken run of months.
/// </summary>
public sealed class BenefitPointers(
    ClientHistories benefits, AssistanceHistories assistance, KeptParticipations participations, PointerUnits units, Self self, MeshClock clock)
    : IDisclosureSource
{
    private const string BasicSocialAssistance = "BASIC_SOCIAL_ASSISTANCE";

    private static readonly (Benefit Benefit, string Code)[] Paid =
    [
        (Benefit.LabourMarketSubsidy, "LABOUR_MARKET_SUBSIDY"),
        (Benefit.UnemploymentDailyAllowance, "UNEMPLOYMENT_DAILY_ALLOWANCE"),
    ];

    /// <inheritdoc />
    public DataCategory Category => DataCategory.ServicePointers;

    /// <inheritdoc />
    public async Task ContributeAsync(DisclosedContent content, SourceRequest request, CancellationToken cancellation)
    {
        var now = clock.Now;
        var days = (await benefits.OfAsync(request.SubjectId, cancellation)).PaidDays(now);
        var months = (await assistance.OfAsync(request.SubjectId, cancellation)).Granted(now).Select(fact => fact.Month);
        var told = await participations.OfSubjectAsync(request.SubjectId, cancellation);
        var pointers = OfBenefits(days, request.AsOf)
            .Concat(OfMonths(months.Where(month => month <= request.AsOf)))
            .Concat(told.Where(participation => WireDate.Read(participation.FirstDay) <= request.AsOf).Select(Pointer))
            .OrderBy(pointer => pointer.StartsOn, StringComparer.Ordinal).ThenBy(pointer => pointer.Service, StringComparer.Ordinal)
            .ToList();
        if (pointers.Count > 0)
        {
            content.ServicePointers = new ServicePointers { Pointers = { pointers } };
        }
    }

    private IEnumerable<ServicePointer> OfBenefits(PaidDays days, DateOnly asOf) =>
        from paid in Paid
        let last = days.LastPaid(paid.Benefit, asOf)
        where last is not null
        select Own(paid.Code, days.EarliestDay(paid.Benefit)!.Value, last.Value);

    private IEnumerable<ServicePointer> OfMonths(IEnumerable<DateOnly> ordered)
    {
        (DateOnly First, DateOnly Last)? run = null;
        foreach (var month in ordered)
        {
            if (run is { } ended && CivilTime.AddMonths(ended.Last, 1) != month)
            {
                yield return OfRun(ended.First, ended.Last);
                run = null;
            }

            run = (run?.First ?? month, month);
        }

        if (run is { } last)
        {
            yield return OfRun(last.First, last.Last);
        }
    }

    private ServicePointer OfRun(DateOnly firstMonth, DateOnly lastMonth) =>
        Own(BasicSocialAssistance, firstMonth, CivilTime.AddMonths(lastMonth, 1).AddDays(-1));

    private ServicePointer Own(string service, DateOnly first, DateOnly last) => new()
    {
        Organisation = self.Participation.ToString(),
        Unit = units.Of(self.Participation),
        Service = service,
        StartsOn = WireDate.Write(first),
        EndsOn = WireDate.Write(last),
    };

    private ServicePointer Pointer(ServiceParticipation participation) => new()
    {
        Organisation = participation.Organiser,
        Unit = Participation.TryParse(participation.Organiser, out var organiser) ? units.Of(organiser) : participation.Organiser,
        Service = participation.ServiceType,
        StartsOn = participation.FirstDay,
        EndsOn = participation.EndedOn,
    };
}
