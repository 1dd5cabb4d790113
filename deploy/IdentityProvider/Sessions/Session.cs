using System.Security.Claims;
using Mesh.IdentityProvider.People;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.Sessions;

/// <summary>
/// Who signed in and when: what codes and refresh tokens say beyond access tokens. They are encrypted and only the provider reads
/// them; the claims have no destination, so OpenIddict leaves them out of access tokens.
/// </summary>
internal sealed record Session(DemoPerson Person, DateTimeOffset SignedInAt)
{
    private const string PersonClaim = "mesh_person";

    /// <summary>The principal of an authorization code.</summary>
    internal ClaimsPrincipal Code(IEnumerable<string> resources, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("mesh");
        identity.SetClaim(Claims.Subject, Person.Id);
        var principal = Mark(new(identity));
        principal.SetResources(resources);
        principal.SetScopes(scopes);
        return principal;
    }

    /// <summary>Adds the session to a principal of which a refresh token is made.</summary>
    internal ClaimsPrincipal Mark(ClaimsPrincipal principal)
    {
        principal.SetClaim(PersonClaim, Person.Id);
        principal.SetClaim(Claims.AuthenticationTime, SignedInAt.ToUnixTimeSeconds());
        return principal;
    }

    /// <summary>The session of a validated code or refresh token; null when the person is no longer among the people.</summary>
    internal static Session? Of(ClaimsPrincipal principal, DemoPeople people) =>
        people.Find(principal.GetClaim(PersonClaim)) is { } person
        && long.TryParse(principal.GetClaim(Claims.AuthenticationTime), out var seconds)
            ? new(person, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;
}
