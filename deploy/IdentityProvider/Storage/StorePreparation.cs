using OpenIddict.Abstractions;

namespace Mesh.IdentityProvider.Storage;

/// <summary>
/// Makes the tables and writes the clients before the first request is taken. EnsureCreated, not migrations: EF's migration lock in
/// SQLite survives a kill and would hang the next start, and what is lost with the file is that people sign in again.
/// </summary>
internal sealed class StorePreparation(IServiceProvider services, IdentityProviderSettings settings) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProviderStore>().Database.EnsureCreatedAsync(cancellationToken);

        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var clients = MeshClients.Of(settings).ToDictionary(client => client.ClientId!, StringComparer.Ordinal);
        await RemoveOthersAsync(applications, clients.Keys, cancellationToken);
        foreach (var client in clients.Values)
        {
            await WriteAsync(applications, client, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // With a client go its sessions.
    private static async Task RemoveOthersAsync(IOpenIddictApplicationManager applications, ICollection<string> clients, CancellationToken cancellationToken)
    {
        var others = new List<object>();
        await foreach (var application in applications.ListAsync(cancellationToken: cancellationToken))
        {
            if (!clients.Contains((await applications.GetClientIdAsync(application, cancellationToken))!))
            {
                others.Add(application);
            }
        }

        foreach (var other in others)
        {
            await applications.DeleteAsync(other, cancellationToken);
        }
    }

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
