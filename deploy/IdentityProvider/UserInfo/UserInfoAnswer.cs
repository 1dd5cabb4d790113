using System.Security.Claims;
using Mesh.Identity;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.UserInfo;

/// <summary>
/// The userinfo endpoint (OpenID Connect Core section 5.3): the only way to a client's personal identity code. The token alone does
/// not open it, since the gateway sees tokens: the peer must prove with its certificate that it is the token's audience.
/// </summary>
internal sealed partial class UserInfoAnswer(
    IdentityProviderSettings settings, PeerCertificates peers, PairwiseSubjects subjects, ILogger<UserInfoAnswer> log)
{
    internal async Task<IResult> AnswerAsync(HttpContext context)
    {
        // OpenIddict has refused a missing, forged or expired token with 401 before this is reached; the very moment of exp it still
        // takes, RFC 7519 section 4.1.4 does not.
        var authenticated = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (authenticated.Principal is not { } token || !(token.GetExpirationDate() > settings.Time.GetUtcNow()))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var verdict = peers.Inspect(context.Connection.ClientCertificate);
        if (token.GetClaim(TokenClaims.Kind) == TokenClaims.SystemKind && verdict.Uri == token.GetClaim(Claims.Subject))
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new Dictionary<string, string> { [Claims.Subject] = verdict.Uri });
        }

        var target = token.GetAudiences() is [var audience] ? TokenTarget.Find(audience, settings.Directory()) : null;
        if (target is null || verdict.Uri != target.Audience || subjects.Find(token.GetClaim(Claims.Subject), target) is not { } person)
        {
            Refused(log, verdict.Refusal, verdict.Uri);
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(Claimed(token, target, person));
    }

    private static Dictionary<string, string> Claimed(ClaimsPrincipal token, TokenTarget target, DemoPerson person)
    {
        var claims = new Dictionary<string, string> { [Claims.Subject] = token.GetClaim(Claims.Subject)! };
        if (token.GetClaim(TokenClaims.Kind) == TokenClaims.CodeOf(PersonKind.Client) && target.Participation is not null && person.Code is { } code)
        {
            claims[TokenClaims.PersonalIdentityCode] = code.Reveal();
        }

        return claims;
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Userinfo refused: certificate {Refusal}, peer '{Peer}'")]
    private static partial void Refused(ILogger logger, CertificateRefusal refusal, string peer);
}
