using Mesh.Hosting.Contracts;
using Mesh.Statutes;
using Tyollisyys.Mesh.Protos.RehabilitativeWork.V1;
using LawForm = Mesh.Statutes.LegalForm;
using LawMode = Mesh.Statutes.ProvisionMode;
using WireForm = Tyollisyys.Mesh.Protos.RehabilitativeWork.V1.LegalForm;
using WireMode = Tyollisyys.Mesh.Protos.RehabilitativeWork.V1.ProvisionMode;

namespace Mesh.WellbeingRegion.RehabilitativeWork;

/// <summary>A placement to agree put before the law (KTT-PROV-1…3, KTT-DUR), by the law of its first day.</summary>
internal static class PlacementLaw
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["LAST_DAY"] = "schedule.last_day",
        ["DAYS_PER_WEEK"] = "schedule.days_per_week",
        ["HOURS_PER_DAY"] = "schedule.hours_per_day",
        ["CONTRACT"] = "contract",
    };

    /// <summary>What the rules say of a request that its contract's rules have passed.</summary>
    public static PlacementOutcome Of(AgreePlacementRequest request) =>
        Try(request) ?? throw new InvalidOperationException("The request was checked.");

    /// <summary>The same for a request that may break its contract's rules; null when the law cannot be asked.</summary>
    public static PlacementOutcome? Try(AgreePlacementRequest request)
    {
        if (!WireDate.TryRead(request.Schedule?.FirstDay ?? "", out var first)
            || !WireDate.TryRead(request.Schedule?.LastDay ?? "", out var last)
            || !WireDate.TryRead(request.Contract?.ValidFrom ?? "", out var from)
            || first < Era.All[0].From
            || last == DateOnly.MaxValue)
        {
            return null;
        }

        DateOnly? through = WireDate.TryRead(request.Contract!.ValidThrough, out var known) ? known : null;
        return PlacementRules.Decide(
            new PlacementFacts
            {
                Mode = Of(request.Mode),
                WorkProvider = Of(request.WorkProvider?.LegalForm ?? WireForm.Other),
                WorkSubcontractors = [.. (request.WorkProvider?.Subcontractors ?? []).Select(link => Of(link.LegalForm))],
                GuidanceProvider = request.GuidanceProvider is { } guidance ? Of(guidance.LegalForm) : null,
                ContractFrom = from,
                ContractThrough = through,
                ProcurementConditionsConfirmed = request.Contract.ProcurementConditionsConfirmed,
                PriceCents = request.Contract.PriceCents,
                FirstDay = first,
                LastDay = last,
                DaysPerWeek = request.Schedule!.DaysPerWeek,
                HoursPerDay = request.Schedule.HoursPerDay,
            },
            first);
    }

    /// <summary>KTT-DUR over all of a client's placements: what those that are open already leave of the week.</summary>
    public static IReadOnlyList<PlacementFault> Together(WorkSchedule asked, IEnumerable<WorkSchedule> others) =>
        PlacementsTogether.Faults(Load(asked), [.. others.Select(Load)]);

    private static WeeklyLoad Load(WorkSchedule schedule) =>
        new(WireDate.Read(schedule.FirstDay), WireDate.Read(schedule.LastDay), schedule.DaysPerWeek, schedule.HoursPerDay);

    /// <summary>
    /// The field of a fault that lies in what was asked for (KTT-DUR, a contract that does not cover it); null for a fault that lies
    /// in who provides, which no other dates would mend.
    /// </summary>
    public static string? FieldOf(PlacementFault fault) => Fields.GetValueOrDefault(fault.Field);

    private static LawMode Of(WireMode mode) => mode switch
    {
        WireMode.WithOtherRegions => LawMode.WithOtherRegions,
        WireMode.Contract => LawMode.Contract,
        WireMode.Horizontal => LawMode.Horizontal,
        _ => LawMode.Own,
    };

    // A form this version does not know is for a lawyer, as the contract says of other forms.
    private static LawForm Of(WireForm form) => form switch
    {
        WireForm.WellbeingServicesCounty => LawForm.WellbeingServicesCounty,
        WireForm.Municipality => LawForm.Municipality,
        WireForm.State => LawForm.State,
        WireForm.Association => LawForm.Association,
        WireForm.Foundation => LawForm.Foundation,
        WireForm.Parish => LawForm.Parish,
        WireForm.LimitedCompany => LawForm.LimitedCompany,
        WireForm.Partnership => LawForm.Partnership,
        WireForm.SoleTrader => LawForm.SoleTrader,
        WireForm.Cooperative => LawForm.Cooperative,
        _ => LawForm.Other,
    };
}
