using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Validation;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;
using Tyollisyys.Mesh.Protos.Kela.V1;
using Tyollisyys.Mesh.Protos.Labour.V1;
using Tyollisyys.Mesh.Protos.Local.V1;
using Tyollisyys.Mesh.Protos.Participants.V1;

namespace Mesh.Hosting.Tests.Validation;

public class RequestRulesTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Fact]
    public void Check_WhenRequestIsAsItsContractSays_FindsNothing()
    {
        Assert.Empty(Found(Disclosure()));
        Assert.Empty(Found(Consent()));
        Assert.Empty(Found(Draft()));
    }

    [Theory]
    [InlineData("01980000-0000-7000-8000-00000000000A")]
    [InlineData(" 01980000-0000-7000-8000-00000000000a")]
    [InlineData("0198000000007000800000000000000a")]
    [InlineData("{01980000-0000-7000-8000-00000000000a}")]
    [InlineData("01980000-0000-7000-8000-00000000000g")]
    public void Check_WhenUuidIsNotCanonical_RefusesIt(string id) =>
        Assert.Equal(["request_id FORMAT_UUID"], Found(Disclosure(r => r.RequestId = id)));

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("2024-2-9")]
    [InlineData("2024-02-29T00:00:00")]
    [InlineData("29.2.2024")]
    [InlineData(" 2024-02-29")]
    public void Check_WhenDateIsNotInTheCalendar_RefusesIt(string date) =>
        Assert.Equal(["as_of FORMAT_CIVIL_DATE"], Found(Disclosure(r => r.AsOf = date)));

    [Theory]
    [InlineData("131052-308U", "IDENTITY_CODE_CHECK_CHARACTER")]
    [InlineData("310252-308T", "IDENTITY_CODE_DATE")]
    [InlineData("131052x308T", "IDENTITY_CODE_SEPARATOR")]
    [InlineData("131052-308", "IDENTITY_CODE_LENGTH")]
    [InlineData("131052-001T", "IDENTITY_CODE_INDIVIDUAL_NUMBER")]
    [InlineData("13105a-308T", "IDENTITY_CODE_CHARACTERS")]
    public void Check_WhenIdentityCodeIsWrong_TellsTheFault(string code, string fault) =>
        Assert.Equal([$"personal_identity_code {fault}"], Found(Consent(r => r.PersonalIdentityCode = code)));

    [Theory]
    [InlineData("0246246-1/SOCIAL_INSURANCE")]
    [InlineData("0246246-0")]
    [InlineData("urn:mesh:org:0246246-0:role:SOCIAL_INSURANCE")]
    public void Check_WhenParticipationIsWrong_RefusesIt(string recipient) =>
        Assert.Equal(["recipient FORMAT_PARTICIPATION"], Found(Consent(r => r.Recipient = recipient)));

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void Check_WhenDigestHasAnotherLength_RefusesIt(int bytes) =>
        Assert.Equal(["form_sha256 FORMAT_SHA256"], Found(Consent(r => r.FormSha256 = ByteString.CopyFrom(new byte[bytes]))));

    [Theory]
    [InlineData("40", "PILOT", "home_municipality FORMAT_MUNICIPALITY_CODE")]
    [InlineData("4o5", "PILOT", "home_municipality FORMAT_MUNICIPALITY_CODE")]
    [InlineData("٤٠٥", "PILOT", "home_municipality FORMAT_MUNICIPALITY_CODE")]
    [InlineData("405", "pilot", "client_group FORMAT_CODE")]
    [InlineData("405", "PI-LOT", "client_group FORMAT_CODE")]
    public void Check_WhenCodesAreWrong_RefusesThem(string municipality, string group, string expected)
    {
        var request = new RegisterJobseekerRequest
        {
            RequestId = Id, PersonalIdentityCode = "131052-308T", ValidFrom = "2024-01-01",
            HomeMunicipality = municipality, ClientGroup = group,
        };

        Assert.Equal([expected], Found(request));
    }

    [Fact]
    public void Check_WhenEnumNumberIsUnknown_RefusesItAlsoInLists()
    {
        var request = Disclosure(r =>
        {
            r.Purpose = (Purpose)99;
            r.Categories.Add((DataCategory)(-1));
            r.Categories.Add(DataCategory.Unspecified);
        });

        Assert.Equal(["purpose UNKNOWN_VALUE", "categories[1] UNKNOWN_VALUE", "categories[2] REQUIRED"], Found(request));
    }

    [Fact]
    public void Check_WhenChoiceIsNotMade_NamesTheMessage()
    {
        Assert.Equal(["subject REQUIRED"], Found(Disclosure(r => r.Subject = new Subject())));
        Assert.Equal(["proof REQUIRED"], Found(Disclosure(r => r.Proof = new CaseProof())));
        Assert.Equal(["part REQUIRED"], Found(new ImportBenefitPaymentsRequest()));
    }

    [Fact]
    public void Check_WhenChosenTextIsEmpty_RefusesIt() =>
        Assert.Equal(
            ["subject.personal_identity_code REQUIRED"],
            Found(Disclosure(r => r.Subject = new Subject { PersonalIdentityCode = "" })));

    [Fact]
    public void Check_WhenChosenMessageIsWrong_GivesItsPath() =>
        Assert.Equal(
            ["proof.attestation.kind REQUIRED", "proof.attestation.case_id FORMAT_UUID"],
            Found(Disclosure(r => r.Proof = new CaseProof { Attestation = new CaseAttestation { CaseId = "1" } })));

    [Fact]
    public void Check_WhenElementIsWrong_GivesItsIndex()
    {
        var request = Draft(r =>
        {
            r.Content.Services.Add(new PlannedService(r.Content.Services[0]) { StartsOn = "2024-13-01", EndsOn = "" });
            r.Content.ClientGoals.Add("");
        });

        Assert.Equal(["content.client_goals[1] REQUIRED", "content.services[1].starts_on FORMAT_CIVIL_DATE"], Found(request));
    }

    [Fact]
    public void Check_WhenServerFillsAFieldIn_DoesNotLookThere() =>
        Assert.Empty(Found(Draft(r => r.Content.Contributions.Add(new PlanContribution { Services = { new PlannedService() } }))));

    [Fact]
    public void Check_WhenTextsAndListsAreTooLong_RefusesThem()
    {
        var days = Enumerable.Repeat("2024-01-01", 2001).Append("no date");
        var request = new ImportBenefitPaymentsRequest
        {
            Payments = new ClientPayments
            {
                PersonalIdentityCode = "131052-308T", HomeMunicipality = "405", Benefit = Benefit.LabourMarketSubsidy, PaidDays = { days },
            },
        };

        Assert.Equal(["payments.paid_days TOO_MANY"], Found(request));
        Assert.Equal(["language TOO_LONG"], Found(Consent(r => r.Language = new string('f', 11))));
        Assert.Equal(["content.services[0].name TOO_LONG"], Found(Draft(r => r.Content.Services[0].Name = new string('ä', 201))));
        Assert.Empty(Found(Draft(r => r.Content.Services[0].Name = new string('ä', 200))));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Check_WhenPageSizeIsOutOfRange_RefusesIt(int size, bool refused) =>
        Assert.Equal(refused ? ["page_size OUT_OF_RANGE"] : [], Found(new ListEligibilityFindingsRequest { PageSize = size }));

    [Theory]
    [InlineData(253_402_300_800, 0)]
    [InlineData(-62_135_596_801, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public void Check_WhenTimeIsNoTime_RefusesIt(long seconds, int nanos) =>
        Assert.Equal(
            ["time OUT_OF_RANGE"],
            Found(new MoveTimeRequest { Time = new Timestamp { Seconds = seconds, Nanos = nanos } }));

    [Fact]
    public void Check_WhenMessageIsPartOfAStream_PutsItsPlaceBeforeThePath()
    {
        var violations = new Violations();

        RequestRules.Check(new ImportBenefitPaymentsRequest(), violations, "messages[3]");
        RequestRules.Check(new ImportBenefitPaymentsRequest { Header = new ImportHeader() }, violations, "messages[4]");

        Assert.Equal(["messages[3]", "messages[4].header.request_id"], violations.All.Select(violation => violation.Field));
    }

    private static IEnumerable<string> Found(IMessage message) =>
        RequestRules.Check(message).All.Select(violation => $"{violation.Field} {violation.Code}");

    private static DiscloseRequest Disclosure(Action<DiscloseRequest>? change = null) => Changed(
        new DiscloseRequest
        {
            RequestId = Id,
            Subject = new Subject { PersonalIdentityCode = "131052-308T" },
            Purpose = Purpose.ActivationPlanNeed,
            Categories = { DataCategory.BenefitDays },
            Actor = new Actor { PairwiseId = "p1", Role = ActorRole.Professional, Assurance = "urn:mesh:assurance:high" },
            Statement = "a.b.c",
        },
        change);

    private static RegisterConsentRequest Consent(Action<RegisterConsentRequest>? change = null) => Changed(
        new RegisterConsentRequest
        {
            RequestId = Id, PersonalIdentityCode = "100190Y999P", Recipient = "0246246-0/SOCIAL_INSURANCE",
            Purpose = Purpose.EmploymentSupport, Categories = { DataCategory.EmploymentServices },
            ValidFrom = "2024-01-01", ValidThrough = "2024-12-31", Language = "fi", TextVersion = "1",
            FormSha256 = ByteString.CopyFrom(new byte[32]),
        },
        change);

    private static DraftPlanRequest Draft(Action<DraftPlanRequest>? change = null) => Changed(
        new DraftPlanRequest
        {
            RequestId = Id, CaseId = Id, ExpectedVersion = 1,
            Content = new PlanContent
            {
                ClientGoals = { "Työ." }, FollowUp = "Puhelu.", ResponsiblePerson = "Virkailija", NextReview = "2024-06-01",
                Services =
                {
                    new PlannedService { Name = "Työpaja", Organiser = "0246246-0/SOCIAL_INSURANCE", StartsOn = "2024-02-29", Measure = "Päivät" },
                },
            },
        },
        change);

    private static T Changed<T>(T message, Action<T>? change)
    {
        change?.Invoke(message);
        return message;
    }
}
