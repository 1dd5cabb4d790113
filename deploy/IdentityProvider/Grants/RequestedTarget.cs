using Mesh.Identity;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Abstractions;

namespace Mesh.IdentityProvider.Grants;

/// <summary>The audience a token request asks for: resource (RFC 8707) or audience (RFC 8693 section 2.1), exactly one between them.</summary>
internal static class RequestedTarget
{
    internal static IReadOnlyList<string> Names(OpenIddictRequest request) =>
        [.. request.GetResources().Concat(request.GetAudiences()).Distinct(StringComparer.Ordinal)];

    internal static TokenTarget? Of(OpenIddictRequest request, ParticipantDirectory directory) =>
        Names(request) is [var only] ? TokenTarget.Find(only, directory) : null;
}
