using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Mesh.IdentityProvider.People;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>
/// Pairwise subject identifiers (OpenID Connect Core section 8.1): a person has one sub per organisation, the same in all its roles
/// and by whatever road the token came, and organisations cannot join their registers by it.
/// </summary>
internal sealed class PairwiseSubjects(byte[] key, DemoPeople people)
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, DemoPerson>> _bySector = new(StringComparer.Ordinal);

    /// <summary>HMAC-SHA-256 of the person's id within the sector, base64url, 43 characters.</summary>
    internal string Of(DemoPerson person, TokenTarget target) => Of(person, target.Sector);

    /// <summary>Whom a sub of the target's sector means, or null. The way back is a table, so no person's id has to travel in a token.</summary>
    internal DemoPerson? Find(string? subject, TokenTarget target) => subject is null
        ? null
        : _bySector.GetOrAdd(target.Sector, sector => people.All.ToFrozenDictionary(person => Of(person, sector), StringComparer.Ordinal)).GetValueOrDefault(subject);

    // The separator stands in no sector and no id, so no two pairs give the same text.
    private string Of(DemoPerson person, string sector) =>
        Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(sector + "\n" + person.Id)));
}
