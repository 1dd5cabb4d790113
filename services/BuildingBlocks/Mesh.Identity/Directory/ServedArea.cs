namespace Mesh.Identity;

/// <summary>One municipality, or the whole country, that a participation serves for a time.</summary>
/// <param name="MunicipalityCode">Three digits, or <see cref="WholeCountry"/>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included; null: for the time being.</param>
/// <param name="ClientGroups">Client groups served; empty: every client group not served by another row with that group.</param>
public sealed record ServedArea(string MunicipalityCode, DateOnly From, DateOnly? To, IReadOnlyList<string> ClientGroups)
{
    /// <summary>Municipality code of a row for the whole country.</summary>
    public const string WholeCountry = "*";

    /// <summary>Whether the row says anything of the municipality on the day.</summary>
    public bool Covers(string municipalityCode, DateOnly on) => CoversAnyDay(municipalityCode, on, on);

    /// <summary>Whether the row says anything of the municipality on some day of a time.</summary>
    /// <param name="municipalityCode">Three digits.</param>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day, included.</param>
    public bool CoversAnyDay(string municipalityCode, DateOnly first, DateOnly last) =>
        (MunicipalityCode == municipalityCode || MunicipalityCode == WholeCountry) && From <= last && first <= (To ?? DateOnly.MaxValue);

    /// <summary>Whether two rows answer the same question: same municipality, a common day, and a common group or both the rest.</summary>
    internal bool Overlaps(ServedArea other) =>
        (MunicipalityCode == other.MunicipalityCode || MunicipalityCode == WholeCountry || other.MunicipalityCode == WholeCountry)
        && From <= (other.To ?? DateOnly.MaxValue) && other.From <= (To ?? DateOnly.MaxValue)
        && (ClientGroups.Count == 0 ? other.ClientGroups.Count == 0 : ClientGroups.Intersect(other.ClientGroups, StringComparer.Ordinal).Any());
}
