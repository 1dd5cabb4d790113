using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What a refusal bars and what passes it, and whom a consent reaches that names nobody by name.</summary>
public sealed class RefusalDecisionTests
{
    private static readonly DateTimeOffset Now = HelsinkiTime.StartOf(new DateOnly(2023, 11, 15)).AddHours(12);
    private static readonly Guid Subject = Guid.CreateVersion7();
    private static readonly RefusalState All = new(Guid.CreateVersion7(), 1, null, [], [], Now.AddDays(-1), false);

    public static TheoryData<string, Func<RefusalState, RefusalState>, string> Scopes => new()
    {
        { "everything", r => r, "CLIENT_REFUSED" },
        { "this recipient", r => r with { Recipient = People.Region }, "CLIENT_REFUSED" },
        { "another recipient", r => r with { Recipient = People.OtherRegion }, "OK" },
        { "this purpose", r => r with { Purposes = [Purpose.EmploymentSupport] }, "CLIENT_REFUSED" },
        { "another purpose", r => r with { Purposes = [Purpose.BenefitPayment] }, "OK" },
        { "this category", r => r with { Categories = [DataCategory.EmploymentServices] }, "CLIENT_REFUSED" },
        { "another category", r => r with { Categories = [DataCategory.PlanCopy] }, "OK" },
        { "from this instant", r => r with { From = Now }, "CLIENT_REFUSED" },
        { "from a later instant", r => r with { From = Now.AddTicks(1) }, "OK" },
        { "lifted", r => r with { Lifted = true, Revision = 2 }, "OK" },
    };

    [Theory]
    [MemberData(nameof(Scopes), DisableDiscoveryEnumeration = true)]
    public void Decide_WhenAConsentIsValidAndSomethingIsRefused_BarsOnlyTheScopeWhileInForce(
        string what, Func<RefusalState, RefusalState> scope, string expected)
    {
        Assert.NotEmpty(what);
        var decision = Decide(Facts([Consent(People.Region)], [scope(All)]));

        Assert.Equal(expected, decision is Decision.Deny deny ? deny.Reason.Code() : "OK");
        Assert.Null((decision as Decision.Permit)?.Ground.RefusalPassed);
    }

    [Fact]
    public void Decide_WhenRefusedAndNothingWasEverConsented_SaysRefusedAndShowsNoBasis()
    {
        var deny = Assert.IsType<Decision.Deny>(Decide(Facts([], [All])));

        Assert.Equal(("CLIENT_REFUSED", "NO_BASIS"), (deny.Reason.Code(), deny.ShownReason));
    }

    [Fact]
    public void Decide_WhenTheConsentIsWithdrawnAndRefusedToo_DoesNotTellTheRecipientOfTheWithdrawal()
    {
        var deny = Assert.IsType<Decision.Deny>(Decide(Facts([Consent(People.Region) with { Withdrawn = true }], [All])));

        Assert.Equal(("CLIENT_REFUSED", "NO_BASIS"), (deny.Reason.Code(), deny.ShownReason));
    }

    [Fact]
    public void Decide_WhenARightHolds_PassesTheRefusalAndNamesTheOldestThatItPassed()
    {
        var older = All with { RefusalId = Guid.CreateVersion7(), From = Now.AddDays(-2), Categories = [DataCategory.BenefitDays] };
        var other = All with { RefusalId = Guid.CreateVersion7(), From = Now.AddDays(-3), Categories = [DataCategory.PlanCopy] };
        var attempt = new DisclosureAttempt(
            People.TeOffice,
            new SubjectReference.ByCode(People.Aino),
            Purpose.ActivationPlanNeed,
            [DataCategory.BenefitDays],
            new OfferedProof.Attestation(CaseKind.JobSearch, Guid.CreateVersion7()));
        var facts = Facts([], [All, older, other]) with { Holder = People.Kela };

        var permit = Assert.IsType<Decision.Permit>(DisclosureDecision.Decide(attempt, facts));
        var without = Assert.IsType<Decision.Permit>(DisclosureDecision.Decide(attempt, facts with { Refusals = [] }));

        Assert.Equal(older.RefusalId, permit.Ground.RefusalPassed);
        Assert.Null(without.Ground.RefusalPassed);
        Assert.Equal(without.Given, permit.Given);
    }

    [Theory]
    [InlineData("SOCIAL_CARE", "405", "405", "OK")]
    [InlineData("SOCIAL_CARE", "405", "*", "OK")]
    [InlineData("SOCIAL_CARE", "405", "092", "CONSENT_OTHER_RECIPIENT")]
    [InlineData("LABOUR_AUTHORITY", "405", "405", "CONSENT_OTHER_RECIPIENT")]
    public void Decide_WhenTheConsentNamesARoleForAnArea_ReachesWhoeverServesItToday(string role, string area, string serves, string expected)
    {
        Assert.True(ConsentRecipient.TryParse($"area:{area}/{role}", out var recipient));

        var decision = Decide(Facts([Consent(People.Region) with { Recipient = recipient }], []) with { RequesterServes = [serves] });

        Assert.Equal(expected, decision is Decision.Deny deny ? deny.Reason.Code() : "OK");
    }

    [Fact]
    public void Decide_WhenTheConsentIsToASupportPerson_GivesNoParticipationAnything()
    {
        var consent = Consent(People.Region) with { Recipient = new ConsentRecipient.SupportPerson("friend-1", Guid.CreateVersion7()) };

        var deny = Assert.IsType<Decision.Deny>(Decide(Facts([consent], []) with { RequesterServes = [ServedArea.WholeCountry] }));

        Assert.Equal(DenialReason.ConsentOtherRecipient, deny.Reason);
    }

    [Theory]
    [InlineData("3221308-6/SOCIAL_CARE")]
    [InlineData("area:405/SOCIAL_CARE")]
    [InlineData("person:Xy_9-a/case:019a0000-0000-7000-8000-000000000001")]
    public void Recipient_WhenWritten_ReadsBackAsItself(string text)
    {
        Assert.True(ConsentRecipient.TryParse(text, out var recipient));
        Assert.Equal(text, recipient.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("area:/SOCIAL_CARE")]
    [InlineData("area:405/NOBODY")]
    [InlineData("person:/case:019a0000-0000-7000-8000-000000000001")]
    [InlineData("person:x/case:1")]
    public void Recipient_WhenMiswritten_IsNone(string? text) => Assert.False(ConsentRecipient.TryParse(text, out _));

    private static ConsentState Consent(Participation recipient) => new(
        Guid.CreateVersion7(),
        1,
        new ConsentRecipient.Named(recipient),
        Purpose.EmploymentSupport,
        [DataCategory.EmploymentServices],
        ConsentValidity.OfDays(new DateOnly(2023, 11, 1), new DateOnly(2023, 11, 30)),
        false);

    private static HolderFacts Facts(ConsentState[] consents, RefusalState[] refusals) =>
        new(People.Municipality, Now, Subject, [], [], consents, refusals, null, []);

    private static Decision Decide(HolderFacts facts) => DisclosureDecision.Decide(
        new DisclosureAttempt(
            People.Region, new SubjectReference.ByCode(People.Aino), Purpose.EmploymentSupport, [DataCategory.EmploymentServices], null),
        facts);
}
