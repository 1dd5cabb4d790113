using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider;

/// <summary>The OAuth clients. Written into the store at every start, so that the code is what holds.</summary>
public static class MeshClients
{
    /// <summary>The scenario player: public, demonstration only.</summary>
    public const string ScenarioPlayer = "scenario-player";

    /// <summary>The gateway: authenticated by its TLS client certificate (RFC 8705 section 2.1).</summary>
    public const string Gateway = "gateway";

    /// <summary>The demonstration's grant: a token for a person by id, without a sign-in.</summary>
    public const string PersonaGrantType = "urn:mesh:grant-type:persona";

    internal static OpenIddictApplicationDescriptor ScenarioPlayerDescriptor() => new()
    {
        ClientId = ScenarioPlayer,
        ClientType = ClientTypes.Public,
        Permissions = { Permissions.Endpoints.Token, Permissions.Prefixes.GrantType + PersonaGrantType },
    };

    internal static OpenIddictApplicationDescriptor GatewayDescriptor() => new()
    {
        ClientId = Gateway,
        ClientType = ClientTypes.Confidential,
        JsonWebKeySet = KeysOfNobody(),
        Permissions = { Permissions.Endpoints.Token, Permissions.Prefixes.GrantType + GrantTypes.TokenExchange },
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
