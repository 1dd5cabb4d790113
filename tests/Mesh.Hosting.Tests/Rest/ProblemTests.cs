using System.Text;
using Grpc.Core;
using Mesh.Hosting.Errors;
using Mesh.Hosting.Tests.Calls;
using Mesh.TestKit;
using Tyollisyys.Mesh.Protos.ActivationPlans.V1;

namespace Mesh.Hosting.Tests.Rest;

/// <summary>Every error is a Problem Details, whoever found it.</summary>
[Collection<TownTests>]
public sealed class ProblemTests(Town town)
{
    [Fact]
    public async Task Refusal_WhenWritten_HasEverythingThatItHasOverGrpc()
    {
        Refuse(new RefusalReason(StatusCode.FailedPrecondition, "NOT_ELIGIBLE", "Ei täytä ehtoja.", "Uppfyller inte villkoren.", "Not eligible.").Raise(("rule", "AKT-1"), ("days", "5")));

        var answer = await town.AcceptAsync(RestTown.Acceptance());

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.MediaType));
        var instance = (string?)answer.Json["instance"];
        Assert.Matches("^urn:trace:[0-9a-f]{32}$", instance);
        Assert.Equal(
            $$$"""{"type":"https://mesh.tyollisyys.fi/problems/NOT_ELIGIBLE","title":"Not eligible.","status":400,"instance":"{{{instance}}}","grpcCode":"FAILED_PRECONDITION","reason":"NOT_ELIGIBLE","domain":"mesh.tyollisyys.fi","metadata":{"days":"5","rule":"AKT-1"},"localized":{"fi":"Ei täytä ehtoja.","sv":"Uppfyller inte villkoren.","en":"Not eligible."}}""",
            System.Text.RegularExpressions.Regex.Unescape(answer.Text));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, 400)]
    [InlineData(StatusCode.FailedPrecondition, 400)]
    [InlineData(StatusCode.OutOfRange, 400)]
    [InlineData(StatusCode.Unauthenticated, 401)]
    [InlineData(StatusCode.PermissionDenied, 403)]
    [InlineData(StatusCode.NotFound, 404)]
    [InlineData(StatusCode.AlreadyExists, 409)]
    [InlineData(StatusCode.Aborted, 409)]
    [InlineData(StatusCode.ResourceExhausted, 429)]
    [InlineData(StatusCode.Cancelled, 499)]
    [InlineData(StatusCode.Unknown, 500)]
    [InlineData(StatusCode.Internal, 500)]
    [InlineData(StatusCode.DataLoss, 500)]
    [InlineData(StatusCode.Unimplemented, 501)]
    [InlineData(StatusCode.Unavailable, 503)]
    [InlineData(StatusCode.DeadlineExceeded, 504)]
    public async Task Status_WhenRefusedWithACode_IsThatOfTheCode(StatusCode code, int status)
    {
        Refuse(new RefusalReason(code, "OF_TEST", "fi", "sv", "en").Raise());

        var answer = await town.AcceptAsync(RestTown.Acceptance());

        Assert.Equal((status, "OF_TEST", status), (answer.Status, answer.Reason, (int?)answer.Json["status"]));
    }

    [Fact]
    public async Task Refusal_WhenTheCallMayBeMadeAgainLater_SaysAfterHowManySeconds()
    {
        Refuse(Refusals.RateLimited.RaiseRetryable(TimeSpan.FromMilliseconds(1001)));

        var answer = await town.AcceptAsync(RestTown.Acceptance());

        Assert.Equal((429, 2, TimeSpan.FromSeconds(2)), (answer.Status, (int?)answer.Json["retryAfter"], answer.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task Refusal_WhenItHasNoBasis_DiffersOnlyByTheTrace()
    {
        Refuse(Refusals.NoBasis.Raise());

        var first = await town.AcceptAsync(RestTown.Acceptance());
        var second = await town.AcceptAsync(RestTown.Acceptance());

        Assert.NotEqual(first.Text, second.Text);
        Assert.Equal(Without(first), Without(second));
        Assert.Equal((403, "NO_BASIS"), (first.Status, first.Reason));

        static string Without(RestAnswer answer) => answer.Text.Replace((string)answer.Json["instance"]!, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_WhenTheHandlerThrows_TellsNothingOfIt()
    {
        town.Script.Write<AcceptInvitationResponse>((_, _, _) => throw new InvalidOperationException("Aino Testilä 140501A902D"));

        var answer = await town.AcceptAsync(RestTown.Acceptance());

        Assert.Equal((500, "FAULT"), (answer.Status, answer.Reason));
        Assert.DoesNotContain("Testil", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith((string)answer.Json["metadata"]!["correlation_id"]!, (string)answer.Json["instance"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_WhenACallThatThisOneDependsOnFailed_TellsNothingOfIt()
    {
        Refuse(new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "10.0.0.7 refused")));

        var answer = await town.AcceptAsync(RestTown.Acceptance());

        Assert.Equal((503, "UNAVAILABLE"), (answer.Status, answer.Reason));
        Assert.DoesNotContain("10.0.0.7", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "PATH_UNKNOWN", "NOT_FOUND")]
    [InlineData("GET", "/nothing", 404, "PATH_UNKNOWN", "NOT_FOUND")]
    [InlineData("POST", "/tyollisyys.mesh.activationplans.v1.PlanCooperationService/AcceptInvitation", 415, "MEDIA_TYPE_NOT_SUPPORTED", "INVALID_ARGUMENT")]
    [InlineData("GET", RestTown.Acceptances, 405, "METHOD_NOT_ALLOWED", "UNIMPLEMENTED")]
    [InlineData("DELETE", $"/v1/jobseekers/{RestTown.CaseId}/employmentPlans", 405, "METHOD_NOT_ALLOWED", "UNIMPLEMENTED")]
    public async Task Error_WhenTheFrameworkFindsIt_IsAProblemToo(string method, string path, int status, string reason, string code)
    {
        var answer = await town.Http(Participants.SouthKarelia.Urn).SendAsync(new HttpMethod(method), new Uri(town.Host.Address, path), method == "GET" ? null : "{}");

        Assert.Equal((status, "application/problem+json", reason, code), (answer.Status, answer.MediaType, answer.Reason, (string?)answer.Json["grpcCode"]));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Body_WhenItIsOfAnotherMediaType_IsNotRead(string type)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(RestTown.Acceptance()));
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await town.Http(Participants.SouthKarelia.Urn).SendAsync(
            HttpMethod.Post, new Uri(town.Host.Address, RestTown.Acceptances), body, RestTown.Soon);

        Assert.Equal((415, "MEDIA_TYPE_NOT_SUPPORTED"), (answer.Status, answer.Reason));
    }

    [Theory]
    [InlineData(0, 400, "INVALID_REQUEST")]
    [InlineData(1, 413, "REQUEST_TOO_LARGE")]
    public async Task Body_WhenItIsLargerThanOneMebibyte_IsNotRead(int more, int status, string reason)
    {
        const string Empty = """{"requestId":""}""";
        var json = Empty.Insert(Empty.Length - 2, new string('a', (1024 * 1024) - Empty.Length + more));

        var answer = await town.AcceptAsync(json);

        Assert.Equal((status, reason), (answer.Status, answer.Reason));
    }

    private void Refuse(RpcException refusal) => town.Script.Write<AcceptInvitationResponse>((_, _, _) => throw refusal);
}
