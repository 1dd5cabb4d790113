using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Sessions;

/// <summary>
/// Of requests that show one refresh token at the same moment, one at most is answered. OpenIddict redeems a refresh token without
/// asking whether it was the first, which would give each of them a new one.
/// </summary>
internal sealed class RefreshOnce(IOpenIddictTokenManager tokens, SessionEnd session) : IOpenIddictServerHandler<ProcessSignInContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseScopedHandler<RefreshOnce>()
        .SetOrder(OpenIddictServerHandlers.RedeemTokenEntry.Descriptor.Order - 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType != OpenIddictServerEndpointType.Token || !context.Request.IsRefreshTokenGrantType())
        {
            return;
        }

        var shown = context.Transaction.GetProperty<ProcessAuthenticationContext>(typeof(ProcessAuthenticationContext).FullName!)!.RefreshTokenPrincipal!;
        if (await tokens.FindByIdAsync(shown.GetTokenId()!, context.CancellationToken) is { } token
            && await tokens.TryRedeemAsync(token, context.CancellationToken))
        {
            return;
        }

        await session.EndAsync(shown.GetAuthorizationId(), context.CancellationToken);
        context.Reject(Errors.InvalidGrant, "The refresh token has been used already.");
    }
}
