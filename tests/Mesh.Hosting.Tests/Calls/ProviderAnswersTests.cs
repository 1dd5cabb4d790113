using System.Net;
using System.Text;
using Grpc.Core;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Errors;

namespace Mesh.Hosting.Tests.Calls;

/// <summary>What the identity provider refuses is the person's matter; what it cannot answer is not.</summary>
public sealed class ProviderAnswersTests
{
    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task Read_WhenTheProviderRefuses_IsNothing(HttpStatusCode status) => Assert.Null(await ReadAsync(status, "{}"));

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "{}")]
    [InlineData(HttpStatusCode.TooManyRequests, "{}")]
    [InlineData(HttpStatusCode.InternalServerError, "{}")]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "")]
    public async Task Read_WhenItIsNoAnswerOfAProvider_IsUnreachable(HttpStatusCode status, string body)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(status, body));

        Assert.Equal((StatusCode.Unavailable, "IDENTITY_PROVIDER_UNREACHABLE"), (refusal.StatusCode, RefusalReader.ReasonOf(refusal)));
    }

    [Fact]
    public async Task Read_WhenItAnswers_IsTheAnswer() => Assert.Equal("b", (await ReadAsync(HttpStatusCode.OK, """{"a": "b"}"""))!["a"]);

    private static Task<Dictionary<string, string>?> ReadAsync(HttpStatusCode status, string body) => ProviderAnswers.ReadAsync<Dictionary<string, string>>(
        () => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") }),
        TestContext.Current.CancellationToken);
}
