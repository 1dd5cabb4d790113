namespace Mesh.Statutes.Tests;

/// <summary>Artificial placements for the tests.</summary>
internal static class Placements
{
    /// <summary>SC2: a municipality's workplace in horizontal cooperation, a company for guidance, 22.1.–21.4.2024: three months to the day.</summary>
    internal static readonly PlacementFacts Eetu = new()
    {
        Mode = ProvisionMode.Horizontal,
        WorkProvider = LegalForm.Municipality,
        GuidanceProvider = LegalForm.LimitedCompany,
        ContractFrom = new(2024, 1, 1),
        ContractThrough = new(2024, 12, 31),
        ProcurementConditionsConfirmed = true,
        FirstDay = new(2024, 1, 22),
        LastDay = new(2024, 4, 21),
        DaysPerWeek = 4,
        HoursPerDay = 4,
    };

    /// <summary>As Eetu's, on other days, under a contract that covers any.</summary>
    internal static PlacementFacts Over(DateOnly firstDay, DateOnly lastDay) =>
        Eetu with { FirstDay = firstDay, LastDay = lastDay, ContractFrom = DateOnly.MinValue, ContractThrough = null };

    internal static string[] Codes(this PlacementFacts facts) => [.. facts.Decide().Faults.Select(f => f.Code)];

    internal static PlacementOutcome Decide(this PlacementFacts facts) => PlacementRules.Decide(facts, new(2024, 1, 16));
}
