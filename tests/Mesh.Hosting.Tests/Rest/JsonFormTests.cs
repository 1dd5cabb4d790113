using System.Text.Json.Nodes;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Tests.Validation;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;
using Tyollisyys.Mesh.Protos.Disclosure.V1;

namespace Mesh.Hosting.Tests.Rest;

public class JsonFormTests
{
    [Fact]
    public void Check_WhenTwoFieldsOfAChoiceAreGiven_KeepsTheFirst()
    {
        var (kept, violations) = Checked(DiscloseRequest.Descriptor, """{"subject": {"caseId": "a", "noticeId": "b"}}""");

        Assert.Equal("subject.notice_id ONLY_ONE_OF", Assert.Single(violations));
        Assert.Equal("""{"subject":{"caseId":"a"}}""", kept);
    }

    [Fact]
    public void Check_WhenAFieldOfAChoiceIsNull_IsNotGiven()
    {
        var (_, violations) = Checked(DiscloseRequest.Descriptor, """{"subject": {"caseId": null, "noticeId": "b"}}""");

        Assert.Empty(violations);
    }

    [Fact]
    public void Check_WhenElementsAreMalformed_NamesEachByItsPlaceAndKeepsThePlaces()
    {
        var (kept, violations) = Checked(DiscloseRequest.Descriptor, """{"categories": ["PLAN", 3, null, "x"], "purpose": "?"}""");

        Assert.Equal(["categories[0] UNKNOWN_VALUE", "categories[2] UNKNOWN_VALUE", "categories[3] UNKNOWN_VALUE", "purpose UNKNOWN_VALUE"], violations);
        Assert.Equal("""{"categories":[0,3,0,0]}""", kept);
    }

    [Theory]
    [InlineData("\"2024-02-30T10:00:00Z\"", false)]
    [InlineData("\"2024-02-29\"", false)]
    [InlineData("1709200800", false)]
    [InlineData("{}", false)]
    [InlineData("\"2024-02-29T10:00:00Z\"", true)]
    public void Check_WhenATimeIsWritten_TakesRfc3339Only(string written, bool isGood)
    {
        var (_, violations) = Checked(InviteRegionRequest.Descriptor, $$"""{"proposedTime": {{written}}}""");

        Assert.Equal(isGood ? [] : ["proposed_time MALFORMED_VALUE"], violations);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("\"1\"", true)]
    [InlineData("1.5", false)]
    [InlineData("2147483648", false)]
    [InlineData("true", false)]
    [InlineData("[1]", false)]
    public void Check_WhenANumberIsWritten_TakesWholeOnesInRange(string written, bool isGood)
    {
        var (_, violations) = Checked(SignMyPlanRequest.Descriptor, $$"""{"planVersion": {{written}}}""");

        Assert.Equal(isGood ? [] : ["plan_version MALFORMED_VALUE"], violations);
    }

    [Theory]
    [InlineData("categories", "{}")]
    [InlineData("subject", "[]")]
    [InlineData("subject", "\"a\"")]
    public void Check_WhenTheShapeIsAnother_TakesTheFieldOut(string field, string written)
    {
        var (kept, violations) = Checked(DiscloseRequest.Descriptor, $$"""{"{{field}}": {{written}}}""");

        Assert.Equal(($"{field} MALFORMED_VALUE", "{}"), (Assert.Single(violations), kept));
    }

    [Fact]
    public void Check_WhenAMessageIsWrittenByProtobufItself_KeepsIt() => RandomMessages.Any.Sample(
        message =>
        {
            var json = WrittenOrNull(message);
            if (json is not null)
            {
                // Of lists that are too long the rest is cut off, and nothing else is found.
                var (kept, violations) = Checked(message.Descriptor, json);
                Assert.All(violations, violation => Assert.EndsWith(" TOO_MANY", violation, StringComparison.Ordinal));
                Assert.Equal(violations.Count == 0, JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(kept)));
            }
        },
        iter: 300);

    [Fact]
    public void Faults_WhenRulesFindWhatWasTakenOutMissing_AreNotToldTwice()
    {
        var faults = new RestFaults();
        faults.Add("actor", JsonCodes.MalformedValue, "a");
        var rules = new Violations();
        rules.Add("actor", "REQUIRED", "b");
        rules.Add("actor.role", "REQUIRED", "c");
        rules.Add("actors", "REQUIRED", "d");
        rules.Add("actor", "TOO_LONG", "e");

        Assert.Equal(["a", "d", "e"], faults.With(rules).All.Select(violation => violation.Description));
    }

    // What is beyond what there may be is neither looked at nor kept: a body costs no more than it holds.
    [Fact]
    public void Check_WhenThereAreMoreElementsThanThereMayBe_LooksAtThoseAlone()
    {
        var (kept, violations) = Checked(DiscloseRequest.Descriptor, $$"""{"categories": [{{string.Join(',', Enumerable.Repeat("1", 20))}},{{string.Join(',', Enumerable.Repeat("\"\"", 300_000))}}]}""");

        Assert.Equal("categories TOO_MANY", Assert.Single(violations));
        Assert.Equal(20, JsonNode.Parse(kept)!["categories"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(100_000, 100)]
    public void Check_WhenMoreIsWrongThanAnAnswerHolds_StopsAtAHundred(int wrong, int told)
    {
        var (_, violations) = Checked(DiscloseRequest.Descriptor, $$"""{{{string.Join(',', Enumerable.Range(0, wrong).Select(name => $"\"a{name}\":1"))}}}""");

        Assert.Equal(told, violations.Count);
    }

    private static (string Kept, IReadOnlyList<string> Violations) Checked(MessageDescriptor type, string json)
    {
        var parsed = JsonNode.Parse(json)!.AsObject();
        var faults = new RestFaults();
        JsonForm.Check(parsed, type, "", faults);
        return (parsed.ToJsonString(), [.. faults.With(new()).All.Select(violation => $"{violation.Field} {violation.Code}")]);
    }

    // Random times may be outside what JSON can say.
    private static string? WrittenOrNull(IMessage message)
    {
        try
        {
            return JsonFormatter.Default.Format(message);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
