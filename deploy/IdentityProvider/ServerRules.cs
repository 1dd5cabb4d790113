using Mesh.Identity;
using Mesh.IdentityProvider.Discovery;
using Mesh.IdentityProvider.Grants;
using Mesh.IdentityProvider.Sessions;
using Mesh.IdentityProvider.SignIn;
using Mesh.IdentityProvider.Storage;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider;

/// <summary>What OpenIddict is told: endpoints, flows, lives, and the mesh's own handlers.</summary>
internal static class ServerRules
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);

    internal static void Apply(OpenIddictServerBuilder server, IdentityProviderSettings settings, ProviderKeys keys)
    {
        server.SetIssuer(settings.Issuer);
        server.SetTokenEndpointUris(IdentityProviderApplication.TokenPath).SetUserInfoEndpointUris(IdentityProviderApplication.UserInfoPath);
        server.AddSigningKey(keys.Signing).AddEncryptionKey(keys.Encryption).DisableAccessTokenEncryption();
        server.SetAccessTokenLifetime(TokenClaims.Life);

        server.AllowTokenExchangeFlow().AllowClientCredentialsFlow();
        var aspNetCore = server.UseAspNetCore().EnableUserInfoEndpointPassthrough();
        if (settings.Directory().Environment == MeshEnvironment.Demonstration)
        {
            server.AllowCustomFlow(MeshClients.PersonaGrantType);
            AllowSignIn(server, settings);
            aspNetCore.EnableAuthorizationEndpointPassthrough();
        }

        server.Configure(Narrow);
        server.EnablePublicKeyInfrastructureTlsClientAuthentication(settings.TrustedRoots);
        server.RemoveEventHandler(OpenIddictServerHandlers.ValidateClientCertificate.Descriptor);
        server.AddEventHandler(ClientCertificateAuthentication.Descriptor);

        // Targets are judged against the directory in use at each request, which a list fixed at start could not follow.
        server.DisableResourceValidation().DisableAudienceValidation().IgnoreResourcePermissions().IgnoreAudiencePermissions();
        server.AddEventHandler(PersonaGrant.Descriptor).AddEventHandler(TokenExchangeGrant.Descriptor).AddEventHandler(OwnSystemGrant.Descriptor);
        server.AddEventHandler(FinishedAccessToken.Descriptor).AddEventHandler(UnstoredAccessToken.Descriptor);
        server.AddEventHandler(OfferedMetadata.Descriptor);
    }

    private static void AllowSignIn(OpenIddictServerBuilder server, IdentityProviderSettings settings)
    {
        server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
        server.SetAuthorizationEndpointUris(IdentityProviderApplication.AuthorizationPath)
            .SetPushedAuthorizationEndpointUris(IdentityProviderApplication.PushedAuthorizationPath)
            .SetRevocationEndpointUris(IdentityProviderApplication.RevocationPath);
        server.SetAuthorizationCodeLifetime(CodeLife).SetRefreshTokenLifetime(settings.Session.Sliding);

        // No leeway: an application whose answer got lost signs in again, and a stolen token is found out at its first use.
        server.SetRefreshTokenReuseLeeway(TimeSpan.Zero);
        server.AddEventHandler(SignedInGrant.Descriptor).AddEventHandler(ReusedToken.Descriptor).AddEventHandler(RefreshOnce.Descriptor);
        server.AddEventHandler(FaultToApplication.Descriptor);
    }

    private static void Narrow(OpenIddictServerOptions options)
    {
        options.SubjectTokenTypes.IntersectWith([TokenTypeIdentifiers.AccessToken]);
        options.ActorTokenTypes.Clear();
        options.RequestedTokenTypes.IntersectWith([TokenTypeIdentifiers.AccessToken]);
        options.SubjectTypes.Clear();
        options.SubjectTypes.Add(SubjectTypes.Pairwise);
        options.CodeChallengeMethods.IntersectWith([CodeChallengeMethods.Sha256]);
        options.ResponseModes.IntersectWith([ResponseModes.Query]);
        options.PromptValues.IntersectWith([PromptValues.Login, PromptValues.SelectAccount, PromptValues.None]);
        options.Scopes.Remove(Scopes.OpenId);
        options.Claims.Clear();
        options.Claims.UnionWith(TokenClaims.Offered);

        // One provider reads its own clock: the usual five minutes of grace would double a token's life.
        options.TokenValidationParameters.ClockSkew = TimeSpan.Zero;
    }
}
