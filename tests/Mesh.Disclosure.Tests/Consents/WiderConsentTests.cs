using Google.Protobuf;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Identity;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>What a consent says beside its terms, to whom it may be, and who may look at it.</summary>
public sealed class WiderConsentTests
{
    private static readonly string Form = TestHolder.Id();

    [Fact]
    public async Task Register_WhenOneFormGoesToTwoHolders_SharesItsIdAndKeepsEvidenceAndMandate()
    {
        await using var municipality = await TestHolder.OpenAsync(People.Municipality);
        await using var kela = await TestHolder.OpenAsync(People.Kela);

        await municipality.RegisterAsync(Whole());
        await kela.RegisterAsync(Whole());

        ConsentRevision[] rows =
        [
            Assert.Single(await municipality.RowsAsync<ConsentRevision>(row => row.Revision)),
            Assert.Single(await kela.RowsAsync<ConsentRevision>(row => row.Revision)),
        ];
        Assert.All(rows, row =>
        {
            Assert.Equal((Form, HowGiven.OrallyRecorded, "urn:recording:7"), (row.FormId.ToString(), row.HowGiven, row.EvidenceReference));
            Assert.Equal(
                (MandateKind.AuthorisedPerson, "friend_2", "SUOMI_FI_MANDATES", "valtuus/55"),
                (row.MandateKind, row.MandatePerson, row.MandateSource, row.MandateReference));
            Assert.True(RevisionHash.IsUnbroken([row]));
        });
        Assert.NotEqual(rows[0].ConsentId, rows[1].ConsentId);
    }

    public static TheoryData<string, Func<ConsentRevision, ConsentRevision>> Changes => new()
    {
        { "form", row => row with { FormId = null } },
        { "how given", row => row with { HowGiven = HowGiven.SignedOnPaper } },
        { "evidence", row => row with { EvidenceReference = "urn:recording:8" } },
        { "digest", row => row with { FormSha256 = new byte[31] } },
        { "mandate kind", row => row with { MandateKind = MandateKind.Guardian } },
        { "mandate person", row => row with { MandatePerson = "friend_3" } },
        { "mandate source", row => row with { MandateSource = "X" } },
        { "mandate reference", row => row with { MandateReference = "" } },
        { "recipient", row => row with { Recipient = People.OtherRegion.ToString() } },
        { "categories", row => row with { Categories = "EMPLOYMENT_SERVICES,PLAN_COPY" } },
        { "registered by", row => row with { ActorId = "worker-2" } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task IsUnbroken_WhenAnythingThatARevisionSaysIsChanged_IsFalse(string what, Func<ConsentRevision, ConsentRevision> change)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(Whole());
        var row = Assert.Single(await holder.RowsAsync<ConsentRevision>(revision => revision.Revision));

        Assert.True(RevisionHash.IsUnbroken([row]));
        Assert.False(RevisionHash.IsUnbroken([change(row)]));
    }

    public static TheoryData<string, Action<RegisterConsentRequest>, string[]> Faults => new()
    {
        { "nobody", r => r.Recipient = "", ["recipient REQUIRED"] },
        { "two", r => r.AreaRecipient = Area("405", "SOCIAL_CARE"), ["recipient MORE_THAN_ONE"] },
        {
            "area of nobody",
            r => (r.Recipient, r.AreaRecipient) = ("", Area("999", "TAXES")),
            ["area_recipient.role UNKNOWN_ROLE", "area_recipient.municipality UNKNOWN_MUNICIPALITY"]
        },
        {
            "a person by name",
            r => (r.Recipient, r.SupportPerson) = ("", new SupportPersonRecipient { Person = "Matti Meikäläinen", CaseId = TestHolder.Id() }),
            ["support_person.person NOT_OPAQUE"]
        },
        {
            "a person by identity code",
            r => (r.Recipient, r.SupportPerson) = ("", new SupportPersonRecipient { Person = "030988-917F", CaseId = TestHolder.Id() }),
            ["support_person.person NOT_OPAQUE"]
        },
        { "in the service", r => r.HowGiven = HowGiven.InService, ["how_given IN_PERSON"] },
        { "a story for evidence", r => r.EvidenceReference = "kerrottu puhelimessa", ["evidence_reference NOT_OPAQUE"] },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Register_WhenWhatIsWiderIsFaulty_NamesEveryViolation(string what, Action<RegisterConsentRequest> spoil, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);
        spoil(form);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => holder.RegisterAsync(form));

        Assert.Equal(expected, RefusalReader.ViolationsOf(refusal).Select(violation => $"{violation.Field} {violation.Code}"));
        Assert.Empty(await holder.RowsAsync<SubjectRow>(row => row.SubjectId));
    }

    // South Karelia's region serves Lappeenranta from 1.1.2023; the TE office to 31.12.2024, and whoever follows it from the next day.
    [Theory]
    [InlineData("SOCIAL_CARE", "2022-12-31", "3221308-6/SOCIAL_CARE", "NO_BASIS")]
    [InlineData("SOCIAL_CARE", "2023-01-01", "3221308-6/SOCIAL_CARE", "OK")]
    [InlineData("SOCIAL_CARE", "2023-01-01", "3221347-3/SOCIAL_CARE", "NO_BASIS")]
    [InlineData("LABOUR_AUTHORITY", "2024-12-31", "2296962-1/LABOUR_AUTHORITY", "OK")]
    [InlineData("LABOUR_AUTHORITY", "2025-01-01", "2296962-1/LABOUR_AUTHORITY", "NO_BASIS")]
    [InlineData("LABOUR_AUTHORITY", "2025-01-01", "0162193-3/LABOUR_AUTHORITY", "OK")]
    public async Task Disclose_WhenTheConsentIsToARoleForAnArea_ReachesWhoeverServesItThatDay(string role, string day, string requester, string expected)
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region, "2022-01-01", "2026-12-31");
        (form.Recipient, form.AreaRecipient) = ("", Area("405", role));
        await holder.RegisterAsync(form);
        holder.Clock.Set(HelsinkiTime.StartOf(DateOnly.Parse(day, null)));
        Assert.True(Participation.TryParse(requester, out var asking));

        Assert.Equal(expected, await AskAsync(holder, asking));
    }

    [Fact]
    public async Task Disclose_WhenTheCaseIsOpenedToASupportPerson_GivesNoParticipationAnythingAndTheClientMayWithdrawIt()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var (person, caseId) = ("kXp3-9_friend", TestHolder.Id());
        var granted = await holder.GrantAsync(People.Aino, new GrantMyConsentRequest
        {
            RequestId = TestHolder.Id(),
            SupportPerson = new SupportPersonRecipient { Person = person, CaseId = caseId },
            Purpose = Purpose.EmploymentSupport,
            Categories = { DataCategory.EmploymentServices },
            ValidFrom = "2023-11-13",
            ValidThrough = "2023-12-31",
            Language = "fi",
            TextVersion = "2023-1",
            TextSha256 = ByteString.CopyFrom(new byte[32]),
        });

        string[] asked = [.. await Task.WhenAll(((Participation[])[People.Region, People.OtherRegion, People.TeOffice]).Select(who => AskAsync(holder, who)))];
        var shown = Assert.Single((await holder.ListMineAsync(People.Aino)).Consents);
        await holder.WithdrawAsync(People.Aino, granted.ConsentId);

        Assert.Equal(["NO_BASIS", "NO_BASIS", "NO_BASIS"], asked);
        Assert.Equal(("", person, caseId, ConsentStanding.Valid), (shown.Recipient, shown.SupportPerson.Person, shown.SupportPerson.CaseId, shown.Standing));
        Assert.Equal(ConsentStanding.Withdrawn, Assert.Single((await holder.ListMineAsync(People.Aino)).Consents).Standing);

        // Nor does the withdrawal tell any of them that there was one.
        Assert.Equal("NO_BASIS", await AskAsync(holder, People.Region));
    }

    [Fact]
    public async Task List_WhenAProfessionalLooks_ShowsWhoRegisteredAndTheClientIsNotToldByWhom()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = Whole();
        (form.Recipient, form.AreaRecipient) = ("", Area("405", "SOCIAL_CARE"));
        var consent = await holder.RegisterAsync(form);
        await holder.RegisterAsync(TestHolder.Form(People.Eetu, People.Region));
        await holder.WithdrawAsync(People.Aino, consent.ConsentId);

        var theirs = Assert.Single((await holder.ListAsync(People.Aino)).Consents);
        var mine = Assert.Single((await holder.ListMineAsync(People.Aino)).Consents);
        var history = await holder.HistoryAsync(consent.ConsentId);

        Assert.Equal(theirs, history.Consent);
        Assert.True(history.Unbroken);
        Assert.Equal(["worker-1", ""], theirs.History.Select(step => step.RegisteredBy));
        Assert.Equal(["", ""], mine.History.Select(step => step.RegisteredBy));
        Assert.Equal(("SOCIAL_CARE", "405"), (mine.AreaRecipient.Role, mine.AreaRecipient.Municipality));
        Assert.Equal(
            (HowGiven.OrallyRecorded, "urn:recording:7", Form, MandateKind.AuthorisedPerson),
            (mine.History[0].HowGiven, mine.History[0].EvidenceReference, mine.History[0].FormId, mine.History[0].Mandate.Kind));
        Assert.Null(mine.History[1].Mandate);
        Assert.Equal(
            ["CON-10 ListConsents by professional", "CON-10 GetConsentHistory by professional"],
            (await holder.JournalAsync()).Select(row => row.Step).Where(step => step.StartsWith("CON-10", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_WhenSomebodyIsUnknown_IsRefusedByTheSameStatementsAsAboutSomebodyElsesClient()
    {
        var sql = new SqlRecorder();
        await using var holder = await TestHolder.OpenAsync(People.Municipality, null, sql);
        await holder.KnowAsync(People.Aino);

        sql.Take();
        var known = await Assert.ThrowsAsync<RpcException>(() => holder.ListAsync(People.Aino));
        var knownSql = sql.Take();
        var unknown = await Assert.ThrowsAsync<RpcException>(() => holder.ListAsync(People.Eetu));

        Assert.Equal(("NO_BASIS", known.Status), (RefusalReader.ReasonOf(unknown), unknown.Status));
        Assert.Equal(knownSql, sql.Take());
    }

    private static RegisterConsentRequest Whole()
    {
        var form = TestHolder.Form(People.Aino, People.Region);
        form.FormId = Form;
        form.HowGiven = HowGiven.OrallyRecorded;
        form.EvidenceReference = "urn:recording:7";
        form.Mandate = new Tyollisyys.Mesh.Protos.Consents.V1.Mandate
        {
            Kind = MandateKind.AuthorisedPerson, Person = "friend_2", Source = "SUOMI_FI_MANDATES", Reference = "valtuus/55",
        };
        return form;
    }

    private static AreaRecipient Area(string municipality, string role) => new() { Municipality = municipality, Role = role };

    private static async Task<string> AskAsync(TestHolder holder, Participation requester)
    {
        try
        {
            await holder.AskAsync(requester, TestHolder.Request(People.Aino));
            return "OK";
        }
        catch (RpcException refusal)
        {
            return RefusalReader.ReasonOf(refusal) ?? "";
        }
    }
}
