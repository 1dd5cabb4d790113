using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Mesh.Hosting.Calls;

/// <summary>Tells what the identity provider refuses from what it cannot answer: a person is not to be signed out because a proxy is away.</summary>
public static class ProviderAnswers
{
    /// <summary>The answer; null when the provider refuses what was asked.</summary>
    /// <exception cref="Grpc.Core.RpcException">UNAVAILABLE: it did not answer, or not as an identity provider does.</exception>
    public static async Task<T?> ReadAsync<T>(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        try
        {
            using var response = await ask();
            return response.StatusCode switch
            {
                _ when response.IsSuccessStatusCode => await response.Content.ReadFromJsonAsync<T>(cancellation),
                HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => null,
                _ => throw UserInfoEndpoint.Unreachable.Raise(),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or NotSupportedException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw UserInfoEndpoint.Unreachable.Raise();
        }
    }
}
