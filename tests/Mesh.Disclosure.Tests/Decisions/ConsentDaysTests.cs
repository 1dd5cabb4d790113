using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

public sealed class ConsentDaysTests
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    // A winter consent, and one over the night on which summer time begins (26.3.2023, a day of 23 hours).
    [Theory]
    [InlineData("2023-11-01", "2023-11-30", "2023-10-31T23:59:59.9999999+02:00", "CONSENT_NOT_YET_VALID")]
    [InlineData("2023-11-01", "2023-11-30", "2023-11-01T00:00:00+02:00", "OK")]
    [InlineData("2023-11-01", "2023-11-30", "2023-11-30T23:59:59.9999999+02:00", "OK")]
    [InlineData("2023-11-01", "2023-11-30", "2023-12-01T00:00:00+02:00", "CONSENT_EXPIRED")]
    [InlineData("2023-11-13", "2023-11-13", "2023-11-12T23:59:59.9999999+02:00", "CONSENT_NOT_YET_VALID")]
    [InlineData("2023-11-13", "2023-11-13", "2023-11-13T12:00:00+02:00", "OK")]
    [InlineData("2023-11-13", "2023-11-13", "2023-11-14T00:00:00+02:00", "CONSENT_EXPIRED")]
    [InlineData("2023-03-26", "2023-03-26", "2023-03-25T23:59:59.9999999+02:00", "CONSENT_NOT_YET_VALID")]
    [InlineData("2023-03-26", "2023-03-26", "2023-03-26T00:00:00+02:00", "OK")]
    [InlineData("2023-03-26", "2023-03-26", "2023-03-26T23:59:59.9999999+03:00", "OK")]
    [InlineData("2023-03-26", "2023-03-26", "2023-03-27T00:00:00+03:00", "CONSENT_EXPIRED")]
    [InlineData("2023-11-01", "2023-11-30", "2023-10-31T22:00:00Z", "OK")]
    [InlineData("2023-11-01", "2023-11-30", "2023-11-30T22:00:00Z", "CONSENT_EXPIRED")]
    public void Decide_WhenTheDayIsNearValidity_PermitsFromTheFirstInstantToTheLast(string first, string last, string now, string expected)
    {
        var decision = Decide(Consent(ConsentValidity.OfDays(DateOnly.Parse(first, null), DateOnly.Parse(last, null)), withdrawn: false), Instant(now));

        Assert.Equal(expected, decision is Decision.Deny deny ? deny.Reason.Code() : "OK");
    }

    [Theory]
    [InlineData("2023-10-31T23:59:59+02:00", "CONSENT_NOT_YET_VALID", "NO_BASIS")]
    [InlineData("2023-11-15T12:00:00+02:00", "CONSENT_REVOKED", "CONSENT_REVOKED")]
    [InlineData("2023-12-01T00:00:00+02:00", "CONSENT_EXPIRED", "NO_BASIS")]
    public void Decide_WhenConsentIsWithdrawn_SaysSoOnlyWhereNothingElseIsLacking(string now, string precise, string shown)
    {
        var consent = Consent(ConsentValidity.OfDays(new DateOnly(2023, 11, 1), new DateOnly(2023, 11, 30)), withdrawn: true);

        var deny = Assert.IsType<Decision.Deny>(Decide(consent, Instant(now)));

        Assert.Equal((precise, shown), (deny.Reason.Code(), deny.ShownReason));
    }

    [Fact]
    public void Decide_WhenTheWithdrawnConsentNamesAnother_ShowsNoBasis()
    {
        var consent = Consent(ConsentValidity.OfDays(new DateOnly(2023, 11, 1), new DateOnly(2023, 11, 30)), withdrawn: true)
            with { Recipient = new ConsentRecipient.Named(People.OtherRegion) };

        var deny = Assert.IsType<Decision.Deny>(Decide(consent, Instant("2023-11-15T12:00:00+02:00")));

        Assert.Equal(("CONSENT_OTHER_RECIPIENT", "NO_BASIS"), (deny.Reason.Code(), deny.ShownReason));
    }

    [Fact]
    public void Decide_WhenMoreIsAskedThanConsented_GivesTheConsentedAndListsTheRest()
    {
        var consent = Consent(ConsentValidity.OfDays(new DateOnly(2023, 11, 1), new DateOnly(2023, 11, 30)), withdrawn: false);

        var permit = Assert.IsType<Decision.Permit>(Decide(
            consent, Instant("2023-11-15T12:00:00+02:00"), DataCategory.PlanCopy, DataCategory.EmploymentServices, DataCategory.BenefitDays));

        Assert.Equal([DataCategory.EmploymentServices], permit.Given);
        Assert.Equal([DataCategory.PlanCopy, DataCategory.BenefitDays], permit.Withheld);
    }

    private static ConsentState Consent(ConsentValidity validity, bool withdrawn) => new(
        Guid.CreateVersion7(), 1, new ConsentRecipient.Named(People.Region), Purpose.EmploymentSupport, [DataCategory.EmploymentServices], validity, withdrawn);

    private static Decision Decide(ConsentState consent, DateTimeOffset now, params DataCategory[] asked) => DisclosureDecision.Decide(
        new DisclosureAttempt(
            People.Region,
            new SubjectReference.ByCode(People.Aino),
            Purpose.EmploymentSupport,
            asked.Length > 0 ? asked : [DataCategory.EmploymentServices],
            null),
        new HolderFacts(People.Municipality, now, Subject, [], [], [consent], [], null, []));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, null);
}
