using Mesh.Identity;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Grants;

/// <summary>
/// A token for a demonstration person by id, without a sign-in. Not registered where the directory says production at start; asked
/// again at each request, because a directory can be replaced under a running provider.
/// </summary>
internal sealed class PersonaGrant(IdentityProviderSettings settings, DemoPeople people, PairwiseSubjects subjects)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseSingletonHandler<PersonaGrant>()
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (context.Request.GrantType != MeshClients.PersonaGrantType)
        {
            return ValueTask.CompletedTask;
        }

        var directory = settings.Directory();
        if (directory.Environment != MeshEnvironment.Demonstration)
        {
            context.Reject(Errors.UnsupportedGrantType, "The grant type is not supported.");
            return ValueTask.CompletedTask;
        }

        if (people.Find((string?)context.Request["persona"]) is not { } person)
        {
            context.Reject(Errors.InvalidGrant, "No such persona.");
            return ValueTask.CompletedTask;
        }

        if (RequestedTarget.Of(context.Request, directory) is not { } target || !target.IsOpenTo(person))
        {
            context.Reject(Errors.InvalidTarget, "Exactly one resource is expected: a participation of the directory or the gateway; for a professional the own participation.");
            return ValueTask.CompletedTask;
        }

        context.SignIn(AccessTokenPrincipal.Of(subjects.Of(person, target), target, person));
        return ValueTask.CompletedTask;
    }
}
