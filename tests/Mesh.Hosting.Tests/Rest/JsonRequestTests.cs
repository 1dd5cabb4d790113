using System.Text;
using Mesh.Hosting.Tests.Calls;
using Mesh.Identity;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Hosting.Tests.Rest;

/// <summary>What is wrong with a request in JSON is told at once, without repeating it, and to nobody who may not call.</summary>
[Collection<TownTests>]
public sealed class JsonRequestTests(Town town)
{
    private const string Code = "140501A902D";

    [Fact]
    public async Task Body_WhenItBreaksBothJsonsFormAndTheContract_IsToldAllAtOnce()
    {
        var answer = await town.AcceptAsync(
            """
            {"requestId": "1", "caseId": "01980000-0000-7000-8000-00000000000b", "colour": 1,
             "representative": {"name": 5, "unit": "a", "nick_name": "b"},
             "actor": {"pairwiseId": "p", "pairwise_id": "q", "role": {}}}
            """);

        Assert.Equal((400, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Equal(
            [
                "colour UNKNOWN_FIELD", "representative.name MALFORMED_VALUE", "representative.nick_name UNKNOWN_FIELD",
                "actor.pairwise_id GIVEN_TWICE", "actor.role UNKNOWN_VALUE", "case_id DIFFERS_FROM_PATH",
                "request_id FORMAT_UUID", "actor.assurance REQUIRED",
            ],
            answer.Violations);
        Assert.Equal("/actor/pairwiseId", (string?)answer.Json["violations"]!.AsArray().First(each => (string?)each!["code"] == "GIVEN_TWICE")!["pointer"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"requestId\":\"a\",}")]
    [InlineData("{\"requestId\":\"a\",\"requestId\":\"a\"}")]
    [InlineData("{/**/}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"requestId\":\"\\ud800\"}")]
    [InlineData("{\"requestId\":\"\u00FF\"}", false)]
    public async Task Body_WhenItIsNoJsonObject_IsOneViolationOfTheWhole(string text, bool isUtf8 = true)
    {
        using var body = RestCall.Json((isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(text));

        var answer = await town.Http(Participants.SouthKarelia.Urn).SendAsync(
            HttpMethod.Post, new Uri(town.Host.Address, RestTown.Acceptances), body, RestTown.Soon);

        Assert.Equal((400, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Equal(" MALFORMED_JSON", Assert.Single(answer.Violations));
        Assert.Equal("", (string?)answer.Json["violations"]![0]!["pointer"]);
    }

    [Fact]
    public async Task Body_WhenMoreIsWrongThanAnAnswerHolds_DemandsNothingThatWasNotLookedAt()
    {
        var answer = await town.AcceptAsync($$"""{{{string.Join(',', Enumerable.Range(0, 2_000).Select(name => $"\"a{name}\":1"))}}}""");

        Assert.Equal((400, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Equal("100", (string?)answer.Json["metadata"]!["violations"]);
        Assert.DoesNotContain(answer.Violations, violation => violation.EndsWith(" REQUIRED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_WhenATextHasTheCharacterThatNoDatabaseKeeps_IsRefused()
    {
        var answer = await town.AcceptAsync("""{"representative": {"name": "a\u0000b", "unit": "\u0000"}}""");

        Assert.Contains("representative.name NUL_CHARACTER", answer.Violations);
        Assert.Contains("representative.unit NUL_CHARACTER", answer.Violations);
    }

    // As metadata of gRPC neither could be read.
    [Theory]
    [InlineData("x-bin", "!")]
    [InlineData("x!y", "1")]
    public async Task Call_WhenAHeaderIsNoMetadata_IsAnsweredAllTheSame(string name, string value)
    {
        town.Script.Write((_, _, _) => Task.FromResult(new AcceptInvitationResponse()));

        var answer = await town.AcceptAsync(RestTown.Acceptance(), RestTown.Soon, (name, value));

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Body_WhenItIsTooDeep_IsRefused()
    {
        var answer = await town.AcceptAsync(string.Concat(Enumerable.Repeat("{\"actor\":", 10_000)) + "1" + new string('}', 10_000));

        Assert.Equal((400, " MALFORMED_JSON"), (answer.Status, Assert.Single(answer.Violations)));
    }

    [Theory]
    [InlineData("?page_size=101", "page_size OUT_OF_RANGE")]
    [InlineData("?pageSize=many", "page_size MALFORMED_VALUE")]
    [InlineData("?pageSize=1&page_size=2", "page_size GIVEN_TWICE")]
    [InlineData("?pageSize=1&pageSize=2", "page_size GIVEN_TWICE")]
    [InlineData("?PAGESIZE=1", "PAGESIZE UNKNOWN_FIELD")]
    [InlineData("?state=STARTED", "state UNKNOWN_VALUE")]
    [InlineData("?colour=1&pageSize=-1", "colour UNKNOWN_FIELD", "page_size OUT_OF_RANGE")]
    [InlineData("?page_token.a=1", "page_token.a UNKNOWN_FIELD")]
    [InlineData("?.=1&a..b=2", "?.? UNKNOWN_FIELD", "a.?.b UNKNOWN_FIELD")]
    public async Task Query_WhenAParameterIsWrong_IsToldAllAtOnce(string query, params string[] violations)
    {
        var answer = await town.ListAsync(query);

        Assert.Equal((400, "INVALID_REQUEST"), (answer.Status, answer.Reason));
        Assert.Equal(violations, answer.Violations);
    }

    [Fact]
    public async Task Query_WhenTheBodyIsTheRequest_HasNoParameters()
    {
        var answer = await town.Http(Participants.SouthKarelia.Urn).SendAsync(
            HttpMethod.Post, new Uri(town.Host.Address, RestTown.Acceptances + "?requestId=a"), RestTown.Acceptance(), RestTown.Soon);

        Assert.Equal("requestId UNKNOWN_FIELD", Assert.Single(answer.Violations));
    }

    [Theory]
    [InlineData($$"""{"{{Code}}": 1}""")]
    [InlineData($$"""{"requestId": "{{Code}}", "caseId": "{{Code}}"}""")]
    [InlineData($$$"""{"actor": {"role": "{{{Code}}}", "assurance": ["{{{Code}}}"]}}""")]
    [InlineData("{" + Code)]
    public async Task Body_WhenItIsRefused_IsNotRepeated(string json)
    {
        var answer = await town.AcceptAsync(json);

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain(Code, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, town.Host.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"?pageSize={Code}")]
    [InlineData($"?{Code}=1")]
    [InlineData($"?state={Code}")]
    public async Task Query_WhenItIsRefused_IsNotRepeated(string query)
    {
        var answer = await town.ListAsync(query);

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain(Code, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, town.Host.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"colour\": 1}")]
    public async Task Body_WhenTheCallerIsNotKnownOrAdmitted_IsNotJudged(string json)
    {
        var address = new Uri(town.Host.Address, RestTown.Acceptances);

        var nobody = await town.Http(CertificateNames.IdentityProvider).SendAsync(HttpMethod.Post, address, json, RestTown.Soon);
        var own = await town.Http(CertificateNames.ForOwnSystem(Participants.Kela, "importer")).SendAsync(HttpMethod.Post, address, json, RestTown.Soon);

        Assert.Equal(("ACCESS_DENIED", "ACCESS_DENIED"), (nobody.Reason, own.Reason));
        Assert.Equal((0, 0), (nobody.Violations.Count, own.Violations.Count));
    }
}
