using Mesh.Identity;
using Mesh.IdentityProvider.Grants;
using Mesh.IdentityProvider.People;
using Mesh.IdentityProvider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.IdentityProvider.Sessions;

/// <summary>
/// Answers requests with a code or a refresh token. OpenIddict has validated it: signature, expiry, client, redirect URI, PKCE and
/// that it is used once. Here the one audience is chosen.
/// </summary>
internal sealed class SignedInGrant(IdentityProviderSettings settings, DemoPeople people, PairwiseSubjects subjects)
    : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseSingletonHandler<SignedInGrant>()
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if ((context.AuthorizationCodePrincipal ?? context.RefreshTokenPrincipal) is not { } shown)
        {
            return ValueTask.CompletedTask;
        }

        var directory = settings.Directory();
        var now = settings.Time.GetUtcNow();
        if (directory.Environment != MeshEnvironment.Demonstration
            // The very moment of exp OpenIddict still takes, RFC 7519 section 4.1.4 does not.
            || !(shown.GetExpirationDate() > now)
            || Session.Of(shown, people) is not { } session
            || settings.Session.OfNext(session.SignedInAt, now) is var life && life <= TimeSpan.Zero)
        {
            context.Reject(Errors.InvalidGrant, "The session has ended.");
            return ValueTask.CompletedTask;
        }

        // A code is good for what its request named. A refresh may turn to any other target of the person: no new sign-in for each
        // participation, and nothing is won by refusing, since the application could ask again without the person noticing.
        var granted = shown.GetResources();
        var bound = context.AuthorizationCodePrincipal is not null && !granted.IsEmpty;
        if (Target(context.Request, granted, directory) is not { } target
            || (bound && !granted.Contains(target.Audience))
            || !target.IsOpenTo(session.Person))
        {
            context.Reject(Errors.InvalidTarget, "Exactly one resource is expected, of those the sign-in was for: a participation of the directory or the gateway; for a professional the own participation.");
            return ValueTask.CompletedTask;
        }

        var principal = AccessTokenPrincipal.Of(subjects.Of(session.Person, target), target, session.Person);
        principal.SetRefreshTokenLifetime(life);
        context.SignIn(session.Mark(principal));
        return ValueTask.CompletedTask;
    }

    // Without a resource in the request: the one the sign-in, or the last refresh, was for.
    private static TokenTarget? Target(OpenIddictRequest request, IReadOnlyList<string> granted, ParticipantDirectory directory) =>
        RequestedTarget.Names(request) is { Count: > 0 }
            ? RequestedTarget.Of(request, directory)
            : granted is [var only] ? TokenTarget.Find(only, directory) : null;
}
