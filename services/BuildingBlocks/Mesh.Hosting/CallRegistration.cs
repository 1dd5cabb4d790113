using System.Security.Cryptography;
using Mesh.Hosting.Calls;
using Mesh.Hosting.Certificates;
using Mesh.Hosting.Peers;
using Mesh.Hosting.Rest;
using Mesh.Hosting.Settings;
using Mesh.Hosting.Validation;
using Mesh.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Hosting;

/// <summary>What a host needs to check who calls and to call others.</summary>
public static class CallRegistration
{
    private const int LargestRequest = 1024 * 1024;

    /// <summary>Registers certificates, directory, tokens, the call gate and clients of peers.</summary>
    public static IServiceCollection AddMeshCalls(this IServiceCollection services, MeshHostSettings settings, FrontDoor door, MeshHostParts parts)
    {
        services.AddSingleton(parts.Time);
        services.AddSingleton(door);
        services.AddSingleton(_ => TrustAnchors.Load(settings.CertificatePath, settings.CertificateKeyPath, settings.TrustedRootsPath));
        services.AddSingleton(_ => OpenDirectory(settings, parts.Time));
        services.AddSingleton<MeshHandlers>();
        services.AddSingleton<PeerIdentity>();
        services.AddSingleton<PeerChannels>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton(provider => new AccessTokens(settings.Issuer, provider.GetRequiredService<MeshHandlers>(), parts.Time));
        services.AddSingleton(provider => new UserInfoEndpoint(settings.Issuer, provider.GetRequiredService<MeshHandlers>()));
        services.AddScoped<CallScope>();
        services.AddScoped<FlowContext>();
        services.AddScoped<RequestGate>();
        services.AddScoped<RefusalJournal>();
        services.AddScoped<Peers.Peers>();
        services.AddScoped<IClientIdentity, ClientIdentity>();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestRequest;
            // At the gateway a service that is not its own is one to carry to a participation, not an unknown one.
            grpc.IgnoreUnknownServices = door.Participation is null;
            grpc.Interceptors.Add<FaultBoundary>();
            grpc.Interceptors.Add<CallGate>();
        }).AddRest();
        return services;
    }

    private static DirectoryFile OpenDirectory(MeshHostSettings settings, TimeProvider time)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(settings.DirectoryKeyPath));
        return DirectoryFile.Open(settings.DirectoryPath, key, time);
    }
}
