using System.Security.Claims;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.Grants;

/// <summary>What the gateway gets for a person's token: a principal, or an OAuth error.</summary>
internal sealed record ExchangeOutcome(ClaimsPrincipal? Principal, string Error, string Description)
{
    internal static ExchangeOutcome Refused(string error, string description) => new(null, error, description);
}

/// <summary>
/// Token exchange (RFC 8693) as the mesh allows it. Pure. The person stays the same, so the new sub is the one by which the target's
/// organisation knows the person from direct tokens: the gateway's own sub handed on would let organisations join their registers.
/// </summary>
internal static class ExchangeRule
{
    internal static ExchangeOutcome Decide(ClaimsPrincipal subjectToken, TokenTarget? target, PairwiseSubjects subjects, DateTimeOffset now)
    {
        if (target?.Participation is null)
        {
            return ExchangeOutcome.Refused(Errors.InvalidTarget, "Exactly one participation of the directory is expected as audience or resource.");
        }

        // In the validated principal aud is what the token said, not what was asked for.
        if (subjectToken.GetAudiences() is not [var audience] || audience != TokenTarget.Gateway.Audience)
        {
            return ExchangeOutcome.Refused(Errors.InvalidGrant, "The subject token is not for the gateway.");
        }

        var kind = subjectToken.GetClaim(TokenClaims.Kind);
        if (kind != TokenClaims.CodeOf(PersonKind.Client) && kind != TokenClaims.CodeOf(PersonKind.Operator))
        {
            return ExchangeOutcome.Refused(Errors.InvalidGrant, "Only a client's or an operator's token is exchanged.");
        }

        var left = (subjectToken.GetExpirationDate() ?? now) - now;
        if (subjects.Find(subjectToken.GetClaim(Claims.Subject), TokenTarget.Gateway) is not { } person
            || TokenClaims.CodeOf(person.Kind) != kind
            || subjectToken.GetClaim(TokenClaims.Assurance) is not { Length: > 0 } assurance
            || left <= TimeSpan.Zero)
        {
            return ExchangeOutcome.Refused(Errors.InvalidGrant, "The subject token is not valid.");
        }

        var life = left < TokenClaims.Life ? left : TokenClaims.Life;
        return new(AccessTokenPrincipal.Of(subjects.Of(person, target), target, kind, organisation: null, assurance, life), "", "");
    }
}
