using Mesh.Gateway;
using Mesh.Hosting;
using Mesh.Hosting.Health;
using Mesh.Hosting.Settings;
using Mesh.Identity;

var isProbe = args is [HealthProbe.Verb, ..];
var builder = new ConfigurationBuilder()
    .AddJsonFile("appsettings.json", optional: true)
    .AddEnvironmentVariables()
    .AddCommandLine(isProbe ? args[1..] : args)
    .Build();
try
{
    var reader = new SettingsReader(builder.GetSection("Mesh"));
    var settings = reader.Host();
    var own = GatewaySettings.Read(reader);
    reader.ThrowIfAny();
    if (isProbe)
    {
        return await HealthProbe.OfAsync(settings, CertificateNames.Gateway);
    }

    await using var gateway = GatewayApplication.Build(settings, new MeshHostParts(), own);
    await gateway.RunAsync();
    return 0;
}
catch (SettingsException faults)
{
    foreach (var fault in faults.Faults)
    {
        Console.Error.WriteLine(fault);
    }

    return 2;
}
