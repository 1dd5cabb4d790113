using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.ConsentNotices;

/// <summary>What has been told of some consents.</summary>
public sealed class HeardOfConsents
{
    private readonly ILookup<(Guid ConsentId, string Holder), HeardConsentRow> _told;

    internal HeardOfConsents(IEnumerable<HeardConsentRow> rows) => _told = rows.ToLookup(row => (row.ConsentId, row.Holder));

    /// <summary>The first that was told by which something of these categories no longer rests on the consent; null when all of it does.</summary>
    /// <param name="holder">The consent's holder, as <c>business id/ROLE</c>: what anybody else says of it counts for nothing.</param>
    /// <param name="consentId">The consent.</param>
    /// <param name="given">What was given on it.</param>
    public HeardConsentRow? TakenBack(string holder, Guid consentId, IReadOnlyCollection<DataCategory> given) =>
        _told[(consentId, holder)].Where(row => given.Except(Read(row.RemainingCategories)).Any()).MinBy(row => row.Revision);

    internal static string Write(IEnumerable<DataCategory> categories) => string.Join(',', categories);

    // A name that this version does not know is of a category that it was never given.
    private static IEnumerable<DataCategory> Read(string names) =>
        names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => Enum.TryParse<DataCategory>(name, out var category) ? category : DataCategory.Unspecified);
}
