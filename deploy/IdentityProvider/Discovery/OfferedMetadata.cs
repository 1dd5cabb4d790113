using System.Text.Json.Nodes;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.SignIn;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Discovery;

/// <summary>Tells in discovery (RFC 8414) what OpenIddict does not know to tell, and takes out what is not offered.</summary>
internal sealed class OfferedMetadata : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    private const string NoAuthentication = "none";

    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleConfigurationRequestContext>()
        .UseSingletonHandler<OfferedMetadata>()
        .SetOrder(OpenIddictServerHandlers.Discovery.AttachAdditionalMetadata.Descriptor.Order + 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        // There are no identity tokens: who a person is, services ask at userinfo.
        context.IdTokenSigningAlgorithms.Clear();
        context.Metadata["acr_values_supported"] = new JsonArray(PeopleReader.SubstantialAssurance, PeopleReader.HighAssurance);
        if (context.AuthorizationEndpoint is null)
        {
            return ValueTask.CompletedTask;
        }

        context.TokenEndpointAuthenticationMethods.Add(NoAuthentication);
        context.RevocationEndpointAuthenticationMethods.Clear();
        context.RevocationEndpointAuthenticationMethods.Add(NoAuthentication);
        context.PushedAuthorizationEndpointAuthenticationMethods.Clear();
        context.PushedAuthorizationEndpointAuthenticationMethods.Add(NoAuthentication);
        context.Metadata["ui_locales_supported"] = new JsonArray([.. SignInTexts.Languages.Select(language => (JsonNode)language)]);
        return ValueTask.CompletedTask;
    }
}
