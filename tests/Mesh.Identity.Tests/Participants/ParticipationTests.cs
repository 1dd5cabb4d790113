using CsCheck;

namespace Mesh.Identity.Tests;

public sealed class ParticipationTests
{
    private static readonly Participation Kela = new(OrganisationId.Parse("0246246-0"), ParticipantRole.SocialInsurance);

    [Fact]
    public void Forms_WhenOfKela_AreAsPublished()
    {
        Assert.Equal("0246246-0/SOCIAL_INSURANCE", Kela.ToString());
        Assert.Equal("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", Kela.Urn);
        Assert.Equal("0246246-0-social-insurance", Kela.Slug);
    }

    [Theory]
    [InlineData(ParticipantRole.LabourAuthority)]
    [InlineData(ParticipantRole.SocialCare)]
    [InlineData(ParticipantRole.SocialInsurance)]
    [InlineData(ParticipantRole.Municipality)]
    public void TryParse_WhenWrittenByUs_GivesItBack(ParticipantRole role)
    {
        var participation = Kela with { Role = role };

        Assert.True(Participation.TryParse(participation.ToString(), out var fromText));
        Assert.True(Participation.TryParseUrn(participation.Urn, out var fromUrn));
        Assert.Equal(participation, fromText);
        Assert.Equal(participation, fromUrn);
        Assert.Equal(participation.Slug, participation.Slug.ToLowerInvariant());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("0246246-0")]
    [InlineData("0246246-0/")]
    [InlineData("0246246-1/SOCIAL_INSURANCE")]
    [InlineData("0246246-0/social_insurance")]
    [InlineData("0246246-0/3")]
    [InlineData("0246246-0/SOCIAL_INSURANCE/")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE")]
    public void TryParse_WhenTextIsAnythingElse_IsFalse(string? text)
    {
        Assert.False(Participation.TryParse(text, out var participation));
        Assert.Equal(default, participation);
    }

    [Theory]
    [InlineData("urn:mesh:gateway", CertificateNameKind.Gateway)]
    [InlineData("urn:mesh:identity-provider", CertificateNameKind.IdentityProvider)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE", CertificateNameKind.Participation)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:benefits", CertificateNameKind.OwnSystem)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:", CertificateNameKind.Unknown)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:a:system:b", CertificateNameKind.Unknown)]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE:system:a\n", CertificateNameKind.Unknown)]
    [InlineData("urn:mesh:org:0246246-1:role:SOCIAL_INSURANCE", CertificateNameKind.Unknown)]
    [InlineData("URN:MESH:GATEWAY", CertificateNameKind.Unknown)]
    [InlineData("urn:mesh:gateway:x", CertificateNameKind.Unknown)]
    [InlineData("https://gateway", CertificateNameKind.Unknown)]
    [InlineData(null, CertificateNameKind.Unknown)]
    public void Classify_WhenNameIsGiven_SaysWhomItNames(string? uri, CertificateNameKind kind)
    {
        var name = CertificateNames.Classify(uri);

        Assert.Equal(kind, name.Kind);
        Assert.Equal(kind is CertificateNameKind.Participation or CertificateNameKind.OwnSystem ? Kela : null, name.Participation);
        Assert.Equal(kind is CertificateNameKind.OwnSystem ? "benefits" : null, name.SystemName);
    }

    [Fact]
    public void ForOwnSystem_WhenNameCouldExtendTheUri_Throws()
    {
        Assert.Equal(Kela.Urn + ":system:benefits", CertificateNames.ForOwnSystem(Kela, "benefits"));
        Assert.Throws<ArgumentException>(() => CertificateNames.ForOwnSystem(Kela, "a:b"));
        Assert.Throws<ArgumentException>(() => CertificateNames.ForOwnSystem(Kela, ""));
    }

    [Fact]
    public void Classify_WhenTextIsAnything_DoesNotThrow() =>
        Gen.String.Sample(text => CertificateNames.Classify("urn:mesh:org:" + text).Kind == CertificateNameKind.Unknown);
}
