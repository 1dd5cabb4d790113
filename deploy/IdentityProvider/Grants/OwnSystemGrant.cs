using Mesh.Identity;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Server;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Grants;

/// <summary>
/// A token that names a participation's own system (RFC 6749 section 4.4), whose certificate has been checked by
/// <see cref="ClientCertificateAuthentication"/>. No service takes it: own systems call with their certificate (docs/identity.md).
/// </summary>
internal sealed class OwnSystemGrant(IdentityProviderSettings settings) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseSingletonHandler<OwnSystemGrant>()
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
        {
            return ValueTask.CompletedTask;
        }

        var system = CertificateNames.Classify(context.ClientId);
        var directory = settings.Directory();
        if (system.Participation is not { } own || directory.Find(own) is null)
        {
            context.Reject(Errors.UnauthorizedClient, "Only an own system of a participation of the directory has a token of its own.");
        }
        else if (RequestedTarget.Of(context.Request, directory) is not { } target || (target != TokenTarget.Gateway && target.Participation != own))
        {
            context.Reject(Errors.InvalidTarget, "Exactly one resource is expected: the own participation or the gateway.");
        }
        else
        {
            context.SignIn(AccessTokenPrincipal.OfSystem(context.ClientId!, own, target));
        }

        return ValueTask.CompletedTask;
    }
}
