using Mesh.IdentityProvider.People;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>Names and values in access tokens. Neither a personal identity code nor a name is among them.</summary>
public static class TokenClaims
{
    /// <summary>client, professional or operator; system for an own system, which no service takes for a caller.</summary>
    public const string Kind = "mesh_kind";

    /// <summary>URN of a professional's or own system's participation; absent for others.</summary>
    public const string Organisation = "mesh_org";

    /// <summary>Level of assurance (OpenID Connect Core section 2, acr).</summary>
    public const string Assurance = "acr";

    /// <summary>Userinfo only: a client's personal identity code.</summary>
    public const string PersonalIdentityCode = "personal_identity_code";

    /// <summary>Life of an access token; an exchanged one never outlives the one it was given for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    internal static readonly IReadOnlyList<string> Offered =
        [Claims.Issuer, Claims.Subject, Claims.Audience, Claims.ExpiresAt, Claims.IssuedAt, Claims.JwtId, Claims.ClientId, Kind, Organisation, Assurance, PersonalIdentityCode];

    internal const string SystemKind = "system";

    internal static string CodeOf(PersonKind kind) => kind switch
    {
        PersonKind.Client => "client",
        PersonKind.Professional => "professional",
        PersonKind.Operator => "operator",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), "The kind has no code."),
    };
}
