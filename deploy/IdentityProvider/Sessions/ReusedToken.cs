using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using ValidateTokenEntry = OpenIddict.Server.OpenIddictServerHandlers.Protection.ValidateTokenEntry;

namespace Mesh.IdentityProvider.Sessions;

/// <summary>
/// A code or refresh token shown a second time is in two hands: the session ends (RFC 6749 section 4.1.2, RFC 9700 section 4.14.2). OpenIddict refuses
/// the token itself, but revokes only the tokens it finds; see <see cref="SessionEnd"/>.
/// </summary>
internal sealed class ReusedToken(IOpenIddictTokenManager tokens, SessionEnd session) : IOpenIddictServerHandler<ValidateTokenContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseScopedHandler<ReusedToken>()
        .SetOrder(ValidateTokenEntry.Descriptor.Order - 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.TokenId is { } id
            && await tokens.FindByIdAsync(id, context.CancellationToken) is { } token
            && await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
        {
            await session.EndAsync(context.AuthorizationId, context.CancellationToken);
        }
    }
}
