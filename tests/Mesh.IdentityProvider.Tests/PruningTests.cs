using Mesh.IdentityProvider.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;

namespace Mesh.IdentityProvider.Tests;

public sealed class PruningTests
{
    [Fact]
    public async Task Store_WhenAPersonSignedIn_HoldsCodeRefreshTokenAndAuthorizationButNoAccessToken()
    {
        await using var provider = await RunningProvider.StartAsync();
        await new SigningIn(provider).SignInAsync("aino", SigningIn.Kela);
        await provider.ExchangeAsync(await provider.PersonaTokenAsync("aino", "urn:mesh:gateway"), SigningIn.Kela);
        Assert.Equal((2, 1), await CountAsync(provider));
    }

    [Fact]
    public async Task Prune_WhenTokensHaveExpired_RemovesThemAndThenTheirAuthorization()
    {
        await using var provider = await RunningProvider.StartAsync();
        await new SigningIn(provider).SignInAsync("aino", SigningIn.Kela);

        provider.Time.Advance(TimeSpan.FromMinutes(2));
        await PruneAsync(provider);
        Assert.Equal((1, 1), await CountAsync(provider));

        provider.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(2));
        await PruneAsync(provider);
        Assert.Equal((1, 1), await CountAsync(provider));

        provider.Time.Advance(TimeSpan.FromSeconds(1));
        await PruneAsync(provider);
        Assert.Equal((0, 0), await CountAsync(provider));
    }

    [Fact]
    public async Task Prune_WhenAUsedTokenHasNotExpired_KeepsItSoThatItsReuseIsSeen()
    {
        await using var provider = await RunningProvider.StartAsync();
        var application = new SigningIn(provider);
        var first = (await application.SignInAsync("aino", SigningIn.Kela)).Text("refresh_token")!;
        var second = (await application.RefreshAsync(first)).Text("refresh_token")!;
        provider.Time.Advance(TimeSpan.FromHours(7));
        await PruneAsync(provider);

        Assert.Equal("invalid_grant", (await application.RefreshAsync(first)).Text("error"));
        Assert.Equal("invalid_grant", (await application.RefreshAsync(second)).Text("error"));
    }

    [Fact]
    public async Task Prune_WhenAnHourHasPassed_HappensByItself()
    {
        await using var provider = await RunningProvider.StartAsync();
        await new SigningIn(provider).CodeAsync("aino", SigningIn.Kela);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));

        // The authorization is looked at a second time: at the first it is not yet an hour old.
        provider.Time.Advance(StorePruning.Interval);
        provider.Time.Advance(StorePruning.Interval);
        while (await CountAsync(provider) != (0, 0))
        {
            patience.Token.ThrowIfCancellationRequested();
            provider.Time.Advance(StorePruning.Interval);
            await Task.Yield();
        }
    }

    private static Task PruneAsync(RunningProvider provider) =>
        provider.Services.GetRequiredService<StorePruning>().PruneAsync(TestContext.Current.CancellationToken);

    private static async Task<(int Tokens, int Authorizations)> CountAsync(RunningProvider provider)
    {
        await using var scope = provider.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<ProviderStore>();
        return (
            await store.Set<OpenIddictEntityFrameworkCoreToken>().CountAsync(TestContext.Current.CancellationToken),
            await store.Set<OpenIddictEntityFrameworkCoreAuthorization>().CountAsync(TestContext.Current.CancellationToken));
    }
}
