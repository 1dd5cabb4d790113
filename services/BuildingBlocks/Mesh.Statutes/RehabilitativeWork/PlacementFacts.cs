namespace Mesh.Statutes;

/// <summary>How the region provides the work activity (KTT-ORG-2).</summary>
public enum ProvisionMode
{
    /// <summary>The region itself.</summary>
    Own = 1,

    /// <summary>Together with other regions.</summary>
    WithOtherRegions,

    /// <summary>By contract.</summary>
    Contract,

    /// <summary>Horizontal cooperation between contracting authorities.</summary>
    Horizontal,
}

/// <summary>Legal form of a provider (A9).</summary>
public enum LegalForm
{
    /// <summary>Wellbeing services county (hyvinvointialue).</summary>
    WellbeingServicesCounty = 1,

    /// <summary>Municipality (kunta) or joint municipal authority.</summary>
    Municipality,

    /// <summary>State.</summary>
    State,

    /// <summary>Registered association (yhdistys).</summary>
    Association,

    /// <summary>Foundation (säätiö).</summary>
    Foundation,

    /// <summary>Parish (seurakunta).</summary>
    Parish,

    /// <summary>Limited company (osakeyhtiö), also a municipality's own.</summary>
    LimitedCompany,

    /// <summary>General or limited partnership.</summary>
    Partnership,

    /// <summary>Sole trader (toiminimi).</summary>
    SoleTrader,

    /// <summary>Cooperative (osuuskunta).</summary>
    Cooperative,

    /// <summary>Another form.</summary>
    Other,
}

/// <summary>A placement in rehabilitative work activity, as far as the rules ask.</summary>
public sealed record PlacementFacts
{
    /// <summary>Mode of provision.</summary>
    public required ProvisionMode Mode { get; init; }

    /// <summary>Legal form of the organiser: the region, in Helsinki the City. What is its own production depends on it (KTT-ORG-2).</summary>
    public LegalForm Organiser { get; init; } = LegalForm.WellbeingServicesCounty;

    /// <summary>Legal form of whoever provides the work activity.</summary>
    public required LegalForm WorkProvider { get; init; }

    /// <summary>Legal forms of every subcontractor of the work activity, the whole chain.</summary>
    public IReadOnlyList<LegalForm> WorkSubcontractors { get; init; } = [];

    /// <summary>Legal form of whoever provides support and guidance; null when the work provider does. A company may (KTT-PROV-2).</summary>
    public LegalForm? GuidanceProvider { get; init; }

    /// <summary>First valid day of the contract.</summary>
    public required DateOnly ContractFrom { get; init; }

    /// <summary>Last valid day of the contract; null when open.</summary>
    public DateOnly? ContractThrough { get; init; }

    /// <summary>Whether the conditions of horizontal cooperation are confirmed.</summary>
    public bool ProcurementConditionsConfirmed { get; init; }

    /// <summary>Price in euro cents per month. What is bought has one by nature; in horizontal cooperation it is for a lawyer (KTT-PROV-3).</summary>
    public long PriceCents { get; init; }

    /// <summary>First day of the placement.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last day of the placement, included.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>Days a week.</summary>
    public required int DaysPerWeek { get; init; }

    /// <summary>Hours a day.</summary>
    public required int HoursPerDay { get; init; }

    /// <summary>The region's own limits of duration; null means those of the date.</summary>
    public PlacementLimits? Limits { get; init; }

    /// <summary>The type's name only: a schedule is about a person.</summary>
    public override string ToString() => nameof(PlacementFacts);
}
