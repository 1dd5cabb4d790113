using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Signing;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.Consents.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Disclosure.Tests;

/// <summary>Receipts of what clients do: signed, complete, found again, and telling nothing of anybody but by opaque ids.</summary>
public sealed class ReceiptTests
{
    private static readonly string[] AppendOnly = ["consent_receipt", "consent_revision", "refusal_revision"];

    [Fact]
    public async Task Receipt_WhenAConsentIsGivenNarrowedAndWithdrawn_SaysEachEventAndIsSigned()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);
        form.FormId = TestHolder.Id();
        form.Categories.Add(DataCategory.PlanCopy);
        var given = await holder.RegisterAsync(form);
        var narrowed = await holder.NarrowMineAsync(People.Aino, new NarrowMyConsentRequest
        {
            RequestId = TestHolder.Id(), ConsentId = given.ConsentId, ValidThrough = "2023-11-30",
        });
        var withdrawn = await holder.WithdrawAsync(People.Aino, given.ConsentId);
        var subject = $"urn:uuid:{await holder.KnowAsync(People.Aino)}";

        var first = Read(holder, given.Receipt);
        Assert.Equal("dpv:ConsentReceipt", Text(first, "@type"));
        Assert.Equal("https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr", Text(first, "dct:conformsTo"));
        Assert.Equal($"urn:uuid:{Text(first, "dct:identifier")}", Text(first, "@id"));
        Assert.Equal("urn:mesh:org:0162193-3:role:MUNICIPALITY", Text(first, "dct:publisher"));
        Assert.Equal(("2023-11-13T07:00:00Z", subject), (Text(first, "dct:created"), Text(first, "schema:recipient")));
        var record = first.GetProperty("dpv:hasRecordOfActivity");
        Assert.Equal((given.ConsentId, "dpv:ConsentRecord"), (Text(record, "dct:identifier"), Text(record, "@type")));
        Assert.Equal(subject, Text(record, "dpv:hasDataSubject", "@id"));
        Assert.Equal(("0162193-3", "Lappeenrannan kaupunki"), (
            Text(record, "dpv:hasDataController", "dpv:hasIdentifier"),
            record.GetProperty("dpv:hasDataController").GetProperty("dpv:hasName")[0].GetProperty("@value").GetString()));
        Assert.Equal(("fi", "2023-1"), (Text(record, "dpv:hasNotice", "dct:language"), Text(record, "dpv:hasNotice", "dct:hasVersion")));
        var process = record.GetProperty("dpv:hasProcess");
        Assert.Equal("eu-gdpr:A6-1-a", Text(process, "dpv:hasLegalBasis"));
        Assert.Equal(["mesh:purpose-EMPLOYMENT_SUPPORT"], Texts(process, "dpv:hasPurpose"));
        Assert.Equal(["mesh:category-EMPLOYMENT_SERVICES", "mesh:category-PLAN_COPY"], Texts(process, "dpv:hasPersonalData"));
        Assert.Equal("urn:mesh:org:3221308-6:role:SOCIAL_CARE", process.GetProperty("dpv:hasRecipient")[0].GetProperty("@id").GetString());
        Assert.Equal("dpv:WithdrawConsent", Text(process, "dpv:hasConsentControl", "@type"));

        var last = Events(holder, withdrawn.Receipt);
        Assert.Equal(["dpv:ConsentGiven", "dpv:ConsentGiven", "dpv:ConsentWithdrawn"], last.Select(said => Text(said, "@type")));
        Assert.Equal(["REGISTERED", "NARROWED", "WITHDRAWN"], last.Select(said => Text(said, "mesh:act")));
        Assert.Equal(
            ["2023-10-31T22:00:00Z/2023-12-31T22:00:00Z", "2023-10-31T22:00:00Z/2023-11-30T22:00:00Z", "2023-10-31T22:00:00Z/2023-11-30T22:00:00Z"],
            last.Select(said => Text(said, "dct:valid")));
        Assert.Equal($"urn:uuid:{form.FormId}", Text(last[0], "mesh:form"));
        Assert.Equal(
            ["mesh:how-given-SIGNED_ON_PAPER", "mesh:how-given-IN_SERVICE", "mesh:how-given-IN_SERVICE"],
            last.Select(said => Text(said, "dpv:hasIndicationMethod")));
        Assert.Equal(2, Events(holder, narrowed.Receipt).Count);
        var stored = await holder.RowsAsync<ConsentRevision>(row => row.Revision);
        Assert.Equal(stored.Select(row => Convert.ToHexStringLower(row.Sha256)), last.Select(said => Text(said, "mesh:revisionSha256")));
    }

    [Fact]
    public async Task Receipt_WhenSomethingIsRefusedAndLifted_SaysItsScopeAndBoth()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var request = ClientCalls.Refusal(People.Aino);
        request.Purposes.Add(Purpose.EmploymentSupport);
        request.Evidence.Mandate = new Tyollisyys.Mesh.Protos.Consents.V1.Mandate
        {
            Kind = MandateKind.Guardian, Person = "guardian-9", Source = "POPULATION_INFORMATION_SYSTEM", Reference = "dvv:12/3",
        };
        var refused = await holder.RegisterRefusalAsync(request);
        var lifted = await holder.LiftMineAsync(People.Aino, refused.RefusalId);

        var process = Read(holder, refused.Receipt).GetProperty("dpv:hasRecordOfActivity").GetProperty("dpv:hasProcess");
        Assert.Equal(["mesh:purpose-EMPLOYMENT_SUPPORT"], Texts(process, "dpv:hasPurpose"));
        Assert.Equal(["dpv:PersonalData"], Texts(process, "dpv:hasPersonalData"));
        Assert.Equal(["dpv:Recipient"], Texts(process, "dpv:hasRecipient"));
        var events = Events(holder, lifted.Receipt);
        Assert.Equal([("dpv:ConsentRefused", "REFUSED"), ("dpv:ConsentUnknown", "LIFTED")], events.Select(said => (Text(said, "@type"), Text(said, "mesh:act"))));
        Assert.Equal("2023-11-13T07:00:00Z/..", Text(events[0], "dct:valid"));
        Assert.Equal(("GUARDIAN", "POPULATION_INFORMATION_SYSTEM"), (Text(events[0], "mesh:mandate", "mesh:kind"), Text(events[0], "mesh:mandate", "mesh:source")));
        Assert.False(events[1].TryGetProperty("mesh:mandate", out _));
    }

    [Fact]
    public async Task Receipt_WhenAnyByteIsChanged_NoLongerVerifies()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var receipt = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region))).Receipt;
        var (header, payload, signature) = (receipt.IndexOf('.', StringComparison.Ordinal), receipt.LastIndexOf('.'), receipt.Length);

        Assert.True(Verifies(holder, receipt));
        Assert.All(
            Enumerable.Range(0, receipt.Length).Where(at => at != header && at != payload && at != signature - 1),
            at => Assert.False(Verifies(holder, receipt[..at] + (receipt[at] == 'A' ? 'B' : 'A') + receipt[(at + 1)..])));
        Assert.False(Verifies(holder, receipt[..payload]));
        Assert.False(Verifies(holder, receipt + "."));
    }

    [Fact]
    public async Task Receipt_WhenAskedForAgain_IsTheSameToItsClientAndNobodyElses()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var form = TestHolder.Form(People.Aino, People.Region);
        var given = await holder.RegisterAsync(form);
        var withdrawn = await holder.WithdrawAsync(People.Aino, given.ConsentId);
        await holder.KnowAsync(People.Eetu);

        Assert.Equal(given.Receipt, (await holder.RegisterAsync(form)).Receipt);
        Assert.Equal(given.Receipt, (await holder.ReceiptAsync(People.Aino, given.ConsentId, 1)).Receipt);
        Assert.Equal((2, withdrawn.Receipt), await LatestAsync(holder, given.ConsentId));
        Assert.Equal("NO_BASIS", await Refused(holder.ReceiptAsync(People.Eetu, given.ConsentId)));
        Assert.Equal("NO_BASIS", await Refused(holder.ReceiptAsync(People.Aino, TestHolder.Id())));
        Assert.Equal("NO_BASIS", await Refused(holder.ReceiptAsync(People.Aino, given.ConsentId, 3)));
        Assert.Equal("NO_BASIS", await Refused(holder.ReceiptAsync(People.Many().First(), given.ConsentId)));
    }

    [Fact]
    public async Task Receipt_WhenRead_HasNoIdentityCodeAndNoProfessional()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var receipt = (await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region))).Receipt;

        var text = Encoding.UTF8.GetString(PayloadOf(receipt));

        Assert.Contains("Lappeenrannan kaupunki", text, StringComparison.Ordinal);
        Assert.DoesNotContain(People.AinoText, text, StringComparison.Ordinal);
        Assert.DoesNotContain("worker-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_WhenAllCategoriesAndKindsOfRecipientsAreTried_HasTheCanonicalForm()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        var area = TestHolder.Form(People.Aino, People.Region);
        (area.Recipient, area.AreaRecipient) = ("", new AreaRecipient { Role = "SOCIAL_CARE", Municipality = "405" });
        var person = TestHolder.Form(People.Aino, People.Region);
        (person.Recipient, person.SupportPerson) = ("", new SupportPersonRecipient { Person = "friend_1", CaseId = TestHolder.Id() });

        foreach (var receipt in new[] { (await holder.RegisterAsync(area)).Receipt, (await holder.RegisterAsync(person)).Receipt })
        {
            var payload = PayloadOf(receipt);
            using var read = JsonDocument.Parse(payload);
            Assert.Equal(Encoding.UTF8.GetString(payload), Canonical(read.RootElement));
        }
    }

    [Fact]
    public async Task Receipts_WhenSomebodyWouldChangeOne_AreAppendOnly()
    {
        await using var holder = await TestHolder.OpenAsync(People.Municipality);
        await holder.RegisterAsync(TestHolder.Form(People.Aino, People.Region));

        await holder.RefuseAsync(People.Aino, ClientCalls.Refuse());

        await holder.InAsync(async services =>
        {
            foreach (var table in AppendOnly)
            {
                await AppendOnlyRefusal.OfAsync(services, $"UPDATE {table} SET revision = 9");
            }

            return true;
        });
    }

    private static async Task<(int Revision, string Receipt)> LatestAsync(TestHolder holder, string recordId)
    {
        var latest = await holder.ReceiptAsync(People.Aino, recordId);
        return (latest.Revision, latest.Receipt);
    }

    // By the public key that the directory lists, as anybody would.
    private static bool Verifies(TestHolder holder, string receipt)
    {
        using var scope = holder.Scope();
        return Statements.Read(receipt, ConsentReceipts.Type) is { } read
            && read.IsOf(People.Municipality, holder.Clock.Today, scope.ServiceProvider.Get<StatementKeys>());
    }

    private static JsonElement Read(TestHolder holder, string receipt)
    {
        Assert.True(Verifies(holder, receipt));
        return Statements.Read(receipt, ConsentReceipts.Type)!.Claims;
    }

    private static byte[] PayloadOf(string receipt) => Base64Url.DecodeFromChars(receipt.Split('.')[1]);

    private static List<JsonElement> Events(TestHolder holder, string receipt) =>
        [.. Read(holder, receipt).GetProperty("dpv:hasRecordOfActivity").GetProperty("dpv:hasConsentStatus").EnumerateArray()];

    private static string? Text(JsonElement from, params string[] path) =>
        path.Aggregate(from, (element, name) => element.GetProperty(name)).GetString();

    private static IEnumerable<string?> Texts(JsonElement from, string name) => from.GetProperty(name).EnumerateArray().Select(item => item.GetString());

    // Written a second time, from RFC 8785: members by code units, no blanks. The texts here need no escapes.
    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"\"{member.Name}\":{Canonical(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Canonical)) + "]",
        JsonValueKind.String => $"\"{element.GetString()}\"",
        _ => element.GetRawText(),
    };

    private static async Task<string?> Refused<T>(Task<T> acting) =>
        RefusalReader.ReasonOf(await Assert.ThrowsAsync<RpcException>(() => acting));
}
