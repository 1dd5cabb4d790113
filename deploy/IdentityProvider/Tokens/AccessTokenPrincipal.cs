using System.Security.Claims;
using Mesh.Identity;
using Mesh.IdentityProvider.People;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>Builds what goes into an access token: claims are added here by name, nothing is copied from elsewhere.</summary>
internal static class AccessTokenPrincipal
{
    internal static ClaimsPrincipal Of(string subject, TokenTarget target, DemoPerson person) =>
        Of(subject, target, TokenClaims.CodeOf(person.Kind), person.Participation?.Urn, person.Assurance, TokenClaims.Life);

    internal static ClaimsPrincipal OfSystem(string name, Participation own, TokenTarget target) =>
        Of(name, target, TokenClaims.SystemKind, own.Urn, assurance: null, TokenClaims.Life);

    internal static ClaimsPrincipal Of(string subject, TokenTarget target, string kind, string? organisation, string? assurance, TimeSpan life)
    {
        var identity = new ClaimsIdentity("mesh");
        identity.SetClaim(Claims.Subject, subject);
        identity.SetClaim(TokenClaims.Kind, kind);
        identity.SetClaim(TokenClaims.Organisation, organisation);
        identity.SetClaim(TokenClaims.Assurance, assurance);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);

        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(target.Audience);
        principal.SetAccessTokenLifetime(life);
        return principal;
    }
}
