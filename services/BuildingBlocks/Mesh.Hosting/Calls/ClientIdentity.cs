using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using Grpc.Core;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Errors;
using Mesh.Identity;

namespace Mesh.Hosting.Calls;

/// <summary>Who a calling client is. Tokens carry no identity code, so it is asked from the identity provider at each call.</summary>
public interface IClientIdentity
{
    /// <summary>The calling client's personal identity code.</summary>
    Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation);
}

/// <summary>Asks the provider's userinfo endpoint, with the client's token and this participation's certificate.</summary>
public sealed class ClientIdentity(UserInfoEndpoint endpoint, CallScope call) : IClientIdentity
{
    /// <inheritdoc />
    public async Task<PersonalIdentityCode> CodeOfCallerAsync(CancellationToken cancellation)
    {
        var code = PersonalIdentityCode.Parse(await endpoint.CodeOfAsync(call.Token, cancellation));
        return code.IsValid ? code.Value : throw Refusals.AccessDenied.Raise();
    }
}

/// <summary>The identity provider's userinfo endpoint.</summary>
public sealed class UserInfoEndpoint(Uri issuer, MeshHandlers handlers) : IDisposable
{
    /// <summary>The provider did not answer, so it is not known who calls.</summary>
    public static readonly RefusalReason Unreachable = new(
        StatusCode.Unavailable,
        "IDENTITY_PROVIDER_UNREACHABLE",
        "Tunnistuspalveluun ei saatu yhteyttä.",
        "Identifieringstjänsten kunde inte nås.",
        "The identity provider could not be reached.");

    private readonly HttpClient _http = new(handlers.For(CertificateNames.IdentityProvider, () => null))
    {
        BaseAddress = issuer,
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>The code of the person a token was issued to; null when the provider names none.</summary>
    public async Task<string?> CodeOfAsync(string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var info = await ProviderAnswers.ReadAsync<UserInfo>(() => _http.SendAsync(request, cancellation), cancellation);
        return info is null ? throw Refusals.Unauthenticated.Raise() : info.PersonalIdentityCode;
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private sealed record UserInfo([property: JsonPropertyName("personal_identity_code")] string? PersonalIdentityCode);
}
