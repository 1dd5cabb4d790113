using Mesh.IdentityProvider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Grants;

/// <summary>
/// Answers token exchange requests. OpenIddict has authenticated the client, validated the subject token's signature, issuer, type
/// and expiry, and that the gateway may present it; what the mesh allows beyond that is <see cref="ExchangeRule"/>.
/// </summary>
internal sealed class TokenExchangeGrant(IdentityProviderSettings settings, PairwiseSubjects subjects) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseSingletonHandler<TokenExchangeGrant>()
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsTokenExchangeGrantType())
        {
            return ValueTask.CompletedTask;
        }

        var target = RequestedTarget.Of(context.Request, settings.Directory());
        var outcome = ExchangeRule.Decide(context.SubjectTokenPrincipal!, target, subjects, settings.Time.GetUtcNow());
        if (outcome.Principal is { } principal)
        {
            context.SignIn(principal);
        }
        else
        {
            context.Reject(outcome.Error, outcome.Description);
        }

        return ValueTask.CompletedTask;
    }
}
