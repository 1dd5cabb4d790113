using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.ConsentNotices;

/// <summary>What of something given on a consent the client has taken back, as far as its holder has told.</summary>
/// <param name="Categories">Of which categories.</param>
/// <param name="At">When the first of it was, in the mesh's time, as its notice says.</param>
/// <param name="KnownAt">Since when it is known here, in the mesh's time.</param>
public sealed record TakenBack(IReadOnlyList<DataCategory> Categories, DateTimeOffset At, DateTimeOffset KnownAt);

/// <summary>What has been told of some consents.</summary>
public sealed class HeardOfConsents
{
    private readonly ILookup<(Guid ConsentId, string Holder), HeardConsentRow> _told;

    internal HeardOfConsents(IEnumerable<HeardConsentRow> rows) => _told = rows.ToLookup(row => (row.ConsentId, row.Holder));

    /// <summary>What no longer rests on the consent; null when all of it does, or nobody has told.</summary>
    /// <param name="holder">The consent's holder, as <c>business id/ROLE</c>: what anybody else says of it counts for nothing.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="given">What was given on it.</param>
    public TakenBack? Of(string holder, Guid consentId, IReadOnlyCollection<DataCategory> given)
    {
        // A consent only ever becomes narrower: the newest of what is heard takes back the most, whichever came first.
        var told = _told[(consentId, holder)].OrderBy(row => row.Revision)
            .Select(row => (Row: row, Categories: given.Except(Read(row.RemainingCategories)).ToList()))
            .Where(act => act.Categories.Count > 0)
            .ToList();
        return told.Count == 0 ? null : new(told[^1].Categories, told[0].Row.TakenBackAt, told.Min(act => act.Row.KnownAt));
    }

    internal static string Write(IEnumerable<DataCategory> categories) => string.Join(',', categories);

    // A name that this version does not know is of a category that it was never given.
    private static IEnumerable<DataCategory> Read(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.TryParse<DataCategory>(name, out var category) ? category : DataCategory.Unspecified);
}
