using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using CreateTokenEntry = OpenIddict.Server.OpenIddictServerHandlers.Protection.CreateTokenEntry;

namespace Mesh.IdentityProvider.Tokens;

/// <summary>
/// Access tokens have no row: services validate them without asking, so a row could not end one before its five minutes are over, and
/// every exchange by the gateway would be a write.
/// </summary>
internal sealed class UnstoredAccessToken : IOpenIddictServerHandler<GenerateTokenContext>
{
    internal static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<UnstoredAccessToken>()
        .SetOrder(CreateTokenEntry.Descriptor.Order - 500)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.AccessToken)
        {
            context.CreateTokenEntry = false;
        }

        return ValueTask.CompletedTask;
    }
}
