using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mesh.Certificates;
using Mesh.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tyollisyys.Mesh.Protos.Rules.V1;

namespace Mesh.EndToEnd.Tests;

/// <summary>Somebody who calls a participation's own address.</summary>
/// <param name="Name">In words.</param>
/// <param name="Certificate">What is shown in the handshake.</param>
/// <param name="Token">What is sent along.</param>
/// <param name="Right">The one access this caller has there; null for somebody who has none.</param>
/// <param name="IsLetIn">False for somebody whom the handshake refuses.</param>
public sealed record AnyCaller(string Name, X509Certificate2? Certificate, string? Token, Access? Right, bool IsLetIn = true);

/// <summary>Everybody who could call a participation, and what each may.</summary>
internal static class WrongCallers
{
    private const string AnyClient = "aino";

    /// <summary>Every caller of one participation.</summary>
    public static async Task<IReadOnlyList<AnyCaller>> OfAsync(ServedMesh mesh, Participation target, string forgeryFolder)
    {
        var gateway = mesh.Certificate(CertificateNames.Gateway);
        var other = mesh.Installation.Directory.Current.Entries.Select(entry => entry.Participation).First(each => each != target);
        var otherOfRole = mesh.Installation.Directory.Current.Entries.Select(entry => entry.Participation)
            .FirstOrDefault(each => each != target && each.Role == target.Role, other);
        var peer = mesh.Certificate(other.Urn);
        var own = mesh.Certificate(CertificateNames.ForOwnSystem(target, "payments"));
        using var forger = DevelopmentAuthority.OpenOrCreate(forgeryFolder);
        var client = await mesh.TokenAsync(AnyClient, target.Urn);
        var operatorToken = await mesh.TokenAsync("operator", target.Urn);
        var callers = new List<AnyCaller>
        {
            new("nobody: no certificate", null, null, null, IsLetIn: false),
            new("a forged gateway", forger.Issue(CertificateNames.Gateway, CertificateUse.ClientOnly), client, null, IsLetIn: false),
            new("a forged participation", forger.Issue(other.Urn, CertificateUse.ClientOnly), null, null, IsLetIn: false),
            new("a forged own system", forger.Issue(CertificateNames.ForOwnSystem(target, "payments"), CertificateUse.ClientOnly), null, null, IsLetIn: false),
            new("the gateway without a token", gateway, null, null),
            new("the gateway with no token at all but words", gateway, "not-a-token", null),
            new("the gateway with an expired token", gateway, Signed(mesh, client, expired: true, ownKey: true), null),
            new("the gateway with a token of a forged key", gateway, Signed(mesh, client, expired: false, ownKey: false), null),
            new("the gateway with a client's token for another participation", gateway, await mesh.TokenAsync(AnyClient, other.Urn), null),
            new("the gateway with an operator's token for the gateway", gateway, await mesh.TokenAsync("operator", CertificateNames.Gateway), null),
            new("the gateway with a client's token", gateway, client, Access.Client),
            new("the gateway with an operator's token", gateway, operatorToken, Access.Operator),
            new("another participation", peer, null, Access.Participant),
            new("another participation with a client's token", peer, client, null),
            new("this participation itself", mesh.Certificate(target.Urn), null, null),
            new("an own system", own, null, Access.OwnSystems),
            new("an own system with an operator's token", own, operatorToken, null),
            new("another participation's own system", mesh.Certificate(CertificateNames.ForOwnSystem(other, "payments")), null, null),
            new("the identity provider", mesh.Certificate(CertificateNames.IdentityProvider), null, null),
        };
        if (Professionals.TryGetValue(target.ToString(), out var persona))
        {
            callers.Add(new("the gateway with a professional's token", gateway, await mesh.TokenAsync(persona, target.Urn), Access.Professional));
        }

        if (Professionals.TryGetValue(otherOfRole.ToString(), out var stranger))
        {
            callers.Add(new("the gateway with another participation's professional", gateway, await mesh.TokenAsync(stranger, otherOfRole.Urn), null));
        }

        return callers;
    }

    /// <summary>Every caller of the gateway's own services. It asks nobody for a certificate.</summary>
    public static async Task<IReadOnlyList<AnyCaller>> OfGatewayAsync(ServedMesh mesh)
    {
        const string Audience = CertificateNames.Gateway;
        var kela = mesh.Installation.Directory.Current.Entries.Select(entry => entry.Participation).First(each => each.Role == ParticipantRole.SocialInsurance);
        var client = await mesh.TokenAsync(AnyClient, Audience);
        var operatorToken = await mesh.TokenAsync("operator", Audience);
        var professional = await mesh.TokenAsync(Professionals[kela.ToString()], kela.Urn);
        return
        [
            new("nobody: no token", null, null, null),
            new("words for a token", null, "not-a-token", null),
            new("an expired client's token", null, Signed(mesh, client, expired: true, ownKey: true), null),
            new("an expired operator's token", null, Signed(mesh, operatorToken, expired: true, ownKey: true), null),
            new("a client's token of a forged key", null, Signed(mesh, client, expired: false, ownKey: false), null),
            new("an operator's token of a forged key", null, Signed(mesh, operatorToken, expired: false, ownKey: false), null),
            new("a client's token for a participation", null, await mesh.TokenAsync(AnyClient, kela.Urn), null),
            new("an operator's token for a participation", null, await mesh.TokenAsync("operator", kela.Urn), null),
            new("a professional's token for a participation", null, professional, null),
            new("a professional's token for the gateway", null, Signed(mesh, professional, expired: false, ownKey: true, audience: Audience), null),
            new("another participation with no token", mesh.Certificate(kela.Urn), null, null),
            new("a client's token", null, client, Access.Client),
            new("an operator's token", null, operatorToken, Access.Operator),
        ];
    }

    /// <summary>A professional of a participation; null when the demonstration has none.</summary>
    public static string? ProfessionalOf(Participation participation) => Professionals.GetValueOrDefault(participation.ToString());

    private static readonly Dictionary<string, string> Professionals = new(StringComparer.Ordinal)
    {
        ["0246246-0/SOCIAL_INSURANCE"] = "kela-officer",
        ["2296962-1/LABOUR_AUTHORITY"] = "te-expert",
        ["3221308-6/SOCIAL_CARE"] = "ekhva-social-worker",
        ["3221347-3/SOCIAL_CARE"] = "vakehva-social-worker",
        ["0162193-3/MUNICIPALITY"] = "lappeenranta-coordinator",
        ["0124610-9/MUNICIPALITY"] = "vantaa-coordinator",
        ["0124610-9/LABOUR_AUTHORITY"] = "vantaa-labour-expert",
        ["0162193-3/LABOUR_AUTHORITY"] = "south-karelia-labour-expert",
    };

    /// <summary>The same claims, signed again: with the provider's own key or the forger's, and what else is said.</summary>
    public static string Signed(ServedMesh mesh, string token, bool expired, bool ownKey, string? audience = null, string? subject = null)
    {
        var claims = new JsonWebToken(token);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (ownKey)
        {
            var file = Directory.GetFiles(mesh.Folder, "token-signing.key", SearchOption.AllDirectories).Single();
            key.ImportFromPem(File.ReadAllText(file));
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = claims.Typ,
            Issuer = claims.Issuer,
            Audience = audience ?? claims.Audiences.Single(),
            Claims = claims.Claims.Where(claim => claim.Type is not ("iss" or "aud" or "exp" or "iat" or "nbf")).DistinctBy(claim => claim.Type)
                .ToDictionary(claim => claim.Type, claim => (object)(claim.Type == "sub" && subject is not null ? subject : claim.Value)),
            IssuedAt = now.AddMinutes(-10),
            Expires = expired ? now.AddMinutes(-1) : now.AddMinutes(4),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = claims.Kid }, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
