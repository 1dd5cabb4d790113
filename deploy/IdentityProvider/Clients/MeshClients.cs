using System.Security.Cryptography;
using Mesh.Identity;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider;

/// <summary>The OAuth clients. Written into the store at every start, so that the code and the settings are what holds.</summary>
public static class MeshClients
{
    /// <summary>The scenario player: public, demonstration only.</summary>
    public const string ScenarioPlayer = "scenario-player";

    /// <summary>People's application in a browser: public, by code with PKCE.</summary>
    public const string Web = "mesh-web";

    /// <summary>People's application on a device: public, by code with PKCE.</summary>
    public const string Native = "mesh-native";

    /// <summary>The gateway: authenticated by its TLS client certificate (RFC 8705 section 2.1).</summary>
    public const string Gateway = "gateway";

    /// <summary>The demonstration's grant: a token for a person by id, without a sign-in.</summary>
    public const string PersonaGrantType = "urn:mesh:grant-type:persona";

    /// <summary>The name the certificate of a client must have; null for a public client.</summary>
    internal static string? CertificateOf(string? clientId) =>
        clientId == Gateway ? CertificateNames.Gateway
        : CertificateNames.Classify(clientId).Kind == CertificateNameKind.OwnSystem ? clientId
        : null;

    /// <summary>Every client there is to be. Where people do not sign in, neither they nor the player have one.</summary>
    internal static IEnumerable<OpenIddictApplicationDescriptor> Of(IdentityProviderSettings settings)
    {
        yield return ByCertificate(Gateway, GrantTypes.TokenExchange);
        foreach (var system in settings.OwnSystems)
        {
            yield return ByCertificate(system, GrantTypes.ClientCredentials);
        }

        if (settings.Directory().Environment != MeshEnvironment.Demonstration)
        {
            yield break;
        }

        yield return Player();
        if (settings.WebRedirects.Count > 0)
        {
            yield return ForPeople(Web, ApplicationTypes.Web, settings.WebRedirects);
        }

        if (settings.NativeRedirects.Count > 0)
        {
            yield return ForPeople(Native, ApplicationTypes.Native, settings.NativeRedirects);
        }
    }

    private static OpenIddictApplicationDescriptor Player() => new()
    {
        ClientId = ScenarioPlayer,
        ClientType = ClientTypes.Public,
        Permissions = { Permissions.Endpoints.Token, Permissions.Prefixes.GrantType + PersonaGrantType },
    };

    private static OpenIddictApplicationDescriptor ForPeople(string id, string type, IReadOnlyList<Uri> redirects)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientType = ClientTypes.Public,
            ApplicationType = type,
            // The mesh's own application: there is nobody else to whom a person could consent.
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.PushedAuthorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        client.RedirectUris.UnionWith(redirects);
        return client;
    }

    private static OpenIddictApplicationDescriptor ByCertificate(string id, string grantType) => new()
    {
        ClientId = id,
        ClientType = ClientTypes.Confidential,
        JsonWebKeySet = KeysOfNobody(),
        Permissions = { Permissions.Endpoints.Token, Permissions.Prefixes.GrantType + grantType },
    };

    // OpenIddict registers no confidential client without a secret or a key, although it may authenticate by TLS. The private half
    // of this key is gone when the method returns, and assertions are not among the accepted methods: the certificate is the only way.
    private static JsonWebKeySet KeysOfNobody()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var published = ECDsa.Create(key.ExportParameters(includePrivateParameters: false));
        var webKey = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(published));
        webKey.Use = JsonWebKeyUseNames.Sig;
        return new() { Keys = { webKey } };
    }
}
