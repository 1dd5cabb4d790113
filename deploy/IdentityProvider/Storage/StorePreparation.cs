using Mesh.Identity;
using OpenIddict.Abstractions;

namespace Mesh.IdentityProvider.Storage;

/// <summary>
/// Makes the tables and writes the clients before the first request is taken. EnsureCreated, not migrations: EF's migration lock in
/// SQLite survives a kill and would hang the next start, and the file holds nothing that the next start does not write again.
/// </summary>
internal sealed class StorePreparation(IServiceProvider services, IdentityProviderSettings settings) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProviderStore>().Database.EnsureCreatedAsync(cancellationToken);

        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await WriteAsync(applications, MeshClients.GatewayDescriptor(), cancellationToken);
        if (settings.Directory().Environment == MeshEnvironment.Demonstration)
        {
            await WriteAsync(applications, MeshClients.ScenarioPlayerDescriptor(), cancellationToken);
        }
        else if (await applications.FindByClientIdAsync(MeshClients.ScenarioPlayer, cancellationToken) is { } player)
        {
            await applications.DeleteAsync(player, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task WriteAsync(IOpenIddictApplicationManager applications, OpenIddictApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        if (await applications.FindByClientIdAsync(descriptor.ClientId!, cancellationToken) is { } application)
        {
            await applications.UpdateAsync(application, descriptor, cancellationToken);
        }
        else
        {
            await applications.CreateAsync(descriptor, cancellationToken);
        }
    }
}
