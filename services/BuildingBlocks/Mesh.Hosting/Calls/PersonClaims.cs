using Mesh.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mesh.Hosting.Calls;

/// <summary>What an access token says of a person. It carries no identity code and no name.</summary>
/// <param name="Subject">Pairwise id.</param>
/// <param name="Kind">Professional, client or operator.</param>
/// <param name="Organisation">The professional's participation; null for others.</param>
/// <param name="Assurance">Assurance of authentication, as a URI.</param>
public sealed record PersonClaims(string Subject, CallerKind Kind, Participation? Organisation, string Assurance)
{
    /// <summary>Claim that tells professionals, clients and operators apart.</summary>
    public const string KindClaim = "mesh_kind";

    /// <summary>Claim with the professional's participation as a URN.</summary>
    public const string OrganisationClaim = "mesh_org";

    internal static PersonClaims? Of(JsonWebToken token)
    {
        CallerKind? kind = Text(token, KindClaim) switch
        {
            "professional" => CallerKind.Professional,
            "client" => CallerKind.Client,
            "operator" => CallerKind.Operator,
            _ => null,
        };
        Participation? organisation = Participation.TryParseUrn(Text(token, OrganisationClaim), out var named) ? named : null;
        return kind is { } known && token.Subject is { Length: > 0 } subject && (known != CallerKind.Professional || organisation is not null)
            ? new PersonClaims(subject, known, organisation, Text(token, "acr") ?? "")
            : null;
    }

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}
