using System.Buffers.Text;
using System.Text;
using Mesh.Hosting.Signing;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Tokens of a case's owner: made by its key, verified by the directory's, and counted at the door like any other proof.</summary>
public sealed class OwnerTokenTests
{
    private static readonly Guid CaseId = Guid.CreateVersion7();

    public static TheoryData<string, Func<string, string>> Spoilt => new()
    {
        { "nothing", _ => "" },
        { "no token", _ => "not a token" },
        { "two parts", token => token[..token.LastIndexOf('.')] },
        { "four parts", token => token + ".x" },
        { "another byte of the signature", token => token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..] },
        { "no signature", token => token[..(token.LastIndexOf('.') + 1)] },
        { "claims of another", token => Replace(token, 1, "ACTIVATION_PLAN", "JOINT_SERVICE") },
        { "another issuer", token => Replace(token, 1, People.Pilot.Urn, People.TeOffice.Urn) },
        { "no algorithm", token => Replace(token, 0, "ES256", "none") },
        { "a symmetric algorithm", token => Replace(token, 0, "ES256", "HS256") },
        { "another statement of its own", _ => Statements.Sign(TestSigners.Of(People.Pilot), CaseTokens.Type, "{}"u8) },
        { "another key", token => Replace(token, 0, TestSigners.Of(People.Pilot).Kid, OddSigner.PilotBefore.Kid) },
        { "a statement of another kind", token => Replace(token, 0, CaseTokens.Type, Receipt.Type) },
        { "no party", token => Replace(token, 1, People.Region.Urn, "nobody") },
        {
            "half of a surrogate pair, rightly signed",
            token => Statements.Sign(TestSigners.Of(People.Pilot), CaseTokens.Type, Encoding.UTF8.GetBytes(Text(token, 1).Replace(People.Region.Urn, @"\ud800", StringComparison.Ordinal)))
        },
        { "no object", token => Part("[]") + token[token.IndexOf('.')..] },
    };

    [Fact]
    public void Read_WhenTheOwnerSigned_SaysWhatItSaid()
    {
        var says = Says();

        var read = Assert.IsType<OfferedProof.OwnerToken>(Reader().Read(CaseTokens.Mint(TestSigners.Of(People.Pilot), says)));

        Assert.Equal(says.Parties, read.Parties);
        Assert.Equal(says, read with { Parties = says.Parties });
    }

    [Fact]
    public void Token_WhenMade_HoldsNoIdentityCode()
    {
        var token = CaseTokens.Mint(TestSigners.Of(People.Pilot), Says());

        Assert.Contains(CaseId.ToString(), Text(token, 1), StringComparison.Ordinal);
        Assert.DoesNotContain("140501", Text(token, 0) + Text(token, 1), StringComparison.Ordinal);
        Assert.True(TokenSubject.Of(People.Aino).IsOf(People.Aino));
        Assert.False(TokenSubject.Of(People.Aino).IsOf(People.Eetu));
        Assert.NotEqual(TokenSubject.Of(People.Aino), TokenSubject.Of(People.Aino));
    }

    [Theory]
    [MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public void Read_WhenItIsNotWhatTheOwnerSigned_IsUnverified(string what, Func<string, string> spoil)
    {
        Assert.NotEmpty(what);

        Assert.Equal(new OfferedProof.UnverifiedToken(), Reader().Read(spoil(CaseTokens.Mint(TestSigners.Of(People.Pilot), Says()))));
    }

    [Fact]
    public void Read_WhenTheKeyIsNotTheOwnersOfTheDay_IsUnverified()
    {
        IParticipationSigner[] others = [OddSigner.PilotBefore, TestSigners.Of(People.TeOffice), OddSigner.Stranger];

        Assert.All(others, signer => Assert.Equal(new OfferedProof.UnverifiedToken(), Reader().Read(CaseTokens.Mint(signer, Says()))));
    }

    [Fact]
    public void Mint_WhenItWouldLiveLongerThanFiveMinutes_IsRefused()
    {
        var says = Says();

        Assert.Throws<ArgumentException>(() => CaseTokens.Mint(TestSigners.Of(People.Pilot), says with { ExpiresAt = says.IssuedAt.AddMinutes(5).AddSeconds(1) }));
    }

    [Fact]
    public async Task Disclose_WhenAThirdOwnsTheJointCase_GivesByItsTokenAndRecordsIt()
    {
        SourceRequest? seen = null;
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [Pointers(request => seen = request)]);
        await office.KnowAsync(People.Aino);

        var response = await office.AskAsync(People.Region, Request(CaseTokens.Mint(TestSigners.Of(People.Pilot), Says())));

        Assert.Equal(
            (BasisKind.Right, "F18", "189/2001 12 §, 1369/2014 11 § 2 mom. (superseded wording)"),
            (response.Basis.Kind, response.Basis.Flow, response.Basis.Citation));
        Assert.Equal("Palvelupiste", Assert.Single(DisclosedContent.Parser.ParseFrom(response.Content).ServicePointers.Pointers).Unit);

        // The case is another's: no source may take it for one of the holder's.
        Assert.Null(seen!.CaseId);
        var row = Assert.Single(await office.LedgerAsync());
        Assert.Equal((ProofKind.OwnerToken, CaseId, false, CaseId), (row.ProofKind, row.ProofReference, row.ProofAttested, row.CaseId));
    }

    [Theory]
    [InlineData(-6, "TOKEN_EXPIRED")]
    [InlineData(1, "TOKEN_NOT_YET_VALID")]
    public async Task Disclose_WhenTheTokenIsNotOfThisMinute_IsDeniedByTheMachinesClock(int minutes, string reason)
    {
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [Pointers()]);
        await office.KnowAsync(People.Aino);
        var now = TimeProvider.System.GetUtcNow().AddMinutes(minutes);

        var token = CaseTokens.Mint(TestSigners.Of(People.Pilot), Says() with { IssuedAt = now, ExpiresAt = now.AddMinutes(5) });

        Assert.Equal("NO_BASIS", await JourneyTests.Refused(office.AskAsync(People.Region, Request(token))));
        Assert.Equal(reason, Assert.Single(await office.LedgerAsync()).PreciseReason);
    }

    [Fact]
    public async Task Disclose_WhenTheTokenIsForged_IsDeniedAndSaysSo()
    {
        await using var office = await TestHolder.OpenAsync(People.TeOffice, [Pointers()]);
        await office.KnowAsync(People.Aino);

        Assert.Equal("NO_BASIS", await JourneyTests.Refused(office.AskAsync(People.Region, Request(CaseTokens.Mint(OddSigner.Stranger, Says())))));

        Assert.Equal("TOKEN_UNVERIFIED", Assert.Single(await office.LedgerAsync()).PreciseReason);
    }

    private static CaseTokens Reader() =>
        new(new StatementKeys(TestDirectory.In(Directory.CreateTempSubdirectory("tokens-").FullName)));

    private static OfferedProof.OwnerToken Says()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1);
        return new(
            CaseId,
            CaseKind.ActivationPlan,
            People.Pilot,
            [People.TeOffice, People.Region],
            TokenSubject.Of(People.Aino),
            People.TeOffice,
            now,
            now.AddMinutes(5));
    }

    internal static DiscloseRequest Request(string token)
    {
        var request = TestHolder.Request(People.Aino);
        request.Purpose = Purpose.ClientSummary;
        request.Categories.Clear();
        request.Categories.Add(DataCategory.ServicePointers);
        request.Proof = new CaseProof { OwnerToken = token };
        return request;
    }

    internal static FakeSource Pointers(Action<SourceRequest>? seen = null) => new(DataCategory.ServicePointers, (content, request) =>
    {
        seen?.Invoke(request);
        content.ServicePointers = new ServicePointers { Pointers = { new ServicePointer { Unit = "Palvelupiste" } } };
        return Task.CompletedTask;
    });

    private static string Text(string token, int part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[part]));

    private static string Part(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Replace(string token, int part, string old, string by)
    {
        var parts = token.Split('.');
        Assert.Contains(old, Text(token, part), StringComparison.Ordinal);
        parts[part] = Part(Text(token, part).Replace(old, by, StringComparison.Ordinal));
        return string.Join('.', parts);
    }
}
