using Mesh.Hosting.Certificates;
using Mesh.Hosting.Health;
using Mesh.Identity;
using Mesh.IdentityProvider;

var isProbe = args is [HealthProbe.Verb, ..];
var (settings, faults) = ProgramSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables("MESH_IDP_").AddCommandLine(isProbe ? args[1..] : args).Build());
if (settings is null)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync(fault);
    }

    return 2;
}

if (isProbe)
{
    return await HealthProbe.OfAsync(
        new Uri($"https://{settings.Listen}/"), CertificateNames.IdentityProvider, new TrustAnchors(settings.Certificate, settings.TrustedRoots), settings.Time);
}

await using var application = IdentityProviderApplication.Build(settings with { OwnsTelemetry = true });
await application.RunAsync();
return 0;
