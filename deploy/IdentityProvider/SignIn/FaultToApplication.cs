using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>
/// Tells the application what was wrong with its authorization request (RFC 6749 section 4.1.2.1). OpenIddict leaves the person with
/// most faults; it looks at parameters before it knows whether the redirect URI is the client's, which is asked here.
/// </summary>
internal sealed class FaultToApplication(IOpenIddictApplicationManager applications) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseScopedHandler<FaultToApplication>()
        .SetOrder(OpenIddictServerHandlers.Authentication.InferResponseMode.Descriptor.Order + 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Error is not null
            && context.RedirectUri is null
            && context.Request is { ClientId: { Length: > 0 } client, RedirectUri: { Length: > 0 } redirect }
            && await applications.FindByClientIdAsync(client, context.CancellationToken) is { } application
            && await applications.ValidateRedirectUriAsync(application, redirect, context.CancellationToken))
        {
            context.RedirectUri = redirect;
            context.ResponseMode = ResponseModes.Query;
        }
    }
}
