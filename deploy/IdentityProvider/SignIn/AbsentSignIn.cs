using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.IdentityProvider.SignIn;

/// <summary>What stands where the sign-in would be when the directory says production: no page, and a clear error (RFC 6749 form).</summary>
internal static class AbsentSignIn
{
    internal const string Explanation =
        "In production this provider signs nobody in: people sign in with their organisation's own authority, which services are configured to trust.";

    internal static IResult Answer() => Results.Json(
        new Dictionary<string, string> { [Parameters.Error] = Errors.UnsupportedResponseType, [Parameters.ErrorDescription] = Explanation },
        statusCode: StatusCodes.Status400BadRequest);
}
