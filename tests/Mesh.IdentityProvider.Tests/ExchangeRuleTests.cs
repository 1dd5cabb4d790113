using System.Security.Claims;
using Mesh.IdentityProvider.Grants;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Abstractions;

namespace Mesh.IdentityProvider.Tests;

/// <summary>What no token issued today can show: the rule does not lean on what the grants happen to issue.</summary>
public sealed class ExchangeRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DemoPeople People = DemoPeople.BuiltIn();
    private static readonly PairwiseSubjects Subjects = new(new byte[32], People);
    private static readonly TokenTarget Kela = new(Participations.Kela.Urn, Participations.Kela);

    [Fact]
    public void Decide_WhenProfessionalHasAGatewayToken_Refuses() => Assert.Equal("invalid_grant", Decide("te-expert", "professional").Error);

    [Fact]
    public void Decide_WhenKindIsNotThePersons_Refuses() => Assert.Equal("invalid_grant", Decide("aino", "operator").Error);

    [Fact]
    public void Decide_WhenTokenHasTwoAudiences_Refuses() =>
        Assert.Equal("invalid_grant", Decide("aino", "client", audiences: [TokenTarget.Gateway.Audience, Kela.Audience]).Error);

    [Fact]
    public void Decide_WhenSubIsOfAnotherSector_Refuses() => Assert.Equal("invalid_grant", Decide("aino", "client", sector: Kela).Error);

    [Fact]
    public void Decide_WhenTokenEndsNow_Refuses() => Assert.Equal("invalid_grant", Decide("aino", "client", left: TimeSpan.Zero).Error);

    [Fact]
    public void Decide_WhenTokenLivesLongerThanOurs_GivesFiveMinutes() =>
        Assert.Equal(TokenClaims.Life, Decide("aino", "client", left: TimeSpan.FromHours(1)).Principal!.GetAccessTokenLifetime());

    private static ExchangeOutcome Decide(string persona, string kind, string[]? audiences = null, TokenTarget? sector = null, TimeSpan? left = null)
    {
        var token = new ClaimsPrincipal(new ClaimsIdentity("test"));
        token.SetClaim("sub", Subjects.Of(People.Find(persona)!, sector ?? TokenTarget.Gateway));
        token.SetClaim("mesh_kind", kind);
        token.SetClaim("acr", "urn:mesh:assurance:high");
        token.SetAudiences(audiences ?? [TokenTarget.Gateway.Audience]);
        token.SetExpirationDate(Now + (left ?? TimeSpan.FromMinutes(5)));
        return ExchangeRule.Decide(token, Kela, Subjects, Now);
    }
}
