using OpenIddict.Abstractions;

namespace Mesh.IdentityProvider.Sessions;

/// <summary>
/// Ends a session whole. The authorization goes first: a token that another request is about to write hangs on it and is dead with it,
/// whereas revoking the tokens written so far would let that one live.
/// </summary>
internal sealed class SessionEnd(IOpenIddictAuthorizationManager authorizations, IOpenIddictTokenManager tokens)
{
    internal async Task EndAsync(string? authorizationId, CancellationToken cancellation)
    {
        if (authorizationId is null)
        {
            return;
        }

        if (await authorizations.FindByIdAsync(authorizationId, cancellation) is { } authorization)
        {
            await authorizations.TryRevokeAsync(authorization, cancellation);
        }

        await tokens.RevokeByAuthorizationIdAsync(authorizationId, cancellation);
    }
}
