using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>
/// Takes out of an access token what OpenIddict adds of the sign-in. The authorization's id is the same in every token of a sign-in,
/// whatever the audience: by it organisations could join their registers, which pairwise subs are there to prevent.
/// </summary>
internal sealed class FinishedAccessToken : IOpenIddictServerHandler<ProcessSignInContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ProcessSignInContext>()
        .UseSingletonHandler<FinishedAccessToken>()
        .SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.AccessTokenPrincipal is not { } principal)
        {
            return ValueTask.CompletedTask;
        }

        principal.SetAuthorizationId(null);
        principal.SetScopes();
        if (principal.HasAudience(TokenTarget.Gateway.Audience))
        {
            // The gateway may present it at the token endpoint (exchange) though it was issued to somebody else.
            principal.SetPresenters(MeshClients.Gateway);
        }

        return ValueTask.CompletedTask;
    }
}
